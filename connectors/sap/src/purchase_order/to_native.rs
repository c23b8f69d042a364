//! From the unified body to SAP's entities.

use erpgate_model::FieldError;
use serde_json::{Value, json};

use super::{Customs, TO_ACCOUNTS, TO_SCHEDULE, fields};
use crate::mapping::{Entity, Form, Nulls, Row, add_custom_fields, native_value, properties};

/// A new item with its schedule line and account assignment.
pub(super) fn new_item(
    line: &Value,
    order: &Value,
    number: u32,
    pointer: &str,
    errors: &mut Vec<FieldError>,
) -> Entity {
    let mut item = Entity::new();
    item.insert("PurchaseOrderItem".to_owned(), json!(number.to_string()));
    item.extend(properties(fields::LINE, "lines", line, Nulls::Skip));
    item.extend(address(order, errors));
    if item.contains_key("NetPriceAmount") {
        // A price is for one unit unless said; SAP would take the number from the info record.
        item.entry("NetPriceQuantity").or_insert_with(|| json!("1"));
    }
    price_unit_follows_unit(&mut item);
    let account = properties(fields::ACCOUNTS, "lines", line, Nulls::Skip);
    if let Some(category) = account_category(&account) {
        item.insert("AccountAssignmentCategory".to_owned(), json!(category));
    }
    add_custom_fields(&mut item, fields::LINE, line, pointer, errors);
    if let Some(date) =
        line.get("delivery_date").or_else(|| order.get("delivery_date")).filter(|v| !v.is_null())
    {
        let schedule = json!([{
            "ScheduleLine": "1",
            "ScheduleLineDeliveryDate": native_value(Form::Date, date),
            "ScheduleLineOrderQuantity": line["quantity"],
        }]);
        item.insert(TO_SCHEDULE.to_owned(), schedule);
    }
    if !account.is_empty() {
        item.insert(TO_ACCOUNTS.to_owned(), json!([numbered(account)]));
    }
    item
}

/// The first account assignment of an item.
pub(super) fn numbered(account: Entity) -> Value {
    let mut entity = Entity::new();
    entity.insert("AccountAssignmentNumber".to_owned(), json!("1"));
    entity.extend(account);
    Value::Object(entity)
}

/// The price is for the unit that is ordered.
pub(super) fn price_unit_follows_unit(item: &mut Entity) {
    if let Some(unit) = item.get("PurchaseOrderQuantityUnit").cloned() {
        item.insert("OrderPriceUnit".to_owned(), unit);
    }
}

/// SAP's account assignment category, from what the cost is booked to. With a G/L account alone
/// it stays open: `custom_fields.AccountAssignmentCategory` says it.
pub(super) fn account_category(account: &Entity) -> Option<&'static str> {
    [("MasterFixedAsset", "A"), ("WBSElement", "P"), ("OrderID", "F"), ("CostCenter", "K")]
        .into_iter()
        .find_map(|(property, category)| account.contains_key(property).then_some(category))
}

/// The delivery address that each item gets.
fn address(order: &Value, errors: &mut Vec<FieldError>) -> Entity {
    let simple: Vec<Row> = fields::SHIP_TO.iter().filter(|row| row.form != Form::Derived).copied().collect();
    let mut entity = properties(&simple, "", order, Nulls::Skip);
    match order["ship_to"]["lines"].as_array().map(Vec::as_slice) {
        None | Some([]) => {}
        Some([street]) if street.as_str().is_some_and(|street| street.chars().count() <= 60) => {
            entity.insert("DeliveryAddressStreetName".to_owned(), street.clone());
        }
        Some(_) => {
            let error = FieldError::at(
                "/ship_to/lines",
                "too_long",
                "SAP holds one line of at most 60 characters with the street",
            );
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
    }
    entity
}

/// The note under which the unified `notes` stand.
pub(super) fn note(customs: &Customs, text: &str) -> Value {
    json!({"TextObjectType": customs.note_type, "Language": customs.language, "PlainLongText": text})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cleared_field_gets_saps_initial_value_and_an_absent_one_nothing() {
        let body =
            json!({"payment_terms_id": null, "exchange_rate": null, "order_date": null, "incoterms": null});
        assert_eq!(
            Value::Object(properties(fields::HEADER, "", &body, Nulls::Clear)),
            json!({"ExchangeRate": "0", "PurchaseOrderDate": null, "PaymentTerms": "",
                "IncotermsClassification": "", "IncotermsLocation1": ""})
        );
        assert!(properties(fields::HEADER, "", &body, Nulls::Skip).is_empty());
    }

    #[test]
    fn an_item_carries_schedule_and_account_and_a_price_for_one_unit() {
        let line = json!({"item_id": "TG11", "quantity": "12.50", "unit": "PC", "unit_price": "3.999",
            "location_id": "1010", "account_assignment": {"account_id": "400000", "cost_center_id": "10101101",
            "order_id": null, "project_id": null, "asset_id": null}, "custom_fields": {"YY1_Color_PDI": "red"}});
        let mut errors = Vec::new();
        let item = new_item(&line, &json!({"delivery_date": "2026-11-23"}), 10, "/lines/0", &mut errors);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(
            Value::Object(item),
            json!({"PurchaseOrderItem": "10", "Material": "TG11", "OrderQuantity": "12.50",
                "PurchaseOrderQuantityUnit": "PC", "NetPriceAmount": "3.999", "Plant": "1010",
                "NetPriceQuantity": "1", "OrderPriceUnit": "PC", "AccountAssignmentCategory": "K",
                "YY1_Color_PDI": "red",
                "to_ScheduleLine": [{"ScheduleLine": "1", "ScheduleLineDeliveryDate": "/Date(1795392000000)/",
                    "ScheduleLineOrderQuantity": "12.50"}],
                "to_AccountAssignment": [{"AccountAssignmentNumber": "1", "GLAccount": "400000",
                    "CostCenter": "10101101"}]})
        );
    }

    #[test]
    fn custom_fields_cannot_hide_a_unified_field_or_a_navigation() {
        for (name, value) in [
            ("Plant", json!("1010")),
            ("to_PurchaseOrderItem", json!(null)),
            ("__metadata", json!("x")),
            ("YY1_A", json!(["list"])),
            ("YY1_A", json!(7)),
        ] {
            let mut errors = Vec::new();
            let body = json!({"custom_fields": {name: value}});
            add_custom_fields(&mut Entity::new(), fields::LINE, &body, "", &mut errors);
            assert_eq!(errors.len(), 1, "{name}");
            assert_eq!(errors[0].pointer.as_deref(), Some(format!("/custom_fields/{name}").as_str()));
        }
    }

    #[test]
    fn a_second_address_line_is_refused_rather_than_dropped() {
        let mut errors = Vec::new();
        address(&json!({"ship_to": {"lines": ["Dock 4", "Main Street 1"]}}), &mut errors);
        assert_eq!(errors[0].pointer.as_deref(), Some("/ship_to/lines"));
        let street = address(&json!({"ship_to": {"lines": ["Main Street 1"], "country": "DE"}}), &mut errors);
        assert_eq!(street["DeliveryAddressStreetName"], "Main Street 1");
        assert_eq!(street["DeliveryAddressCountry"], "DE");
    }
}
