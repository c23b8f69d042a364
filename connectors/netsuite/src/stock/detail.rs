//! The inventory detail of a line to be written: which lots, serial numbers and bins its quantity is of.

use std::collections::BTreeSet;

use erpgate_connector::{Session, WriteError};
use erpgate_model::{Decimal, FieldError};
use serde_json::{Value, json};

use super::Words;
use super::numbers::Numbers;
use crate::connector::Account;
use crate::mapping::values::to_native;
use crate::mapping::{Fields, Kind};
use crate::records::{Creation, refused};

/// What a unified line says of the goods besides item and quantity.
#[derive(Debug)]
pub(crate) struct Goods<'a> {
    item: &'a str,
    lot: Option<&'a str>,
    serials: Vec<&'a str>,
    bin: Option<&'a Value>,
    to_bin: Option<&'a Value>,
}

impl<'a> Goods<'a> {
    /// Of a line of this item.
    pub(crate) fn of(line: &'a Fields, item: &'a str, words: &Words) -> Self {
        let given = |name: &str| line.get(name).filter(|value| value.is_string());
        let serials = line.get("serials").and_then(Value::as_array);
        Self {
            item,
            lot: given("lot").and_then(Value::as_str),
            serials: serials.into_iter().flatten().filter_map(Value::as_str).collect(),
            bin: given(words.bin),
            to_bin: words.to_bin.and_then(given),
        }
    }

    /// True when there is nothing to detail.
    pub(crate) fn is_plain(&self) -> bool {
        self.lot.is_none() && self.serials.is_empty() && self.bin.is_none() && self.to_bin.is_none()
    }

    /// Lots and serial numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &'a str> {
        self.lot.into_iter().chain(self.serials.iter().copied())
    }

    /// The rows of `inventoryAssignment`, which add up to the quantity and have its sign. What comes is named;
    /// what lies there already is chosen from the account's numbers. What is wrong is noted at the line's
    /// pointer.
    pub(crate) fn assignments(
        &self,
        quantity: Decimal,
        chosen_from: Option<&Numbers>,
        pointer: &str,
        errors: &mut Vec<FieldError>,
    ) -> Vec<Value> {
        if self.lot.is_some() && !self.serials.is_empty() {
            let detail = "NetSuite keeps an item by lots or by serial numbers, not by both: send one of them";
            errors.push(FieldError::at(format!("{pointer}/serials"), "not_supported", detail));
            return Vec::new();
        }
        let mut number = |text: &str, place: String| match chosen_from {
            None => Some(("receiptInventoryNumber", json!(text))),
            Some(numbers) => match numbers.id(self.item, text) {
                Some(id) => Some(("issueInventoryNumber", json!({"id": id}))),
                None => {
                    let detail = format!("NetSuite knows no lot or serial number {text} of this item");
                    errors.push(FieldError::at(place, "no_such_reference", detail));
                    None
                }
            },
        };
        if self.serials.is_empty() {
            let lot = match self.lot {
                Some(lot) => match number(lot, format!("{pointer}/lot")) {
                    None => return Vec::new(),
                    found => found,
                },
                None => None,
            };
            return vec![self.row(lot, quantity)];
        }
        let one = if quantity.is_negative() { Decimal::from(-1) } else { Decimal::from(1) };
        let all = (0..self.serials.len()).try_fold(Decimal::ZERO, |sum, _| sum.checked_add(one));
        if all != Some(quantity) {
            let detail = format!("{} serial numbers for a quantity of {quantity}", self.serials.len());
            errors.push(FieldError::at(format!("{pointer}/serials"), "wrong_count", detail));
            return Vec::new();
        }
        let serials = self.serials.iter().enumerate();
        let numbers = serials.filter_map(|(at, serial)| number(serial, format!("{pointer}/serials/{at}")));
        numbers.map(|number| self.row(Some(number), one)).collect()
    }

    fn row(&self, number: Option<(&str, Value)>, quantity: Decimal) -> Value {
        let bins = [("binNumber", self.bin), ("toBinNumber", self.to_bin)];
        let bins = bins.into_iter().filter_map(|(name, bin)| Some((name, to_native(Kind::Reference, bin?))));
        let quantity = ("quantity", exact(quantity));
        let row = number.into_iter().chain(bins).chain([quantity]);
        row.map(|(name, value)| (name.to_owned(), value)).collect::<Fields>().into()
    }
}

/// Puts the inventory detail into every line of an adjustment or transfer that needs one. `leaves` tells by
/// the line's quantity whether the goods lie there already.
///
/// # Errors
/// A refusal of lots and serial numbers that do not fit.
pub(crate) async fn add_details(
    account: &Account,
    session: &Session,
    creation: &mut Creation,
    lines: &[Value],
    words: &Words,
    leaves: impl Fn(Decimal) -> bool,
) -> Result<(), WriteError> {
    let lines: Vec<Fields> = lines.iter().map(|line| line.as_object().cloned().unwrap_or_default()).collect();
    let parsed: Vec<(Goods<'_>, Decimal)> = lines
        .iter()
        .map(|line| {
            let text = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
            let quantity = text(words.quantity).parse().unwrap_or(Decimal::ZERO);
            (Goods::of(line, text("item_id"), words), quantity)
        })
        .collect();
    let leaving = parsed.iter().filter(|(_, quantity)| leaves(*quantity));
    let leaving: BTreeSet<&str> = leaving.flat_map(|(goods, _)| goods.numbers()).collect();
    let numbers = Numbers::load(account, session, &leaving).await?;
    let mut errors = Vec::new();
    for (at, (goods, quantity)) in parsed.iter().enumerate().filter(|(_, (goods, _))| !goods.is_plain()) {
        let chosen_from = leaves(*quantity).then_some(&numbers);
        let rows = goods.assignments(*quantity, chosen_from, &format!("/lines/{at}"), &mut errors);
        creation.native["inventory"]["items"][at]["inventoryDetail"] = inventory_detail(*quantity, &rows);
    }
    if errors.is_empty() { Ok(()) } else { Err(refused(errors).into()) }
}

/// The subrecord of a line; its quantity is the line's.
pub(crate) fn inventory_detail(quantity: Decimal, rows: &[Value]) -> Value {
    json!({"quantity": exact(quantity), "inventoryAssignment": {"items": rows}})
}

/// A decimal as NetSuite takes it: a JSON number with the same digits.
pub(crate) fn exact(number: Decimal) -> Value {
    to_native(Kind::Number, &json!(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Words = Words { quantity: "change", bin: "bin_id", to_bin: None };

    fn rows(line: &Value, quantity: &str, numbers: Option<&Numbers>) -> (Value, Vec<(String, String)>) {
        let mut errors = Vec::new();
        let goods = Goods::of(line.as_object().unwrap(), "701", &WORDS);
        let rows = goods.assignments(quantity.parse().unwrap(), numbers, "/lines/2", &mut errors);
        let errors = errors.into_iter().map(|error| (error.pointer.unwrap(), error.code)).collect();
        (Value::Array(rows), errors)
    }

    #[test]
    fn what_comes_is_named_and_what_goes_is_chosen() {
        let line = json!({"lot": "L-1", "bin_id": "31"});
        let expected = json!([{"receiptInventoryNumber": "L-1", "binNumber": {"id": "31"}, "quantity": exact("2.5".parse().unwrap())}]);
        assert_eq!(rows(&line, "2.5", None), (expected, vec![]));
        let numbers = Numbers::from_iter([("701", "L-1", "88")]);
        let expected =
            json!([{"issueInventoryNumber": {"id": "88"}, "binNumber": {"id": "31"}, "quantity": -2}]);
        assert_eq!(rows(&line, "-2", Some(&numbers)).0.to_string(), expected.to_string());
        let (_, errors) = rows(&json!({"lot": "L-9"}), "-2", Some(&numbers));
        assert_eq!(errors, [("/lines/2/lot".to_owned(), "no_such_reference".to_owned())]);
    }

    #[test]
    fn every_serial_number_is_one_piece_and_they_add_up() {
        let line = json!({"serials": ["S-1", "S-2"]});
        assert_eq!(
            rows(&line, "2", None).0.to_string(),
            r#"[{"receiptInventoryNumber":"S-1","quantity":1},{"receiptInventoryNumber":"S-2","quantity":1}]"#
        );
        let (_, errors) = rows(&line, "3", None);
        assert_eq!(errors, [("/lines/2/serials".to_owned(), "wrong_count".to_owned())]);
        let both = json!({"serials": ["S-1"], "lot": "L"});
        assert_eq!(rows(&both, "1", None).1[0].1, "not_supported");
    }
}
