//! The lines of an order: those with an item, and those with an account alone.

use erpgate_model::Decimal;
use serde_json::{Value, json};

use super::fields::LINES as ROWS;
use super::status::line_status;
use crate::mapping::values::{id_of, to_native};
use crate::mapping::{Fields, Kind, List, NativeLine, Sublist, Translation};

/// Lines with an item.
pub(crate) static ITEM: Sublist = Sublist { name: "item", key: "line", id_prefix: "", derived: &[] };

/// Lines with an account; their keys begin at 1 too.
pub(crate) static EXPENSE: Sublist =
    Sublist { name: "expense", key: "line", id_prefix: "expense:", derived: &["quantity", "unit_price"] };

/// All lines.
pub(crate) static LINES: List = List {
    name: "lines",
    noun: "line",
    rows: &ROWS,
    sublists: &[&ITEM, &EXPENSE],
    custom: "custcol",
    choose,
    derive,
    show,
};

/// A line with an item is an item line, one with an account alone an expense.
fn choose(line: &Fields) -> Result<&'static Sublist, (&'static str, &'static str)> {
    let given = |value: Option<&Value>| value.is_some_and(Value::is_string);
    if given(line.get("item_id")) {
        Ok(&ITEM)
    } else if given(line.get("account_assignment").and_then(|assignment| assignment.get("account_id"))) {
        Ok(&EXPENSE)
    } else {
        Err(("item_id", "needed; a line without an item needs account_assignment.account_id"))
    }
}

/// An expense has an amount alone. A quantity without a price is refused, because a factor to what
/// NetSuite holds would count twice when it is sent twice.
fn derive(
    translation: &mut Translation,
    line: &Fields,
    sublist: &'static Sublist,
    pointer: &str,
    native: &mut Fields,
) {
    if *sublist != EXPENSE {
        return;
    }
    let number = |name: &str| line.get(name)?.as_str()?.parse::<Decimal>().ok();
    let amount = match (number("quantity"), number("unit_price")) {
        (None, None) => return,
        (quantity, Some(price)) => quantity.unwrap_or(Decimal::from(1)).checked_mul(price),
        (Some(_), None) => {
            let detail = "an expense line holds an amount alone, quantity × unit_price: send both";
            return translation.refuse(&format!("{pointer}/unit_price"), "required", detail);
        }
    };
    match amount {
        Some(amount) => {
            native.insert("amount".to_owned(), to_native(Kind::Number, &json!(amount.normalized())));
        }
        None => {
            let detail = "the amount has more than 28 digits";
            translation.refuse(&format!("{pointer}/unit_price"), "invalid", detail);
        }
    }
}

fn show(line: &NativeLine<'_>, unified: &mut Fields) {
    unified.insert("line_number".into(), json!(id_of(&line.key())));
    unified.insert("status".into(), json!(line_status(line)));
    // An expense is one amount: one piece at that price.
    if let Some(amount) = unified.get("net_amount").filter(|_| *line.sublist == EXPENSE).cloned() {
        unified.insert("quantity".into(), json!("1"));
        unified.insert("unit_price".into(), amount);
    }
}

/// True when something came of the line already.
pub(super) fn is_begun(line: &NativeLine<'_>) -> bool {
    !line.number("quantityReceived").is_zero() || !line.number("quantityBilled").is_zero()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase_order::PURCHASE_ORDER;

    fn object(json: Value) -> Fields {
        let Value::Object(fields) = json else { panic!("an object") };
        fields
    }

    #[test]
    fn an_expense_has_the_product_as_its_amount() {
        let mut translation = Translation::of_create(&PURCHASE_ORDER);
        let line =
            json!({"quantity": "2", "unit_price": "10.25", "account_assignment": {"account_id": "121"}});
        let native = translation.entry(&object(line), &LINES, &EXPENSE, "/lines/0");
        assert_eq!(
            Value::Object(native),
            json!({"account": {"id": "121"}, "amount": serde_json::Number::from_string_unchecked("20.5".into())})
        );
        assert_eq!(translation.errors, []);
    }

    #[test]
    fn a_field_that_this_kind_of_line_lacks_is_refused_at_its_place() {
        let mut translation = Translation::of_create(&PURCHASE_ORDER);
        let line = json!({"quantity": "2", "unit": "Each", "price_quantity": "100"});
        translation.entry(&object(line), &LINES, &EXPENSE, "/lines/3");
        let pointers: Vec<_> =
            translation.errors.iter().map(|error| error.pointer.clone().unwrap()).collect();
        assert_eq!(pointers, ["/lines/3/unit", "/lines/3/price_quantity", "/lines/3/unit_price"]);
    }
}
