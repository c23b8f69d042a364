//! What an adjustment with `set_to` asks for, checked before anything is sent.

use erpgate_connector::Rejection;
use erpgate_model::{Decimal, FieldError, NewInventoryAdjustment};
use serde_json::{Value, json};

use super::{REFERENCE, TO_ITEMS, fields};
use crate::errors::refused;
use crate::inventory_level::Place;
use crate::mapping::{Entity, Nulls, Row, add_custom_fields, properties};

/// One line: what lies where.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Into the client's body.
    pub(super) pointer: String,
    pub(super) body: Value,
    pub(super) place: Place,
    pub(super) set_to: Decimal,
    pub(super) expected: Option<Decimal>,
    pub(super) unit: Option<String>,
}

/// The document to be made, and the lines to be counted.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) header: Entity,
    pub(super) lines: Vec<Wanted>,
}

const NOT_OF_A_COUNT: &str = "a count (`set_to`) has no such field in SAP: leave it out, or send a `change`";

/// # Errors
/// What SAP's counts cannot hold.
pub(super) fn plan(adjustment: &NewInventoryAdjustment) -> Result<Plan, Rejection> {
    let body = json!(adjustment);
    let mut errors = Vec::new();
    for name in ["account_id", "cost_center_id"].into_iter().filter(|name| body.get(*name).is_some()) {
        errors.push(FieldError::at(format!("/{name}"), "not_supported", NOT_OF_A_COUNT));
    }
    too_long(&[fields::HEADER, fields::LATER], &body, &mut errors);
    let mut header = properties(fields::HEADER, "", &body, Nulls::Skip);
    add_custom_fields(&mut header, fields::HEADER, &body, "", &mut errors);
    if header.contains_key(REFERENCE) {
        let detail = "carries the gateway's reference, by which it finds the document again";
        errors.push(FieldError::at(format!("/custom_fields/{REFERENCE}"), "invalid", detail));
    }
    let mut lines = Vec::new();
    let mut items = Vec::new();
    for (index, (line, sent)) in
        adjustment.lines.iter().zip(body["lines"].as_array().into_iter().flatten()).enumerate()
    {
        let pointer = format!("/lines/{index}");
        for name in ["serials", "unit_cost"].into_iter().filter(|name| sent.get(*name).is_some()) {
            errors.push(FieldError::at(format!("{pointer}/{name}"), "not_supported", NOT_OF_A_COUNT));
        }
        let mut item = properties(fields::LINE, "lines", sent, Nulls::Skip);
        // Stock for unrestricted use.
        item.insert("PhysicalInventoryStockType".into(), json!("1"));
        for name in ["Plant", "StorageLocation"] {
            let (wanted, first) = (item.get(name).cloned(), header.get(name).cloned());
            match (wanted, first) {
                (Some(wanted), None) if index == 0 => {
                    header.insert(name.to_owned(), wanted);
                }
                (wanted, first) if wanted == first => {}
                _ => {
                    let detail =
                        "SAP counts one storage location in one document: send an adjustment for each";
                    let field = if name == "Plant" { "location_id" } else { "storage_location_id" };
                    errors.push(FieldError::at(format!("{pointer}/{field}"), "mixed", detail));
                }
            }
        }
        add_custom_fields(&mut item, fields::LINE, sent, &pointer, &mut errors);
        items.push(Value::Object(item));
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        lines.push(Wanted {
            pointer,
            body: sent.clone(),
            place: Place {
                material: text(&line.item_id),
                plant: text(&line.location_id),
                storage_location: text(&line.storage_location_id),
                batch: text(&line.lot),
            },
            set_to: line.set_to.unwrap_or_default(),
            expected: line.expected_on_hand,
            unit: line.unit.clone(),
        });
    }
    header.insert(TO_ITEMS.to_owned(), Value::Array(items));
    if errors.is_empty() { Ok(Plan { header, lines }) } else { Err(refused(errors)) }
}

/// The row of the adjustment speaks of goods movements, whose texts are longer.
fn too_long(tables: &[&[Row]], body: &Value, errors: &mut Vec<FieldError>) {
    for row in tables.iter().copied().flatten() {
        let length = body[row.spec.name].as_str().map_or(0, |text| text.chars().count());
        if let Some(most) = row.spec.max_length.filter(|most| length > usize::from(*most)) {
            let detail = format!("{} of a count holds at most {most} characters", row.spec.mapped_to);
            errors.push(FieldError::at(format!("/{}", row.spec.name), "too_long", detail));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(body: Value) -> Result<Plan, Rejection> {
        plan(&serde_json::from_value(body).unwrap())
    }

    fn line(location: &str) -> Value {
        json!({"item_id": "TG11", "location_id": "1010", "storage_location_id": location, "set_to": "40"})
    }

    #[test]
    fn the_document_is_about_the_storage_location_of_its_lines() {
        let plan =
            planned(json!({"external_id": "C-1", "notes": "yearly", "lines": [line("101A")]})).unwrap();
        assert_eq!(
            Value::Object(plan.header),
            json!({"PhysicalInventoryNumber": "C-1", "PhysicalInventoryDocumentDesc": "yearly", "Plant": "1010",
                "StorageLocation": "101A", "to_PhysicalInventoryDocumentItem": [{"Material": "TG11", "Plant": "1010",
                "StorageLocation": "101A", "PhysicalInventoryStockType": "1"}]})
        );
    }

    #[test]
    fn what_a_count_cannot_hold_is_refused_at_its_place() {
        let mut costly = line("101A");
        costly["unit_cost"] = json!("1");
        for (body, pointer) in [
            (json!({"lines": [line("101A"), line("101B")]}), "/lines/1/storage_location_id"),
            (json!({"cost_center_id": "1", "lines": [line("101A")]}), "/cost_center_id"),
            (json!({"external_id": "12345678901234567", "lines": [line("101A")]}), "/external_id"),
            (
                json!({"custom_fields": {"PhysInventoryReferenceNumber": "X"}, "lines": [line("101A")]}),
                "/custom_fields/PhysInventoryReferenceNumber",
            ),
            (json!({"reason": "scrapping", "lines": [line("101A")]}), "/reason"),
            (json!({"lines": [costly]}), "/lines/0/unit_cost"),
        ] {
            let errors = planned(body).unwrap_err().errors;
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!(errors[0].pointer.as_deref(), Some(pointer));
        }
    }
}
