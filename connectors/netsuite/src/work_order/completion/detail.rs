//! Lots and serial numbers of what was produced: NetSuite's inventory detail.

use erpgate_model::Decimal;
use serde_json::{Value, json};

use crate::mapping::values::{at, decimal, id_of, to_native};
use crate::mapping::{Fields, Kind, Translation};

/// One lot takes the whole quantity, each serial number one piece.
pub(super) fn put(translation: &mut Translation, body: &Fields, native: &mut Fields) {
    let lot = body.get("lot").filter(|lot| lot.is_string());
    let serials = body.get("serials").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if lot.is_none() && serials.is_empty() {
        return;
    }
    let Some(quantity) = body.get("quantity").filter(|quantity| quantity.is_string()) else {
        let detail = "needed with a lot or serial numbers: NetSuite wants to know how many of each";
        return translation.refuse("/quantity", "required", detail);
    };
    let quantity = to_native(Kind::Number, quantity);
    let items: Vec<Value> = match lot {
        Some(_) if !serials.is_empty() => {
            let detail = "an item has lots or serial numbers: send one of the two";
            return translation.refuse("/serials", "invalid", detail);
        }
        Some(lot) => vec![json!({"receiptInventoryNumber": lot, "quantity": quantity})],
        None => serials.iter().map(|one| json!({"receiptInventoryNumber": one, "quantity": 1})).collect(),
    };
    native.insert(
        "inventoryDetail".to_owned(),
        json!({"quantity": quantity, "inventoryAssignment": {"items": items}}),
    );
}

/// A single number with more than one piece is a lot, pieces of one are serial numbers.
pub(super) fn show(native: &Fields, record: &mut Fields) {
    let items = at(native, "inventoryDetail.inventoryAssignment.items").and_then(Value::as_array);
    let pieces = |item: &Value| id_of(&item["quantity"]).and_then(|text| decimal(&text));
    let numbers = |items: &[Value]| -> Vec<String> {
        let name = |item: &Value| {
            let number = &item["receiptInventoryNumber"];
            number["refName"].as_str().map(str::to_owned).or_else(|| id_of(number))
        };
        items.iter().filter_map(name).collect()
    };
    let items = items.map_or(&[][..], Vec::as_slice);
    let singles = items.iter().all(|item| pieces(item) == Some(Decimal::from(1)));
    let names = numbers(items);
    match names.as_slice() {
        [lot] if !singles => {
            record.insert("lot".into(), json!(lot));
            record.insert("serials".into(), json!([]));
        }
        serials => {
            record.insert("serials".into(), json!(serials));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work_order::completion::BUILD;

    fn fields(json: Value) -> Fields {
        let Value::Object(fields) = json else { panic!("an object") };
        fields
    }

    fn detail(body: Value) -> (Value, Vec<String>) {
        let (mut translation, mut native) = (Translation::of_create(&BUILD), Fields::new());
        put(&mut translation, &fields(body), &mut native);
        let wrong = translation.errors.into_iter().filter_map(|error| error.pointer).collect();
        (native.get("inventoryDetail").cloned().unwrap_or_default(), wrong)
    }

    #[test]
    fn a_lot_takes_the_whole_quantity_and_serials_one_each() {
        let (lot, _) = detail(json!({"quantity": "2.5", "lot": "L-1"}));
        assert_eq!(
            lot.to_string(),
            r#"{"quantity":2.5,"inventoryAssignment":{"items":[{"receiptInventoryNumber":"L-1","quantity":2.5}]}}"#
        );
        let (serials, _) = detail(json!({"quantity": "2", "serials": ["S-1", "S-2"]}));
        let pieces = serials["inventoryAssignment"]["items"].as_array().unwrap();
        assert!(pieces.len() == 2 && pieces.iter().all(|piece| piece["quantity"] == 1), "{serials}");
    }

    #[test]
    fn what_cannot_be_told_is_refused_at_its_place() {
        assert_eq!(detail(json!({"lot": "L-1"})).1, ["/quantity"]);
        assert_eq!(detail(json!({"quantity": "1", "lot": "L-1", "serials": ["S"]})).1, ["/serials"]);
    }

    #[test]
    fn what_was_written_is_read_again() {
        let shown = |detail: Value| {
            let mut record = Fields::new();
            show(&fields(json!({"inventoryDetail": detail})), &mut record);
            Value::Object(record)
        };
        let (lot, _) = detail(json!({"quantity": "2.5", "lot": "L-1"}));
        assert_eq!(shown(lot), json!({"lot": "L-1", "serials": []}));
        let (serials, _) = detail(json!({"quantity": "2", "serials": ["S-1", "S-2"]}));
        assert_eq!(shown(serials), json!({"serials": ["S-1", "S-2"]}));
    }
}
