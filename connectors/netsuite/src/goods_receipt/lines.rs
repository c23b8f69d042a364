//! The lines of a receipt: what comes of each line of the order.

use erpgate_model::Decimal;
use serde_json::{Value, json};

use super::WORDS;
use super::fields::{ITEM, LINES};
use crate::mapping::values::id_of;
use crate::mapping::{Fields, NativeLine, NativeRecord, Translation};
use crate::stock::detail::{Goods, exact, inventory_detail};

/// A line for NetSuite, and its place in the unified body; none for a line that stays out.
type Line = (Fields, Option<String>);

/// Ids of the order's lines of which the body says that nothing more will come.
pub(super) fn last_of(body: &Fields) -> Vec<String> {
    let lines = body.get("lines").and_then(Value::as_array);
    let last = lines.into_iter().flatten().filter(|line| line["final_delivery"] == json!(true));
    last.filter_map(|line| line["purchase_order_line_id"].as_str().map(str::to_owned)).collect()
}

/// The lines to send: first those that are received, in the order's sequence, then those that are open and
/// stay out, because NetSuite receives what is not named in full. What is wrong is noted in the translation.
pub(super) fn receive(translation: &mut Translation, order: &NativeRecord, body: &Fields) -> Vec<Line> {
    let given = body.get("lines").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let given: Vec<Fields> = given.iter().map(|line| line.as_object().cloned().unwrap_or_default()).collect();
    let order_lines = order.lines();
    for (at, line) in given.iter().enumerate() {
        if let Err((code, detail)) = check(&order_lines, line) {
            translation.refuse(&format!("/lines/{at}/purchase_order_line_id"), code, &detail);
        }
    }
    let (mut received, mut out) = (Vec::new(), Vec::new());
    for ordered in order_lines.iter().filter(|line| is_received(line)) {
        let of_it: Vec<(usize, &Fields)> =
            given.iter().enumerate().filter(|(_, line)| names(line, ordered)).collect();
        match of_it.first() {
            Some((first, _)) => {
                received.push((one(translation, ordered, &of_it), Some(format!("/lines/{first}"))));
            }
            None if is_open(ordered) => {
                let line = [("orderLine", ordered.key()), ("itemReceive", json!(false))];
                out.push((line.map(|(name, value)| (name.to_owned(), value)).into_iter().collect(), None));
            }
            None => {}
        }
    }
    received.append(&mut out);
    received
}

/// True for lines with an item; expenses are not received.
fn is_received(line: &NativeLine<'_>) -> bool {
    line.sublist.name == ITEM.name
}

fn open(line: &NativeLine<'_>) -> Decimal {
    let received = line.number("quantityReceived").checked_mul(Decimal::from(-1));
    received.and_then(|received| line.number("quantity").checked_add(received)).unwrap_or(Decimal::ZERO)
}

fn is_open(line: &NativeLine<'_>) -> bool {
    open(line) > Decimal::ZERO && !line.flag("isClosed")
}

fn names(line: &Fields, ordered: &NativeLine<'_>) -> bool {
    line.get("purchase_order_line_id").and_then(Value::as_str) == Some(ordered.id().as_str())
}

/// Whether something can come of the line of the order.
fn check(order: &[NativeLine<'_>], line: &Fields) -> Result<(), (&'static str, String)> {
    match order.iter().find(|ordered| names(line, ordered)) {
        None => Err(("no_such_reference", "the purchase order has no line with this id".to_owned())),
        Some(ordered) if !is_received(ordered) => {
            Err(("not_supported", "a line without an item is an expense, which is not received".to_owned()))
        }
        Some(ordered) if ordered.flag("isClosed") => Err(("nothing_open", "the line is closed".to_owned())),
        Some(ordered) if !is_open(ordered) => {
            Err(("nothing_open", "all of the line was received already".to_owned()))
        }
        Some(_) => Ok(()),
    }
}

/// What is received of one line of the order. Several lines of ours may be about it, one for each lot or bin;
/// NetSuite wants them as one.
fn one(translation: &mut Translation, ordered: &NativeLine<'_>, given: &[(usize, &Fields)]) -> Fields {
    let mut native = Fields::new();
    let (mut total, mut rows) = (Some(Decimal::ZERO), Vec::new());
    let plain = given.iter().all(|(_, line)| Goods::of(line, "", &WORDS).is_plain());
    for (nth, (at, line)) in given.iter().enumerate() {
        let pointer = format!("/lines/{at}");
        let mut fields = translation.entry(line, &LINES, &ITEM, &pointer);
        let quantity = line.get("quantity").and_then(Value::as_str).and_then(|text| text.parse().ok());
        if quantity.is_none() && given.len() > 1 {
            let detail = "needed, because several lines receive the same line of the order";
            translation.refuse(&format!("{pointer}/quantity"), "required", detail);
        }
        // The receipt has the unit of the order.
        if let (Some(unit), Some(held)) =
            (fields.shift_remove("units"), ordered.fields.get("units").and_then(id_of))
            && id_of(&unit).as_ref() != Some(&held)
        {
            let detail = format!("the line is received in the unit of the order, {held}");
            translation.refuse(&format!("{pointer}/unit"), "not_supported", &detail);
        }
        fields.shift_remove("quantity");
        fields.insert("orderLine".to_owned(), ordered.key());
        if nth == 0 {
            native = fields;
        } else if native != fields {
            let detail = "lines that receive the same line of the order differ in quantity, lot, serials and bin alone";
            translation.refuse(&pointer, "mixed", detail);
        }
        total = total.zip(quantity).and_then(|(sum, quantity): (Decimal, Decimal)| sum.checked_add(quantity));
        if !plain {
            let part = quantity.unwrap_or_else(|| open(ordered));
            let goods = Goods::of(line, "", &WORDS);
            rows.extend(goods.assignments(part, None, &pointer, &mut translation.errors));
        }
    }
    let whole = total.or_else(|| (!plain).then(|| open(ordered)));
    if let Some(whole) = whole {
        native.insert("quantity".to_owned(), exact(whole));
    }
    native.insert("itemReceive".to_owned(), json!(true));
    if let Some(whole) = whole.filter(|_| !plain) {
        native.insert("inventoryDetail".to_owned(), inventory_detail(whole, &rows));
    }
    native
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods_receipt::ITEM_RECEIPT;
    use crate::purchase_order::PURCHASE_ORDER;

    fn lines(body: &Value) -> (Value, Vec<(String, String)>) {
        let order = json!({"id": "7", "item": {"items": [
            {"line": 1, "quantity": 4, "quantityReceived": 4, "units": "Each"},
            {"line": 2, "quantity": 5.5, "quantityReceived": 1, "units": "Each"},
            {"line": 4, "quantity": 3, "quantityReceived": 0},
            {"line": 5, "quantity": 3, "quantityReceived": 0, "isClosed": true},
        ]}, "expense": {"items": [{"line": 1, "amount": 3}]}});
        let order = NativeRecord::new(&PURCHASE_ORDER, order.as_object().unwrap().clone()).unwrap();
        let mut translation = Translation::of_create(&ITEM_RECEIPT);
        let lines = receive(&mut translation, &order, body.as_object().unwrap());
        let errors =
            translation.errors.into_iter().map(|error| (error.pointer.unwrap(), error.code)).collect();
        (lines.into_iter().map(|(line, _)| Value::Object(line)).collect(), errors)
    }

    #[test]
    fn what_is_open_and_not_named_stays_out() {
        let (sent, errors) = lines(&json!({"lines": [{"purchase_order_line_id": "4", "location_id": "12"}]}));
        let expected = json!([
            {"orderLine": 4, "location": {"id": "12"}, "itemReceive": true},
            {"orderLine": 2, "itemReceive": false},
        ]);
        assert_eq!((sent, errors), (expected, vec![]));
    }

    #[test]
    fn lots_of_one_line_are_one_line_for_netsuite() {
        let lot = |lot: &str, quantity: &str| json!({"purchase_order_line_id": "2", "quantity": quantity, "lot": lot, "unit": "Each"});
        let (sent, errors) = lines(&json!({"lines": [lot("A", "1"), lot("B", "2")]}));
        assert_eq!(errors, []);
        let expected = r#"[{"orderLine":2,"quantity":3,"itemReceive":true,"inventoryDetail":{"quantity":3,"inventoryAssignment":{"items":[{"receiptInventoryNumber":"A","quantity":1},{"receiptInventoryNumber":"B","quantity":2}]}}},{"orderLine":4,"itemReceive":false}]"#;
        assert_eq!(sent.to_string(), expected);
        let (sent, _) = lines(&json!({"lines": [{"purchase_order_line_id": "2", "lot": "A"}]}));
        assert_eq!(sent[0]["quantity"].to_string(), "4.5", "all that is open");
    }

    #[test]
    fn lines_that_cannot_be_received_are_refused_at_their_places() {
        let of = |id: &str| json!({"purchase_order_line_id": id, "quantity": "1"});
        let (_, errors) = lines(&json!({"lines": [of("1"), of("5"), of("expense:1"), of("9"), of("4")]}));
        let codes: Vec<_> = errors.iter().map(|(_, code)| code.as_str()).collect();
        assert_eq!(codes, ["nothing_open", "nothing_open", "not_supported", "no_such_reference"]);
        assert_eq!(errors[3].0, "/lines/3/purchase_order_line_id");
        let (_, errors) = lines(&json!({"lines": [of("2"), {"purchase_order_line_id": "2", "unit": "Box"}]}));
        let expected = [("/lines/1/quantity", "required"), ("/lines/1/unit", "not_supported")];
        assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    }
}
