//! From the unified body to NetSuite's: header and lines, driven by the table.

use erpgate_model::{Decimal, FieldError, Writable};
use serde_json::{Value, json};

use super::fields::{HEADER, LINES, Sublist};
use super::native::Fields;
use crate::mapping::values::{at, put, to_native};
use crate::mapping::{Kind, Row};

/// How many address lines a subrecord holds.
const ADDRESS_LINES: usize = 3;

/// What a body may say, and what was wrong with it.
#[derive(Debug, Default)]
pub(super) struct Translation {
    /// True for PATCH, where `null` clears; in a new order it says nothing.
    pub(super) clears: bool,
    pub(super) errors: Vec<FieldError>,
}

impl Translation {
    /// The header's fields, in the table's order.
    pub(super) fn header(&mut self, body: &Fields) -> Fields {
        self.refuse_unmapped(body, "", &HEADER, |_| true);
        let mut native = Fields::new();
        for row in HEADER.iter().filter(is_written) {
            self.copy(row, row.native(), body, "", &mut native);
        }
        self.custom_fields(body, "", &HEADER, Row::native, &mut native);
        native
    }

    /// A line's fields; `pointer` is the line's place in the body.
    pub(super) fn line(&mut self, line: &Fields, sublist: Sublist, pointer: &str) -> Fields {
        let here = |row: &Row| row.native_in(sublist.name()).is_some();
        let is_price = |row: &Row| ["quantity", "unit_price"].contains(&row.unified());
        self.refuse_unmapped(line, pointer, &LINES, |row| {
            here(row) || sublist == Sublist::Expense && is_price(row)
        });
        let mut native = Fields::new();
        for row in LINES.iter().filter(is_written) {
            if let Some(name) = row.native_in(sublist.name()) {
                self.copy(row, name, line, pointer, &mut native);
            }
        }
        if sublist == Sublist::Expense {
            self.amount(line, pointer, &mut native);
        }
        self.custom_fields(
            line,
            pointer,
            &LINES,
            |row| row.native_in(sublist.name()).unwrap_or_default(),
            &mut native,
        );
        native
    }

    fn copy(&mut self, row: &Row, name: &str, body: &Fields, pointer: &str, native: &mut Fields) {
        let path = row.unified();
        if let (Some((unified_root, _)), Some((native_root, _))) =
            (path.split_once('.'), name.split_once('.'))
            && self.clears
            && body.get(unified_root).is_some_and(Value::is_null)
        {
            native.insert(native_root.to_owned(), Value::Null);
            return;
        }
        match at(body, path) {
            None => {}
            Some(Value::Null) if !self.clears => {}
            Some(value) if row.kind == Kind::AddressLines => {
                let lines = value.as_array().map_or(&[][..], Vec::as_slice);
                if lines.len() > ADDRESS_LINES {
                    let detail = format!("NetSuite holds {ADDRESS_LINES} address lines: join some");
                    self.refuse(&format!("{pointer}/{}", path.replace('.', "/")), "too_many", &detail);
                }
                for index in 0..ADDRESS_LINES {
                    let line = lines.get(index).cloned();
                    if line.is_some() || self.clears {
                        let name = format!("{}{}", name.trim_end_matches('1'), index + 1);
                        put(native, &name, line.unwrap_or_default());
                    }
                }
            }
            Some(value) => put(native, name, to_native(row.kind, value)),
        }
    }

    /// An expense has an amount alone. A quantity without a price is refused, because a factor to what
    /// NetSuite holds would count twice when it is sent twice.
    fn amount(&mut self, line: &Fields, pointer: &str, native: &mut Fields) {
        let number = |name: &str| line.get(name)?.as_str()?.parse::<Decimal>().ok();
        let amount = match (number("quantity"), number("unit_price")) {
            (None, None) => return,
            (quantity, Some(price)) => quantity.unwrap_or(Decimal::from(1)).checked_mul(price),
            (Some(_), None) => {
                let detail = "an expense line holds an amount alone, quantity × unit_price: send both";
                return self.refuse(&format!("{pointer}/unit_price"), "required", detail);
            }
        };
        match amount {
            Some(amount) => {
                native.insert("amount".to_owned(), to_native(Kind::Number, &json!(amount.normalized())));
            }
            None => {
                self.refuse(
                    &format!("{pointer}/unit_price"),
                    "invalid",
                    "the amount has more than 28 digits",
                );
            }
        }
    }

    /// The ERP's own fields by name; those that the table has are written by their unified names.
    fn custom_fields(
        &mut self,
        body: &Fields,
        pointer: &str,
        rows: &[Row],
        native_of: impl Fn(&Row) -> &'static str,
        native: &mut Fields,
    ) {
        let own = ["id", "line", "links", "externalId", "refName", "isClosed", "item", "expense", "amount"];
        for (name, value) in body.get("custom_fields").and_then(Value::as_object).into_iter().flatten() {
            let root = |row: &Row| native_of(row).split('.').next().is_some_and(|root| root == name);
            if own.contains(&name.as_str()) || rows.iter().any(root) {
                let detail =
                    format!("`{name}` is not written as a custom field: use the unified field for it");
                self.refuse(&format!("{pointer}/custom_fields/{name}"), "not_writable", &detail);
            } else {
                native.insert(name.clone(), value.clone());
            }
        }
    }

    /// The engine asks the capabilities first; this holds for the kind of line as well, and for a
    /// field that would otherwise be dropped without a word.
    fn refuse_unmapped(&mut self, body: &Fields, pointer: &str, rows: &[Row], takes: impl Fn(&Row) -> bool) {
        for path in leaves(body) {
            let known = rows.iter().any(|row| row.unified() == path && is_written(&row) && takes(row));
            if !known {
                let detail = "NetSuite has no such field here that could be written";
                self.refuse(&format!("{pointer}/{}", path.replace('.', "/")), "not_writable", detail);
            }
        }
    }

    pub(super) fn refuse(&mut self, pointer: &str, code: &str, detail: &str) {
        self.errors.push(FieldError::at(pointer, code, detail));
    }
}

/// True for what is copied to NetSuite as it is.
fn is_written(row: &&Row) -> bool {
    row.spec.writable != Writable::No && row.kind != Kind::Computed
}

/// Dotted paths of the values that are given; lines, ids and custom fields have rules of their own.
fn leaves(body: &Fields) -> Vec<String> {
    let mut paths = Vec::new();
    for (name, value) in body {
        match value {
            _ if ["lines", "custom_fields", "id"].contains(&name.as_str()) => {}
            Value::Null => {}
            Value::Array(list) if list.is_empty() => {}
            Value::Object(inner) => paths.extend(leaves(inner).iter().map(|path| format!("{name}.{path}"))),
            _ => paths.push(name.clone()),
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: Value) -> Fields {
        let Value::Object(fields) = json else { panic!("an object") };
        fields
    }

    #[test]
    fn the_vendor_comes_first_and_the_company_second() {
        let body = object(json!({"notes": "n", "company_id": "1", "vendor_id": "7", "currency": "2"}));
        let native = Translation::default().header(&body);
        let keys: Vec<_> = native.keys().map(String::as_str).collect();
        assert_eq!(keys, ["entity", "subsidiary", "currency", "memo"]);
    }

    #[test]
    fn null_clears_in_a_change_and_says_nothing_in_a_new_order() {
        let body = object(json!({"notes": null, "ship_to": null}));
        let mut patch = Translation { clears: true, ..Translation::default() };
        assert_eq!(Value::Object(patch.header(&body)), json!({"shippingAddress": null, "memo": null}));
        assert_eq!(Value::Object(Translation::default().header(&body)), json!({}));
    }

    #[test]
    fn an_address_replaces_all_of_the_address() {
        let body = object(
            json!({"ship_to": {"name": null, "lines": ["1 Main St"], "city": "Austin", "country": "US"}}),
        );
        let mut patch = Translation { clears: true, ..Translation::default() };
        let expected = json!({"shippingAddress": {
            "addressee": null, "addr1": "1 Main St", "addr2": null, "addr3": null, "city": "Austin",
            "country": {"id": "US"},
        }});
        assert_eq!(Value::Object(patch.header(&body)), expected);
    }

    #[test]
    fn an_expense_has_the_product_as_its_amount() {
        let mut translation = Translation::default();
        let line =
            json!({"quantity": "2", "unit_price": "10.25", "account_assignment": {"account_id": "121"}});
        let native = translation.line(&object(line), Sublist::Expense, "/lines/0");
        assert_eq!(
            Value::Object(native),
            json!({"account": {"id": "121"}, "amount": serde_json::Number::from_string_unchecked("20.5".into())})
        );
        assert_eq!(translation.errors, []);
    }

    #[test]
    fn a_field_that_this_kind_of_line_lacks_is_refused_at_its_place() {
        let mut translation = Translation::default();
        let line = json!({"quantity": "2", "unit": "Each", "price_quantity": "100"});
        translation.line(&object(line), Sublist::Expense, "/lines/3");
        let pointers: Vec<_> =
            translation.errors.iter().map(|error| error.pointer.clone().unwrap()).collect();
        assert_eq!(pointers, ["/lines/3/unit", "/lines/3/price_quantity", "/lines/3/unit_price"]);
    }

    #[test]
    fn a_mapped_field_cannot_be_smuggled_in_as_a_custom_field() {
        let mut translation = Translation::default();
        let body = object(json!({"custom_fields": {"entity": "9", "externalId": "x", "custbody_a": "b"}}));
        let native = translation.header(&body);
        assert_eq!(Value::Object(native), json!({"custbody_a": "b"}));
        assert_eq!(translation.errors.len(), 2);
    }
}
