//! Merges a sublist of a request body into the lines of a draft.
//!
//! Lines whose key matches are updated, lines without a key are appended, other lines stay; with
//! `?replace=` the other lines go.

use serde_json::{Map, Value};

use super::apply::{Writing, is_envelope, unknown};
use super::value;
use crate::http::Problem;
use crate::metadata::{Kind, Sublist, find};
use crate::rules::rules_of;
use crate::world::{Cell, Draft, Line, World};

/// Merges `value` (`{"items": […]}`, a bare list, or null) into a sublist.
pub(super) fn merge(
    world: &World,
    draft: &mut Draft,
    (name, list): (&str, &Sublist),
    value: &Value,
    writing: &Writing,
) -> Result<(), Problem> {
    let Some(items) = items(name, value)? else {
        draft.record.sublists.remove(name);
        return Ok(());
    };
    let replaces = writing.replaces(name);
    let mut kept = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let path = format!("{name}.items[{position}]");
        let Value::Object(body) = item else {
            return Err(Problem::content(
                "Invalid content in the request body. A line must be an object.",
                path,
            ));
        };
        let key =
            if draft.is_new { None } else { matching(world, draft, (name, list), body, &path, replaces)? };
        let (index, fresh) = match key {
            Some(index) => (index, false),
            None => (draft.record.append_line(name), true),
        };
        write_line(world, draft, (name, list), index, body, &path, writing)?;
        rules_of(&draft.one.name).line_set(world, draft, name, index, fresh, &path)?;
        kept.push(draft.record.lines(name)[index].key);
    }
    if let Some(lines) = draft.record.sublists.get_mut(name).filter(|_| replaces) {
        lines.retain(|line| kept.contains(&line.key));
    }
    Ok(())
}

/// `None`: the sublist is to be emptied.
fn items<'a>(name: &str, value: &'a Value) -> Result<Option<&'a Vec<Value>>, Problem> {
    match value {
        Value::Null => Ok(None),
        Value::Array(items) => Ok(Some(items)),
        Value::Object(object) => match object.get("items") {
            Some(Value::Array(items)) => Ok(Some(items)),
            Some(Value::Null) => Ok(None),
            // A link to the sublist, as a GET without expansion returns it, changes nothing.
            _ => {
                static NOTHING: Vec<Value> = Vec::new();
                Ok(Some(&NOTHING))
            }
        },
        _ => Err(Problem::content(
            format!("Invalid content in the request body. '{name}' must be an object."),
            name,
        )),
    }
}

/// The position of the existing line that a body line means.
fn matching(
    world: &World,
    draft: &Draft,
    (name, list): (&str, &Sublist),
    body: &Map<String, Value>,
    path: &str,
    replaces: bool,
) -> Result<Option<usize>, Problem> {
    let Some(key) = &list.key else { return Ok(None) };
    let given = body.iter().find(|(field, _)| field.eq_ignore_ascii_case(key)).map(|(_, value)| value);
    let Some(given) = given.filter(|given| !given.is_null()) else { return Ok(None) };
    let Some((_, field)) = find(&list.fields, key) else { return Ok(None) };
    let wanted = value::read(world, &draft.one, (key, field), given, &format!("{path}.{key}"))?;
    let lines = draft.record.lines(name);
    let found = lines.iter().position(|line| key_cell(line, key, &field.kind) == wanted);
    let numbered = field.kind == Kind::Integer;
    if found.is_none() && numbered && !replaces {
        let shown = wanted.map(|cell| cell.plain()).unwrap_or_default();
        let detail = format!(
            "Error while accessing a resource. Invalid key or reference: line '{shown}' of sublist '{name}' does not \
             exist."
        );
        let place = crate::http::Locus::Body(format!("{path}.{key}"));
        return Err(Problem::new(hyper::StatusCode::BAD_REQUEST, "INVALID_KEY_OR_REF", detail).at(place));
    }
    Ok(found)
}

fn key_cell(line: &Line, key: &str, kind: &Kind) -> Option<Cell> {
    match kind {
        Kind::Integer => i64::try_from(line.key).ok().map(Cell::Integer),
        _ => line.cells.get(key).cloned(),
    }
}

fn write_line(
    world: &World,
    draft: &mut Draft,
    (name, list): (&str, &Sublist),
    index: usize,
    body: &Map<String, Value>,
    path: &str,
    writing: &Writing,
) -> Result<(), Problem> {
    let one = draft.one.clone();
    for (key, given) in body {
        let place = format!("{path}.{key}");
        let Some((field_name, field)) = find(&list.fields, key) else {
            if !is_envelope(key) {
                unknown(draft, key, &place, writing)?;
            }
            continue;
        };
        let is_number_key = list.key.as_deref() == Some(field_name) && field.kind == Kind::Integer;
        if is_number_key || (field.read_only && !writing.read_only_allowed) {
            continue;
        }
        let read = value::read(world, &one, (field_name, field), given, &place);
        let cells = &mut draft.record.sublists.entry(name.to_owned()).or_default()[index].cells;
        match read {
            Ok(Some(cell)) => {
                let cell = value::merged(&one, field, cells.get(field_name), cell, given);
                cells.insert(field_name.to_owned(), cell);
            }
            Ok(None) => {
                cells.remove(field_name);
            }
            Err(problem) => value::tolerate(draft, &place, problem, writing)?,
        }
    }
    Ok(())
}
