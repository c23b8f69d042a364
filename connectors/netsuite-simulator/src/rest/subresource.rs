//! Sublists, their lines and subrecords as resources of their own.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::record::done;
use super::{Call, Handled};
use crate::http::{Answer, Problem, media};
use crate::metadata::{Kind, RecordType, Sublist};
use crate::records::{self, Address, View, href};
use crate::world::{Cell, Record, World};

/// `/{type}/{id}/{sublist or subrecord}[/{line}[/{subrecord}]]`.
pub(super) fn answer(call: Call<'_>, name: &str, id: &str, below: &[&str]) -> Handled {
    let address = Address::parse(id, &call.request.path)?;
    match (&call.request.method, below) {
        (&Method::GET, _) => read(call, name, &address, below),
        (&Method::PATCH, [sublist, line]) => update_line(call, name, &address, sublist, line),
        _ => Err(Problem::method(&call.request.method)),
    }
}

fn read(call: Call<'_>, name: &str, address: &Address, below: &[&str]) -> Handled {
    let world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let id = records::locate(&world, &one, address)?;
    let record = world.get(&one.name, id).ok_or_else(Problem::no_such_record)?;
    let view = call.view(&one)?;
    let place = href(&view.origin, &one.name, Some(id));
    let missing = || Problem::no_such_resource(&call.request.path);
    let (first, rest) = below.split_first().ok_or_else(missing)?;
    if let Some((list_name, list)) = one.sublist(first) {
        let shown =
            sublist(&world, &one, record, (list_name, list), rest, &view, &place).ok_or_else(missing)?;
        let media = if rest.is_empty() { media::COLLECTION } else { media::SINGULAR };
        return Ok(Answer::json(StatusCode::OK, media, &shown));
    }
    let (field_name, field) = one.field(first).ok_or_else(missing)?;
    let (Kind::Subrecord(kind), []) = (&field.kind, rest) else { return Err(missing()) };
    let empty = std::collections::BTreeMap::new();
    let cells = match record.cells.get(field_name) {
        Some(Cell::Subrecord(cells)) => cells,
        _ => &empty,
    };
    let shown = records::render_subrecord(&world, &one, kind, cells, &view, &format!("{place}/{field_name}"));
    Ok(Answer::json(StatusCode::OK, media::SINGULAR, &shown))
}

fn sublist(
    world: &World,
    one: &RecordType,
    record: &Record,
    (name, list): (&str, &Sublist),
    rest: &[&str],
    view: &View,
    place: &str,
) -> Option<Value> {
    let place = format!("{place}/{name}");
    let lines = record.lines(name);
    let Some((key, rest)) = rest.split_first() else {
        return Some(records::render_lines(world, one, (name, list), lines, view, &place));
    };
    let line = lines.iter().find(|line| line.key.to_string() == **key)?;
    let place = format!("{place}/{key}");
    match rest {
        [] => Some(records::render_line(world, one, (name, list), line, view, &place)),
        [field] => {
            let (field_name, field) = crate::metadata::find(&list.fields, field)?;
            let (Kind::Subrecord(kind), Some(Cell::Subrecord(cells))) =
                (&field.kind, line.cells.get(field_name))
            else {
                return None;
            };
            Some(records::render_subrecord(world, one, kind, cells, view, &format!("{place}/{field_name}")))
        }
        [field, rows] => {
            let (field_name, field) = crate::metadata::find(&list.fields, field)?;
            let (Kind::Subrecord(kind), Some(Cell::Subrecord(cells))) =
                (&field.kind, line.cells.get(field_name))
            else {
                return None;
            };
            let (rows_name, rows) = crate::metadata::find(one.subrecords.get(kind)?, rows)?;
            let (Kind::Rows(kind), Some(Cell::Rows(rows))) = (&rows.kind, cells.get(rows_name)) else {
                return None;
            };
            let place = format!("{place}/{field_name}/{rows_name}");
            Some(records::render_rows(world, one, kind, rows, view, &place))
        }
        _ => None,
    }
}

/// A change of one line is a change of the record with that line's key in the body.
fn update_line(call: Call<'_>, name: &str, address: &Address, sublist: &str, line: &str) -> Handled {
    let mut world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let id = records::locate(&world, &one, address)?;
    let missing = || Problem::no_such_resource(&call.request.path);
    let (list_name, list) = one.sublist(sublist).ok_or_else(missing)?;
    let key = list.key.as_deref().ok_or_else(missing)?;
    let record = world.get(&one.name, id).ok_or_else(Problem::no_such_record)?;
    if !record.lines(list_name).iter().any(|known| known.key.to_string() == line) {
        return Err(missing());
    }
    let mut body = call.body()?;
    body.insert(key.to_owned(), json!(line));
    let Value::Object(whole) = json!({list_name: {"items": [body]}}) else { return Err(missing()) };
    let writing = call.writing(&world)?;
    let draft = records::update(&mut world, &one, id, &whole, &writing, &call.writer(), true)?;
    Ok(done(call, &draft))
}
