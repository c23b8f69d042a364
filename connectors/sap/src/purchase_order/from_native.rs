//! From SAP's entities to the unified record.

use std::collections::BTreeSet;

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::{PurchaseOrder, Totals};
use serde_json::{Map, Value, json};

use super::native::{Document, assignments, is_deleted, item_id, schedule_lines};
use super::{Customs, fields, status};
use crate::mapping::{Form, custom_fields, is_reference, nest_incoterms, unified, unified_value};
use crate::odata;
use crate::settings::ReferenceField;

/// The unified record of a document.
///
/// # Errors
/// When a value is not of the form that the table says.
pub(super) fn record(document: Document, customs: &Customs, native: bool) -> Result<PurchaseOrder, Trouble> {
    let header = document.header();
    let mut order = unified(fields::HEADER, "", header);
    nest_incoterms(&mut order);
    let lines: Vec<Value> = document.items().iter().map(line).collect();
    order.insert("id".into(), json!(document.number()));
    order.insert("status".into(), json!(status::of_order(&document)));
    order.insert("delivery_date".into(), common_delivery_date(&document));
    order.insert("ship_to".into(), common_address(&document));
    let note = document.note(customs).map(|note| odata::text(note, "PlainLongText"));
    order.insert("notes".into(), json!(note.filter(|text| !text.is_empty())));
    order.insert("lines".into(), Value::Array(lines));
    order.insert("totals".into(), json!(Totals::default()));
    order.insert("custom_fields".into(), custom_fields(header));
    order.insert("version".into(), json!(document.version()));
    for (field, property) in [("created_at", "CreationDate"), ("updated_at", "LastChangeDateTime")] {
        order.insert(field.into(), json!(odata::instant_from_native(odata::text(header, property))));
    }
    if customs.reference_field == ReferenceField::CorrespncInternalReference {
        // Then the property holds the gateway's reference where the client gave no id of its own.
        order.entry("external_id").and_modify(|id| {
            if id.as_str().is_some_and(is_reference) {
                *id = Value::Null;
            }
        });
    }
    let number = document.number().to_owned();
    let mut record: PurchaseOrder = serde_json::from_value(Value::Object(order)).map_err(|error| {
        Trouble::new(TroubleKind::Unreadable, format!("purchase order {number} is not as expected: {error}"))
    })?;
    record.native = native.then(|| document.into_native());
    Ok(record)
}

fn line(item: &Value) -> Value {
    let mut line = unified(fields::LINE, "lines", item);
    line.extend(unified(fields::ONLY_V4, "lines", item));
    line.insert("id".into(), json!(item_id(item)));
    line.insert("line_number".into(), json!(item_id(item)));
    line.insert("status".into(), json!(status::of_line(item)));
    if let Some(schedule) = schedule_lines(item).first() {
        line.extend(unified(fields::SCHEDULE, "lines", schedule));
    }
    if let [first, ..] = assignments(item).as_slice() {
        let account: Map<String, Value> = unified(fields::ACCOUNTS, "lines", first)
            .into_iter()
            .map(|(name, value)| (last(&name), value))
            .collect();
        let filled = account.values().any(|value| !value.is_null());
        line.insert("account_assignment".into(), if filled { Value::Object(account) } else { Value::Null });
    }
    line.insert("custom_fields".into(), custom_fields(item));
    Value::Object(line)
}

fn last(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_owned()
}

/// The one date of all lines; nothing when they differ.
fn common_delivery_date(document: &Document) -> Value {
    let alive = document.items().iter().filter(|item| !is_deleted(item));
    let dates: BTreeSet<&str> = alive
        .flat_map(|item| schedule_lines(item).iter())
        .map(|line| odata::text(line, "ScheduleLineDeliveryDate"))
        .collect();
    match dates.into_iter().collect::<Vec<_>>().as_slice() {
        [date] => json!(odata::date_from_native(date)),
        _ => Value::Null,
    }
}

/// The one delivery address of all lines; nothing when they differ or have none.
fn common_address(document: &Document) -> Value {
    let mut addresses: Vec<Value> =
        document.items().iter().filter(|item| !is_deleted(item)).map(address).collect();
    addresses.dedup();
    match addresses.as_slice() {
        [one] if one != &address(&Value::Null) => one.clone(),
        _ => Value::Null,
    }
}

fn address(item: &Value) -> Value {
    let mut address = Map::new();
    for row in fields::SHIP_TO.iter().filter(|row| row.form != Form::Derived) {
        address.insert(row.key().to_owned(), unified_value(row.form, &item[row.native()]));
    }
    let (street, house) =
        (odata::text(item, "DeliveryAddressStreetName"), odata::text(item, "DeliveryAddressHouseNumber"));
    let street = format!("{street} {house}").trim().to_owned();
    address.insert("lines".into(), if street.is_empty() { json!([]) } else { json!([street]) });
    Value::Object(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customs(reference_field: ReferenceField) -> Customs {
        Customs { reference_field, note_type: "F01".into(), language: "EN".into() }
    }

    fn native() -> Value {
        let item = |number: &str, date: &str| {
            json!({"PurchaseOrderItem": number, "Material": "TG11", "OrderQuantity": "12.500",
                "NetPriceAmount": "3.990", "NetPriceQuantity": "1", "Plant": "1010", "StorageLocation": "",
                "YY1_Weight_PDI": 7, "DeliveryAddressStreetName": "Main Street", "DeliveryAddressHouseNumber": "1",
                "to_ScheduleLine": {"results": [{"ScheduleLineDeliveryDate": date}]},
                "to_AccountAssignment": {"results": [{"GLAccount": "400000", "CostCenter": ""}]}})
        };
        json!({"PurchaseOrder": "4500000001", "CorrespncInternalReference": "EG0123456789",
            "PurchasingProcessingStatus": "02", "Supplier": "10300001", "ExchangeRate": "1.00000",
            "IncotermsClassification": "", "IncotermsLocation1": "Berlin", "YY1_Project_PDH": "x", "Zold": "",
            "CreationDate": "/Date(1795392000000)/", "LastChangeDateTime": "/Date(1795395600000+0000)/",
            "to_PurchaseOrderItem": {"results": [item("00010", "/Date(1795392000000)/"), item("20", "/Date(1795392000000)/")]},
            "to_PurchaseOrderNote": {"results": [
                {"TextObjectType": "F02", "Language": "EN", "PlainLongText": "other"},
                {"TextObjectType": "F01", "Language": "DE", "PlainLongText": "Hallo"},
                {"TextObjectType": "F01", "Language": "EN", "PlainLongText": "Hello"}]}})
    }

    fn read(native: Value, reference_field: ReferenceField) -> PurchaseOrder {
        record(Document::new(native).unwrap(), &customs(reference_field), false).unwrap()
    }

    #[test]
    fn every_form_is_read() {
        let order = read(native(), ReferenceField::default());
        assert_eq!(order.exchange_rate.unwrap().to_string(), "1");
        assert_eq!(order.notes.as_deref(), Some("Hello"));
        assert_eq!(order.incoterms, None, "a place without a rule is none");
        assert_eq!(order.delivery_date, "2026-11-23".parse().ok());
        assert_eq!(order.updated_at.unwrap().to_rfc3339(), "2026-11-23T01:00:00+00:00");
        assert_eq!(order.ship_to.unwrap().lines, ["Main Street 1"]);
        assert_eq!(
            order.custom_fields,
            [("YY1_Project_PDH".into(), json!("x")), ("Zold".into(), json!(""))].into()
        );
        let line = &order.lines[0];
        assert_eq!((line.id.as_str(), line.quantity.unwrap().to_string().as_str()), ("10", "12.5"));
        assert_eq!(line.storage_location_id, None);
        assert_eq!(line.account_assignment.as_ref().unwrap().account_id.as_deref(), Some("400000"));
        assert_eq!(line.custom_fields["YY1_Weight_PDI"], json!("7"));
    }

    #[test]
    fn the_gateways_reference_is_not_shown_as_the_clients_id() {
        assert_eq!(read(native(), ReferenceField::CorrespncInternalReference).external_id, None);
        let shown = read(native(), ReferenceField::default()).external_id;
        assert_eq!(shown.as_deref(), Some("EG0123456789"), "elsewhere it can only be the client's");
    }

    #[test]
    fn a_header_date_is_shown_when_all_lines_agree() {
        let mut order = native();
        order["to_PurchaseOrderItem"]["results"][1]["to_ScheduleLine"]["results"][0]["ScheduleLineDeliveryDate"] =
            json!("/Date(0)/");
        assert_eq!(read(order, ReferenceField::default()).delivery_date, None);
    }
}
