//! From NetSuite's record to the unified one, driven by the table.

use erpgate_connector::Trouble;
use serde_json::{Value, json};

use super::native::{Fields, NativeLine, NativeRecord, unreadable};
use super::record_type::RecordType;
use super::row::{Kind, Row};
use super::values::{at, from_native, id_of, put};

/// The unified record as JSON. Currencies stand in it by NetSuite's id.
pub(crate) fn unified(held: &NativeRecord, with_native: bool) -> Result<Fields, Trouble> {
    let (record_type, native) = (held.record_type(), held.fields());
    let mut record = copied(record_type, record_type.header, Row::native, native)?;
    record.insert("id".into(), json!(held.id()));
    record.insert("custom_fields".into(), custom_fields(native, record_type.custom));
    for list in record_type.lists {
        let lines = held.lines_of(list);
        let entries: Result<Vec<Value>, Trouble> =
            lines.iter().map(|line| entry(record_type, line)).collect();
        record.insert(list.name.into(), Value::Array(entries?));
    }
    record.insert("version".into(), json!(held.version()));
    if with_native {
        record.insert("native".into(), json!(native));
    }
    (record_type.show)(held, &mut record);
    Ok(record)
}

fn entry(record_type: &RecordType, line: &NativeLine<'_>) -> Result<Value, Trouble> {
    let place = |row: &Row| row.native_in(line.sublist.name).unwrap_or_default();
    let mut unified = copied(record_type, line.list.rows, place, line.fields)?;
    unified.insert("id".into(), json!(line.id()));
    if line.list.rows.iter().any(|row| row.unified() == "custom_fields") {
        unified.insert("custom_fields".into(), custom_fields(line.fields, line.list.custom));
    }
    (line.list.show)(line, &mut unified);
    Ok(Value::Object(unified))
}

/// What the table maps one to one.
fn copied(
    record_type: &RecordType,
    rows: &[Row],
    place: impl Fn(&Row) -> &'static str,
    native: &Fields,
) -> Result<Fields, Trouble> {
    let mut unified = Fields::new();
    for row in rows.iter().filter(|row| row.kind != Kind::Computed) {
        let path = place(row);
        if row.kind == Kind::AddressLines {
            let lines = address_lines(native, path);
            if !lines.is_empty() {
                put(&mut unified, row.unified(), json!(lines));
            }
        } else if let Some(value) = at(native, path) {
            let value = from_native(row.kind, value)
                .map_err(|detail| unreadable(record_type, &format!("`{path}`: {detail}")))?;
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
