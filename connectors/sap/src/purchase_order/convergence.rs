//! What stands already, so that a repeated update does nothing twice.

use erpgate_model::Record;
use serde_json::Value;

use super::fields;
use super::native::{Document, is_deleted, item_id};
use crate::mapping::{self, Entity};
use crate::odata;

/// For each item to add: does it stand since the basis? Each standing item counts once. Items that
/// are equal in all that was given come first; then those that are the same goods, because SAP may
/// have changed a price or a unit, and a second line would be worse than a changed first.
pub(super) fn already_added(items: &[Entity], document: &Document, basis: Option<&Record>) -> Vec<bool> {
    let mut stands = vec![false; items.len()];
    let Some(Record::PurchaseOrder(basis)) = basis else { return stands };
    let known: Vec<&str> = basis.lines.iter().map(|line| line.id.as_str()).collect();
    let is_new = |item: &&Value| !is_deleted(item) && !known.contains(&item_id(item));
    let mut new: Vec<&Value> = document.items().iter().filter(is_new).collect();
    for same in [holds, same_goods] {
        for (item, stands) in items.iter().zip(&mut stands).filter(|(_, stands)| !**stands) {
            if let Some(at) = new.iter().position(|held| same(item, held)) {
                new.remove(at);
                *stands = true;
            }
        }
    }
    stands
}

/// The same material (or text) in the same quantity for the same plant.
fn same_goods(wanted: &Entity, held: &Value) -> bool {
    let what = if wanted.contains_key("Material") { "Material" } else { "PurchaseOrderItemText" };
    let same = |name: &str| wanted.get(name).is_some_and(|value| stands(name, value, held.get(name)));
    same(what) && same("OrderQuantity") && same("Plant")
}

/// Every property that was given stands in the item; its own number is SAP's business.
fn holds(wanted: &Entity, held: &Value) -> bool {
    wanted.iter().filter(|(name, _)| *name != "PurchaseOrderItem").all(|(name, value)| match value {
        Value::Array(parts) => {
            let held = odata::children(held, name).unwrap_or_default();
            let in_held = |part: &Value| {
                part.as_object().is_some_and(|part| held.iter().any(|candidate| holds_part(part, candidate)))
            };
            parts.iter().all(in_held)
        }
        plain => stands(name, plain, held.get(name)),
    })
}

/// Numbers of parts are keys, which SAP may choose.
fn holds_part(wanted: &Entity, held: &Value) -> bool {
    let own = ["ScheduleLine", "AccountAssignmentNumber"];
    wanted
        .iter()
        .filter(|(name, _)| !own.contains(&name.as_str()))
        .all(|(name, value)| stands(name, value, held.get(name)))
}

fn stands(property: &str, wanted: &Value, held: Option<&Value>) -> bool {
    mapping::stands(mapping::form_of(fields::WRITTEN, property), wanted, held)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::mapping::differing;

    fn entity(value: &Value) -> Entity {
        value.as_object().unwrap().clone()
    }

    fn document(items: &[(&str, &str, &str)]) -> Document {
        let item = |(number, material, quantity): &(&str, &str, &str)| {
            json!({"PurchaseOrderItem": number, "Material": material, "OrderQuantity": quantity,
                "to_ScheduleLine": [{"ScheduleLine": "1", "ScheduleLineDeliveryDate": "/Date(86400000)/"}],
                "to_AccountAssignment": []})
        };
        let items: Vec<Value> = items.iter().map(item).collect();
        Document::new(json!({"PurchaseOrder": "45", "to_PurchaseOrderItem": items})).unwrap()
    }

    #[test]
    fn only_what_differs_in_meaning_is_sent() {
        let held = json!({"OrderQuantity": "12.500", "Supplier": "300001", "PurchaseOrderItemText": "007",
            "PurchaseOrderDate": "/Date(86400000)/", "PaymentTerms": "0002", "YY1_A": ""});
        let same = entity(&json!({"OrderQuantity": "12.5", "Supplier": "0000300001",
            "PurchaseOrderDate": "/Date(86400000)/", "YY1_A": null}));
        assert!(
            differing(fields::WRITTEN, &same, &held).is_empty(),
            "{:?}",
            differing(fields::WRITTEN, &same, &held)
        );
        let other =
            entity(&json!({"OrderQuantity": "12.51", "PurchaseOrderItemText": "7", "PaymentTerms": "0003",
            "YY1_B": false, "PurchaseOrderDate": null}));
        assert_eq!(differing(fields::WRITTEN, &other, &held).len(), 5);
    }

    #[test]
    fn each_standing_line_counts_for_one_line_to_add() {
        let order = |items| document(items);
        let basis = basis_with(&["10"]);
        let add = |quantity: &str| {
            entity(&json!({"PurchaseOrderItem": "20", "Material": "TG11", "OrderQuantity": quantity,
                "to_ScheduleLine": [{"ScheduleLine": "1", "ScheduleLineDeliveryDate": "/Date(86400000)/"}]}))
        };
        let items = [add("5"), add("5"), add("6")];
        let standing = order(&[("10", "TG11", "5.000"), ("20", "TG11", "5.000")]);
        assert_eq!(already_added(&items, &standing, Some(&basis)), [true, false, false]);
        let both = order(&[("10", "TG11", "5"), ("20", "TG11", "6.000"), ("30", "TG11", "5.000")]);
        assert_eq!(already_added(&items, &both, Some(&basis)), [true, false, true]);
        assert_eq!(already_added(&items, &both, None), [false, false, false]);
    }

    #[test]
    fn a_line_whose_price_sap_changed_is_not_added_again() {
        let add = |price: &str| {
            entity(
                &json!({"PurchaseOrderItem": "20", "Material": "TG11", "OrderQuantity": "5", "Plant": "1010",
                "NetPriceAmount": price}),
            )
        };
        let item = |number: &str, price: &str| {
            json!({"PurchaseOrderItem": number, "Material": "TG11", "OrderQuantity": "5.000", "Plant": "1010",
                "NetPriceAmount": price, "to_ScheduleLine": [], "to_AccountAssignment": []})
        };
        let items = [item("10", "1.000"), item("20", "7.770"), item("30", "2.000")];
        let standing = Document::new(json!({"PurchaseOrder": "45", "to_PurchaseOrderItem": items})).unwrap();
        let wanted = [add("1"), add("2"), add("3")];
        assert_eq!(already_added(&wanted, &standing, Some(&basis_with(&["10"]))), [true, true, false]);
    }

    fn basis_with(lines: &[&str]) -> Record {
        let lines: Vec<Value> =
            lines.iter().map(|id| json!({"id": id, "status": "open", "custom_fields": {}})).collect();
        let order = json!({"id": "45", "status": "open", "lines": lines, "custom_fields": {}, "version": "v",
            "totals": {}});
        Record::from_json(erpgate_model::Resource::PurchaseOrder, order).unwrap()
    }
}
