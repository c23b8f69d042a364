//! GET on feeds, entities and properties.

use super::dispatch::Scene;
use super::failure::Failure;
use super::message::{Reply, Request};
use super::metadata::EntitySet;
use super::path::{Parent, Target};
use super::query::Options;
use super::table::Row;
use super::view::{View, Viewer};
use super::{atom, edmx, filter, json};
use serde_json::json;
use std::cmp::Ordering;

const ATOM_ENTRY: &str = "application/atom+xml;type=entry;charset=utf-8";
const ATOM_FEED: &str = "application/atom+xml;type=feed;charset=utf-8";

/// Answers a reading request.
pub(crate) fn answer(scene: &Scene<'_>, request: &Request, target: &Target) -> Result<Reply, Failure> {
    let options = Options::parse(&request.query)?;
    if options.format.as_deref().is_some_and(|f| !matches!(f, "json" | "xml" | "atom")) {
        return Err(Failure::malformed("Invalid value for $format"));
    }
    match target {
        Target::Metadata => Ok(Reply::text(200, "application/xml", edmx::document(scene.metadata()))),
        Target::ServiceDocument => Ok(service_document(scene, request)),
        Target::Function(_) | Target::Batch => Err(Failure::wrong_method(&request.method)),
        Target::Feed { set, parent, count } => {
            let viewer = scene.viewer();
            viewer.check(set, options.select.as_ref(), &options.expand)?;
            let (rows, total) = select(&viewer, set, parent.as_ref(), &options)?;
            if *count {
                return Ok(Reply::text(200, "text/plain;charset=utf-8", total.to_string()));
            }
            let views: Vec<_> = rows
                .into_iter()
                .map(|row| viewer.view(row, options.select.as_ref(), &options.expand))
                .collect();
            let total = options.inline_count.then_some(total);
            if request.wants_json() {
                return Ok(Reply::json(200, &json::feed(&views, total)));
            }
            let uri = match parent {
                Some(parent) => format!("{}/{}/{}", scene.base, parent.set.set, parent.navigation),
                None => format!("{}/{}", scene.base, set.set),
            };
            Ok(Reply::text(200, ATOM_FEED, atom::feed(&views, total, &uri, scene.base)))
        }
        Target::Entity { set, key } => {
            let row =
                scene.world.tables.get(set.table(), key).ok_or_else(|| Failure::not_found(&set.type_name))?;
            let viewer = scene.viewer();
            viewer.check(set, options.select.as_ref(), &options.expand)?;
            let view = viewer.view(row, options.select.as_ref(), &options.expand);
            Ok(entity(scene, request, &view, 200))
        }
        Target::Property { set, key, name, raw } => {
            let row =
                scene.world.tables.get(set.table(), key).ok_or_else(|| Failure::not_found(&set.type_name))?;
            let property = set.property(name).ok_or_else(|| Failure::not_found(name))?;
            let value = row.get(name);
            Ok(if *raw {
                Reply::text(200, "text/plain;charset=utf-8", value.plain(property))
            } else if request.wants_json() {
                Reply::json(200, &json!({"d": {name.as_str(): value.json(property)}}))
            } else {
                let xml = atom::property(name, property.edm, &value.plain(property));
                Reply::text(200, "application/xml;charset=utf-8", xml)
            })
        }
    }
}

/// One entity in the format asked for, with its etag as a header.
pub(crate) fn entity(scene: &Scene<'_>, request: &Request, view: &View<'_>, status: u16) -> Reply {
    let reply = if request.wants_json() {
        Reply::json(status, &json!({"d": json::entity(view)}))
    } else {
        Reply::text(status, ATOM_ENTRY, atom::entity(view, scene.base))
    };
    match &view.etag {
        Some(etag) => reply.with("etag", etag.clone()),
        None => reply,
    }
}

fn service_document(scene: &Scene<'_>, request: &Request) -> Reply {
    let sets = scene.metadata().sets.iter().map(|set| set.set.as_str());
    if request.wants_json() {
        return Reply::json(200, &json!({"d": {"EntitySets": sets.collect::<Vec<_>>()}}));
    }
    Reply::text(200, "application/atomsvc+xml;charset=utf-8", atom::service(scene.base, sets))
}

/// The rows of one page, and how many there are without paging.
fn select<'a>(
    viewer: &Viewer<'a>,
    set: &EntitySet,
    parent: Option<&Parent>,
    options: &Options,
) -> Result<(Vec<&'a Row>, usize), Failure> {
    let mut rows: Vec<&Row> = match parent {
        None => viewer.tables.all(set.table()).collect(),
        Some(parent) => {
            let link = viewer
                .tables
                .get(parent.set.table(), &parent.key)
                .zip(parent.set.navigation(&parent.navigation));
            let (row, navigation) = link.ok_or_else(|| Failure::not_found(&parent.set.type_name))?;
            viewer.tables.related(row, navigation, set)
        }
    };
    if let Some(text) = &options.filter {
        let filter = filter::parse(text, set, filter::V2)?;
        rows.retain(|row| filter.holds(row));
    }
    if let Some(text) = &options.order_by {
        sort(&mut rows, text, set, filter::V2)?;
    }
    let total = rows.len();
    let page = rows.into_iter().skip(options.skip).take(options.top.unwrap_or(usize::MAX));
    Ok((page.collect(), total))
}

/// Sorts rows by `$orderby`.
pub(crate) fn sort<R: std::borrow::Borrow<Row>>(
    rows: &mut [R],
    text: &str,
    set: &EntitySet,
    dialect: filter::Dialect,
) -> Result<(), Failure> {
    let mut terms = Vec::new();
    for term in text.split(',') {
        let mut words = term.split_whitespace();
        let name = words.next().unwrap_or_default();
        let property = set.property(name).ok_or_else(|| (dialect.unknown_property)(name, &set.type_name))?;
        let descending = match (words.next(), words.next()) {
            (None | Some("asc"), None) => false,
            (Some("desc"), None) => true,
            _ => return Err((dialect.malformed)(format!("Invalid $orderby '{term}'"))),
        };
        if !property.sortable {
            return Err((dialect.malformed)(format!("Property {name} cannot be sorted")));
        }
        terms.push((property, descending));
    }
    rows.sort_by(|a, b| {
        let order = terms.iter().map(|(property, descending)| {
            let (a, b) = (a.borrow().get(&property.name), b.borrow().get(&property.name));
            let order = match (a, b) {
                (super::value::Value::Text(a), super::value::Value::Text(b)) => {
                    property.inner(a).cmp(&property.inner(b))
                }
                _ => a.compare(b).unwrap_or_else(|| b.is_initial().cmp(&a.is_initial())),
            };
            if *descending { order.reverse() } else { order }
        });
        order.fold(Ordering::Equal, Ordering::then)
    });
    Ok(())
}
