//! From NetSuite's record to the unified one, driven by the table.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::PurchaseOrder;
use serde_json::{Value, json};

use super::fields::{HEADER, LINES, Sublist};
use super::native::{Fields, NativeLine, NativeOrder};
use super::status::{letter, line_status, status};
use crate::mapping::values::{at, from_native, id_of, put};
use crate::mapping::{Kind, Row};

/// The unified record; `currency` is the ISO 4217 code of the order's currency.
pub(super) fn unified(
    order: &NativeOrder,
    currency: Option<&str>,
    with_native: bool,
) -> Result<PurchaseOrder, Trouble> {
    let native = order.fields();
    let mut record = copied(&HEADER, |row| at(native, row.native()), native)?;
    let code = native.get("status").or_else(|| native.get("orderStatus")).and_then(id_of);
    record.insert("id".into(), json!(order.id()));
    record.insert("status".into(), json!(status(code.as_deref().unwrap_or_default())));
    record.insert("native_status".into(), json!(code.as_deref().map(letter)));
    record.insert("currency".into(), json!(currency));
    record.entry("totals").or_insert_with(|| json!({}));
    record.insert("custom_fields".into(), custom_fields(native, "custbody"));
    let lines: Result<Vec<Value>, Trouble> = order.lines().iter().map(line).collect();
    record.insert("lines".into(), Value::Array(lines?));
    record.insert("version".into(), json!(order.version()));
    if with_native {
        record.insert("native".into(), json!(native));
    }
    serde_json::from_value(Value::Object(record)).map_err(|error| unreadable(&error.to_string()))
}

fn line(line: &NativeLine<'_>) -> Result<Value, Trouble> {
    let native_in = |row: &Row| line.fields.get(row.native_in(line.sublist.name())?);
    let mut unified = copied(&LINES, native_in, line.fields)?;
    unified.insert("id".into(), json!(line.id()));
    unified.insert("line_number".into(), json!(id_of(&line.key())));
    unified.insert("status".into(), json!(line_status(line)));
    unified.insert("custom_fields".into(), custom_fields(line.fields, "custcol"));
    // An expense is one amount: one piece at that price.
    if let Some(amount) = unified.get("net_amount").filter(|_| line.sublist == Sublist::Expense) {
        let amount = amount.clone();
        unified.insert("quantity".into(), json!("1"));
        unified.insert("unit_price".into(), amount);
    }
    Ok(Value::Object(unified))
}

/// What the table maps one to one.
fn copied<'a>(
    rows: &[Row],
    native: impl Fn(&Row) -> Option<&'a Value>,
    all: &'a Fields,
) -> Result<Fields, Trouble> {
    let mut unified = Fields::new();
    for row in rows.iter().filter(|row| row.kind != Kind::Computed) {
        if row.kind == Kind::AddressLines {
            let lines = address_lines(all, row.native());
            if !lines.is_empty() {
                put(&mut unified, row.unified(), json!(lines));
            }
        } else if let Some(value) = native(row) {
            let value = from_native(row.kind, value)
                .map_err(|detail| unreadable(&format!("`{}`: {detail}", row.native())))?;
            if let Some(value) = value {
                put(&mut unified, row.unified(), value);
            }
        }
    }
    Ok(unified)
}

fn address_lines(native: &Fields, first: &str) -> Vec<String> {
    let base = first.trim_end_matches('1');
    (1..=3)
        .filter_map(|number| at(native, &format!("{base}{number}")).and_then(Value::as_str))
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The account's own fields. Numbers are given as text; a list of choices as its ids, with commas between.
fn custom_fields(native: &Fields, prefix: &str) -> Value {
    let own = native.iter().filter(|(name, _)| name.to_lowercase().starts_with(prefix));
    let plain = |value: &Value| match value {
        Value::Bool(flag) => json!(flag),
        Value::Object(list) if list.contains_key("items") => {
            let items = list["items"].as_array().map_or(&[][..], Vec::as_slice);
            json!(items.iter().filter_map(id_of).collect::<Vec<_>>().join(","))
        }
        other => id_of(other).map_or(Value::Null, Value::String),
    };
    own.map(|(name, value)| (name.clone(), plain(value))).collect::<Fields>().into()
}

fn unreadable(what: &str) -> Trouble {
    Trouble::new(TroubleKind::Unreadable, format!("NetSuite's purchase order cannot be read: {what}"))
}
