//! Reads one JSON value as a cell of the field's kind.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::apply::{Writing, is_envelope};
use crate::http::Problem;
use crate::metadata::{Field, Kind, RecordType, find};
use crate::seed::Validation;
use crate::world::{Cell, Draft, World};

/// Reads a value; `None` clears the field.
pub(super) fn read(
    world: &World,
    one: &RecordType,
    (name, field): (&str, &Field),
    value: &Value,
    path: &str,
) -> Result<Option<Cell>, Problem> {
    if value.is_null() {
        return Ok(None);
    }
    let cell = match &field.kind {
        Kind::Text => scalar(value).map(Cell::Text),
        Kind::Decimal => scalar(value).and_then(|text| decimal(&text)).map(Cell::Decimal),
        Kind::Integer => scalar(value).and_then(|text| text.parse().ok()).map(Cell::Integer),
        Kind::Flag => flag(value).map(Cell::Flag),
        Kind::Date => value.as_str().and_then(date).map(Cell::Date),
        Kind::Instant => value.as_str().and_then(instant).map(Cell::Instant),
        Kind::Raw => Some(Cell::Raw(value.clone())),
        Kind::Choice(ids) => return choice(one, (name, ids), value, path).map(Some),
        Kind::Reference(target) | Kind::Id(target) => {
            return Ok(world.resolve(target, value, name, path)?.map(Cell::Reference));
        }
        Kind::Many(target) => return many(world, (name, target), value, path).map(Some),
        Kind::Subrecord(kind) => {
            return Ok(Some(Cell::Subrecord(subrecord(world, one, (name, kind), value, path)?)));
        }
        Kind::Rows(kind) => return rows(world, one, (name, kind), value, path).map(Some),
    };
    cell.map(Some).ok_or_else(|| invalid(name, path))
}

fn invalid(name: &str, path: &str) -> Problem {
    let detail =
        format!("Invalid value for the resource or sub-resource field '{name}'. Provide a valid value.");
    Problem::content(detail, path)
}

/// A value with the wrong syntax is only ignored when the client asked for that.
pub(super) fn tolerate(
    draft: &mut Draft,
    path: &str,
    problem: Problem,
    writing: &Writing,
) -> Result<(), Problem> {
    let is_syntax = problem.detail.starts_with("Invalid value");
    match writing.values {
        Validation::Warning if is_syntax => draft.ignored.push(path.to_owned()),
        Validation::Ignore if is_syntax => {}
        _ => return Err(problem),
    }
    Ok(())
}

/// A subrecord after a body that names some of its fields: the others stay, null clears.
pub(super) fn merged(one: &RecordType, field: &Field, old: Option<&Cell>, new: Cell, body: &Value) -> Cell {
    let (Kind::Subrecord(kind), Some(Cell::Subrecord(old)), Cell::Subrecord(given), Value::Object(body)) =
        (&field.kind, old, &new, body)
    else {
        return new;
    };
    let mut cells = old.clone();
    for key in body.keys() {
        if let Some((name, field)) = one.subrecords.get(kind).and_then(|fields| find(fields, key))
            && !field.read_only
        {
            cells.remove(name);
        }
    }
    cells.extend(given.clone());
    Cell::Subrecord(cells)
}

/// The external id of a body: text, or null to clear it.
pub(super) fn external_id(value: &Value) -> Result<Option<String>, Problem> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err(invalid("externalId", "externalId")),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Numbers from here on are no amounts or quantities; the bound also keeps every product and sum of them
/// inside a decimal.
const TOO_LARGE: Decimal = Decimal::from_parts(0xd4a5_1000, 0xe8, 0, false, 0);

/// A decimal from JSON number text; exact or nothing.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).ok()?;
    (number.abs() < TOO_LARGE).then_some(number)
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) if text.eq_ignore_ascii_case("true") || text == "T" => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") || text == "F" => Some(false),
        _ => None,
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    // Date-times are accepted for dates: clients serialise their date objects so.
    NaiveDate::from_str(text).ok().or_else(|| NaiveDate::from_str(text.get(..10)?).ok())
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc).trunc_subsecs(0))
}

fn choice(
    one: &RecordType,
    (name, ids): (&str, &[String]),
    value: &Value,
    path: &str,
) -> Result<Cell, Problem> {
    let (given, by_name) = match value {
        Value::Object(object) => {
            match (object.get("id").and_then(scalar), object.get("refName").and_then(scalar)) {
                (Some(id), _) => (id, false),
                (None, Some(label)) => (label, true),
                (None, None) => return Err(invalid(name, path)),
            }
        }
        other => (scalar(other).ok_or_else(|| invalid(name, path))?, false),
    };
    let labels = one.choices.get(name);
    let named = || labels?.iter().find(|(_, label)| **label == given).map(|(id, _)| id.clone());
    let known = |id: &String| ids.is_empty() || ids.contains(id);
    if !by_name && known(&given) {
        return Ok(Cell::Choice(given));
    }
    named()
        .or_else(|| known(&given).then(|| given.clone()))
        .map(Cell::Choice)
        .ok_or_else(|| Problem::field_value(&given, name, path))
}

fn many(world: &World, (name, target): (&str, &str), value: &Value, path: &str) -> Result<Cell, Problem> {
    let mut ids = Vec::new();
    for (position, item) in items(value).ok_or_else(|| invalid(name, path))?.iter().enumerate() {
        let place = format!("{path}.items[{position}]");
        ids.extend(world.resolve(target, item, name, &place)?);
    }
    Ok(Cell::Many(ids))
}

/// The list in `{"items": […]}` or a bare list.
fn items(value: &Value) -> Option<&Vec<Value>> {
    match value {
        Value::Object(object) => object.get("items").and_then(Value::as_array),
        Value::Array(items) => Some(items),
        _ => None,
    }
}

fn rows(
    world: &World,
    one: &RecordType,
    (name, kind): (&str, &str),
    value: &Value,
    path: &str,
) -> Result<Cell, Problem> {
    let mut rows = Vec::new();
    for (position, item) in items(value).ok_or_else(|| invalid(name, path))?.iter().enumerate() {
        let place = format!("{path}.items[{position}]");
        rows.push(subrecord(world, one, (name, kind), item, &place)?);
    }
    Ok(Cell::Rows(rows))
}

fn subrecord(
    world: &World,
    one: &RecordType,
    (name, kind): (&str, &str),
    value: &Value,
    path: &str,
) -> Result<BTreeMap<String, Cell>, Problem> {
    let (Value::Object(object), Some(fields)) = (value, one.subrecords.get(kind)) else {
        return Err(invalid(name, path));
    };
    let mut cells = BTreeMap::new();
    for (key, value) in object {
        let place = format!("{path}.{key}");
        let Some((field_name, field)) = find(fields, key) else {
            if is_envelope(key) {
                continue;
            }
            return Err(Problem::content(format!("Unknown property '{key}' of '{name}'."), place));
        };
        if field.read_only {
            continue;
        }
        if let Some(cell) = read(world, one, (field_name, field), value, &place)? {
            cells.insert(field_name.to_owned(), cell);
        }
    }
    Ok(cells)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_are_exact_and_bounded() {
        for (text, read) in
            [("1e2", Some("100")), ("0.1", Some("0.1")), ("999999999999.99", Some("999999999999.99"))]
        {
            assert_eq!(decimal(text).map(|number| number.to_string()), read.map(str::to_owned), "{text}");
        }
        for text in ["1000000000000", "-1000000000000", "1e999", "abc", ""] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
