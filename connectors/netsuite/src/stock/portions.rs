//! The lines of a stock document to be read. A line of NetSuite may be of several lots and bins; a line of
//! ours is of one, so that it can say which.

use erpgate_model::Decimal;
use serde_json::{Value, json};

use super::Words;
use crate::mapping::values::{decimal, id_of};
use crate::mapping::{Fields, NativeRecord};

/// A part of a line's quantity with all that its inventory detail says of it.
#[derive(Debug, PartialEq)]
struct Portion {
    number: Option<String>,
    bin: Option<String>,
    to_bin: Option<String>,
    quantity: Decimal,
}

/// Takes the unified lines apart by lot, serial number and bin. A part has the line's id with a number behind
/// it, such as `2.1`.
pub(crate) fn show(held: &NativeRecord, record: &mut Fields, words: &Words) {
    let entries = record.get_mut("lines").and_then(Value::as_array_mut).map(std::mem::take);
    let mut lines = Vec::new();
    for (entry, native) in entries.unwrap_or_default().iter().zip(held.lines()) {
        // A receipt may show what of the order stayed out.
        if native.fields.get("itemReceive") == Some(&json!(false)) {
            continue;
        }
        let mut entry = entry.as_object().cloned().unwrap_or_default();
        entry.insert("serials".to_owned(), json!([]));
        let portions = portions(native.fields);
        let several = portions.len() > 1;
        for (at, portion) in portions.iter().enumerate() {
            let mut line = entry.clone();
            if several {
                line.insert("id".to_owned(), json!(format!("{}.{}", native.id(), at + 1)));
                line.insert(words.quantity.to_owned(), json!(portion.quantity.normalized()));
            }
            line.insert("lot".to_owned(), json!(portion.number));
            line.insert(words.bin.to_owned(), json!(portion.bin));
            if let Some(to_bin) = words.to_bin {
                line.insert(to_bin.to_owned(), json!(portion.to_bin));
            }
            lines.push(Value::Object(line));
        }
        if portions.is_empty() {
            lines.push(Value::Object(entry));
        }
    }
    record.insert("lines".to_owned(), Value::Array(lines));
}

/// The rows of the inventory detail; those that differ in their status alone are one.
fn portions(line: &Fields) -> Vec<Portion> {
    let detail = line.get("inventoryDetail").and_then(|detail| detail.get("inventoryAssignment"));
    let rows = detail.and_then(|rows| rows["items"].as_array()).map_or(&[][..], Vec::as_slice);
    let mut portions: Vec<Portion> = Vec::new();
    for row in rows {
        let number =
            ["issueInventoryNumber", "receiptInventoryNumber"].iter().find_map(|name| text(&row[*name]));
        let (bin, to_bin) = (id_of(&row["binNumber"]), id_of(&row["toBinNumber"]));
        let quantity = id_of(&row["quantity"]).and_then(|text| decimal(&text)).unwrap_or(Decimal::ZERO);
        let same = portions
            .iter_mut()
            .find(|known| known.number == number && known.bin == bin && known.to_bin == to_bin);
        match same.and_then(|known| Some((known.quantity.checked_add(quantity)?, known))) {
            Some((sum, known)) => known.quantity = sum,
            None => portions.push(Portion { number, bin, to_bin, quantity }),
        }
    }
    portions
}

/// A lot or serial number: a text, or a reference that shows it.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = if value.is_object() { value["refName"].as_str() } else { value.as_str() };
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Puts the parts of a line of an item with serial numbers together again, which [`show`] cannot tell from
/// one with lots: one line for each bin, with all its numbers.
pub(super) fn gather_serials(lines: &[Value], is_serial: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut gathered: Vec<Value> = Vec::new();
    for line in lines {
        let of_serial = line["item_id"].as_str().is_some_and(&is_serial) && line["lot"].is_string();
        if !of_serial {
            gathered.push(line.clone());
            continue;
        }
        let bins = |line: &Value| ["bin_id", "from_bin_id", "to_bin_id"].map(|name| line[name].clone());
        let same = gathered.iter_mut().find(|known| {
            base(known) == base(line) && bins(known) == bins(line) && known["serials"][0].is_string()
        });
        if let Some(known) = same {
            for name in ["change", "quantity"] {
                if let (Some(sum), Some(more)) = (number(&known[name]), number(&line[name]))
                    && let Some(sum) = sum.checked_add(more)
                {
                    known[name] = json!(sum);
                }
            }
            if let Some(serials) = known["serials"].as_array_mut() {
                serials.push(line["lot"].clone());
            }
        } else {
            let mut first = line.clone();
            first["serials"] = json!([line["lot"]]);
            first["lot"] = Value::Null;
            gathered.push(first);
        }
    }
    let bases: Vec<String> = gathered.iter().map(base).collect();
    for (at, line) in gathered.iter_mut().enumerate() {
        if bases.iter().filter(|base| **base == bases[at]).count() == 1 {
            line["id"] = json!(bases[at]);
        }
    }
    gathered
}

/// The id of NetSuite's line.
fn base(line: &Value) -> String {
    line["id"].as_str().and_then(|id| id.split('.').next()).unwrap_or_default().to_owned()
}

fn number(value: &Value) -> Option<Decimal> {
    value.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory_adjustment::INVENTORY_ADJUSTMENT;

    const WORDS: Words = Words { quantity: "change", bin: "bin_id", to_bin: None };

    fn lines(assignments: &Value) -> Vec<Value> {
        let native = json!({"id": "9", "inventory": {"items": [
            {"line": 1, "adjustQtyBy": 5, "inventoryDetail": {"inventoryAssignment": {"items": assignments}}},
        ]}});
        let held = NativeRecord::new(&INVENTORY_ADJUSTMENT, native.as_object().unwrap().clone()).unwrap();
        let mut record = Fields::new();
        record.insert("lines".into(), json!([{"id": "1", "item_id": "7", "change": "5"}]));
        show(&held, &mut record, &WORDS);
        record["lines"].as_array().unwrap().clone()
    }

    #[test]
    fn a_line_of_one_lot_stays_one_line() {
        let shown = lines(&json!([{"receiptInventoryNumber": "L", "binNumber": {"id": "3"}, "quantity": 5}]));
        let expected =
            json!([{"id": "1", "item_id": "7", "change": "5", "serials": [], "lot": "L", "bin_id": "3"}]);
        assert_eq!(json!(shown), expected);
    }

    #[test]
    fn lots_are_lines_of_their_own_and_serial_numbers_are_gathered() {
        let number = |text: &str, quantity: i32| json!({"issueInventoryNumber": {"id": "1", "refName": text}, "quantity": quantity});
        let shown = lines(&json!([number("A", 2), number("B", 1), number("A", 2)]));
        let expected = json!([
            {"id": "1.1", "item_id": "7", "change": "4", "serials": [], "lot": "A", "bin_id": null},
            {"id": "1.2", "item_id": "7", "change": "1", "serials": [], "lot": "B", "bin_id": null},
        ]);
        assert_eq!(json!(shown), expected);
        let shown = gather_serials(&lines(&json!([number("S-1", 1), number("S-2", 1)])), |item| item == "7");
        let expected = json!([
            {"id": "1", "item_id": "7", "change": "2", "serials": ["S-1", "S-2"], "lot": null, "bin_id": null},
        ]);
        assert_eq!(json!(shown), expected);
    }

    #[test]
    fn a_line_without_detail_stays_as_it_is() {
        assert_eq!(json!(lines(&json!([])))[0]["serials"], json!([]));
    }
}
