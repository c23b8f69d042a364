//! Records as JSON answers.

use serde_json::{Map, Value, json};

use crate::metadata::{Field, Kind, RecordType, Sublist};
use crate::world::{Cell, Line, Record, World, decimal_number, iso_instant};

/// How much of a record is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    /// `scheme://host` for links.
    pub(crate) origin: String,
    /// `expandSubResources=true`.
    pub(crate) expand: bool,
    /// `simpleEnumFormat=true`.
    pub(crate) simple_enums: bool,
    /// `fields=`: these body fields only.
    pub(crate) fields: Option<Vec<String>>,
}

/// The URL of a record, or of the collection without an id.
pub(crate) fn href(origin: &str, record_type: &str, id: Option<u64>) -> String {
    match id {
        Some(id) => format!("{origin}/services/rest/record/v1/{record_type}/{id}"),
        None => format!("{origin}/services/rest/record/v1/{record_type}"),
    }
}

fn link(href: &str) -> Value {
    json!([{"rel": "self", "href": href}])
}

/// A whole record.
pub(crate) fn render(world: &World, record: &Record, view: &View) -> Value {
    let mut out = Map::new();
    let Some(one) = world.types.get(&record.record_type) else { return Value::Object(out) };
    let this = href(&view.origin, &one.name, (record.id > 0).then_some(record.id));
    out.insert("links".into(), link(&this));
    let wanted =
        |name: &str| view.fields.as_ref().is_none_or(|fields| fields.iter().any(|field| field == name));
    for (name, field) in &one.fields {
        match (name.as_str(), &record.external_id) {
            ("externalId", Some(external_id)) if wanted(name) => {
                out.insert(name.clone(), json!(external_id));
            }
            _ => {}
        }
        if let Some(cell) = record.cells.get(name).filter(|_| wanted(name)) {
            out.insert(name.clone(), value(world, one, (name, field), cell, view, &this));
        }
    }
    if record.id > 0 && wanted("id") {
        out.insert("id".into(), json!(record.id.to_string()));
    }
    if view.fields.is_none() {
        for (name, list) in &one.sublists {
            let place = format!("{this}/{name}");
            let shown = if view.expand {
                render_lines(world, one, (name, list), record.lines(name), view, &place)
            } else {
                json!({"links": link(&place)})
            };
            out.insert(name.clone(), shown);
        }
    }
    Value::Object(out)
}

/// A sublist as a collection of its lines.
pub(crate) fn render_lines(
    world: &World,
    one: &RecordType,
    (name, list): (&str, &Sublist),
    lines: &[Line],
    view: &View,
    place: &str,
) -> Value {
    let items: Vec<Value> = lines
        .iter()
        .map(|line| match view.expand {
            true => render_line(world, one, (name, list), line, view, &format!("{place}/{}", line.key)),
            false => json!({"links": link(&format!("{place}/{}", line.key))}),
        })
        .collect();
    whole_collection(&items, place)
}

/// One line of a sublist.
pub(crate) fn render_line(
    world: &World,
    one: &RecordType,
    (_, list): (&str, &Sublist),
    line: &Line,
    view: &View,
    place: &str,
) -> Value {
    let mut out = Map::new();
    out.insert("links".into(), link(place));
    for (name, field) in &list.fields {
        if list.key.as_deref() == Some(name) && field.kind == Kind::Integer {
            out.insert(name.clone(), json!(line.key));
        } else if let Some(cell) = line.cells.get(name) {
            out.insert(name.clone(), value(world, one, (name, field), cell, view, place));
        }
    }
    Value::Object(out)
}

/// A subrecord, such as an address.
pub(crate) fn render_subrecord(
    world: &World,
    one: &RecordType,
    kind: &str,
    cells: &std::collections::BTreeMap<String, Cell>,
    view: &View,
    place: &str,
) -> Value {
    let mut out = Map::new();
    out.insert("links".into(), link(place));
    for (name, field) in one.subrecords.get(kind).into_iter().flatten() {
        if let Some(cell) = cells.get(name) {
            out.insert(name.clone(), value(world, one, (name, field), cell, view, place));
        }
    }
    Value::Object(out)
}

fn value(
    world: &World,
    one: &RecordType,
    (name, field): (&str, &Field),
    cell: &Cell,
    view: &View,
    place: &str,
) -> Value {
    match (cell, &field.kind) {
        (Cell::Text(text), _) => json!(text),
        (Cell::Decimal(number), _) => Value::Number(decimal_number(*number)),
        (Cell::Integer(number), _) => json!(number),
        (Cell::Flag(flag), _) => json!(flag),
        (Cell::Date(date), _) => json!(date.to_string()),
        (Cell::Instant(instant), _) => json!(iso_instant(*instant)),
        (Cell::Raw(raw), _) => raw.clone(),
        (Cell::Choice(id), _) if view.simple_enums => json!(id),
        (Cell::Choice(id), _) => {
            let label = one.choices.get(name).and_then(|labels| labels.get(id)).unwrap_or(id);
            json!({"id": id, "refName": label})
        }
        (Cell::Reference(id), Kind::Reference(target)) => reference(world, target, id, view),
        (Cell::Reference(id), Kind::Id(_)) => json!(id),
        (Cell::Reference(id), _) => json!({"id": id}),
        (Cell::Many(ids), kind) => {
            let target = if let Kind::Many(target) = kind { target.as_str() } else { "any" };
            let items: Vec<Value> = ids.iter().map(|id| reference(world, target, id, view)).collect();
            let place = format!("{place}/{name}");
            whole_collection(&items, &place)
        }
        (Cell::Subrecord(cells), Kind::Subrecord(kind)) => {
            let place = format!("{place}/{name}");
            if view.expand {
                render_subrecord(world, one, kind, cells, view, &place)
            } else {
                json!({"links": link(&place)})
            }
        }
        (Cell::Rows(rows), Kind::Rows(kind)) => {
            let place = format!("{place}/{name}");
            if view.expand {
                render_rows(world, one, kind, rows, view, &place)
            } else {
                json!({"links": link(&place)})
            }
        }
        (Cell::Subrecord(_) | Cell::Rows(_), _) => Value::Null,
    }
}

/// The lines inside a subrecord, such as the lots of an inventory detail, numbered from 1.
pub(crate) fn render_rows(
    world: &World,
    one: &RecordType,
    kind: &str,
    rows: &[std::collections::BTreeMap<String, Cell>],
    view: &View,
    place: &str,
) -> Value {
    let items = rows.iter().enumerate().map(|(position, cells)| {
        render_subrecord(world, one, kind, cells, view, &format!("{place}/{}", position + 1))
    });
    whole_collection(&items.collect::<Vec<_>>(), place)
}

/// A collection that is not paged.
fn whole_collection(items: &[Value], place: &str) -> Value {
    json!({"links": link(place), "count": items.len(), "hasMore": false, "offset": 0,
           "totalResults": items.len(), "items": items})
}

fn reference(world: &World, target: &str, id: &str, view: &View) -> Value {
    match world.follow(target, id) {
        Some(record) => {
            let href = href(&view.origin, &record.record_type, Some(record.id));
            let mut out = json!({"links": link(&href), "id": id, "refName": world.display_name(record)});
            if let Some(external_id) = &record.external_id {
                out["externalId"] = json!(external_id);
            }
            out
        }
        None => json!({"id": id, "refName": id}),
    }
}

/// A page of results with its navigation links.
pub(crate) fn collection(items: &[Value], place: &str, query: &str, page: Page) -> Value {
    let Page { limit, offset, total } = page;
    let at = |rel: &str, offset: usize| {
        let query = if query.is_empty() { String::new() } else { format!("&{query}") };
        json!({"rel": rel, "href": format!("{place}?limit={limit}&offset={offset}{query}")})
    };
    let has_more = offset + items.len() < total;
    let mut links = Vec::new();
    if has_more {
        links.push(at("next", offset + limit));
        links.push(at("last", (total - 1) / limit * limit));
    }
    if offset > 0 {
        links.push(at("first", 0));
        links.push(at("previous", offset.saturating_sub(limit)));
    }
    links.push(match (limit, offset) {
        (1000, 0) if query.is_empty() => json!({"rel": "self", "href": place}),
        _ => at("self", offset),
    });
    json!({
        "links": links,
        "count": items.len(),
        "hasMore": has_more,
        "items": items,
        "offset": offset,
        "totalResults": total,
    })
}

/// Which part of a result is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) total: usize,
}
