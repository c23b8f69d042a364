//! GET on collections, entities and properties of V4.

use super::dispatch::Stage;
use super::edmx;
use super::failure;
use super::json::{Writer, is_ieee754, plain};
use super::literal::V4;
use super::path::link;
use super::precondition::etag;
use super::query::Options;
use crate::odata::failure::Failure;
use crate::odata::filter;
use crate::odata::message::{Reply, Request};
use crate::odata::metadata::EntitySet;
use crate::odata::path::Target;
use crate::odata::precondition::Etags;
use crate::odata::read::sort;
use crate::odata::table::Row;
use serde_json::{Map, Value as Json, json};

/// When the metadata was last changed, as every answer says it.
pub(crate) const METADATA_ETAG: &str = "W/\"20260101000000\"";

/// More rows than this never come in one answer.
const LONGEST_PAGE: usize = 5000;

/// The rows of one answer.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) rows: Vec<Row>,
    /// How many there are without paging.
    pub(crate) total: usize,
}

/// Filters, sorts and pages rows.
pub(crate) fn choose(mut rows: Vec<Row>, set: &EntitySet, options: &Options) -> Result<Found, Failure> {
    if let Some(text) = &options.filter {
        let filter = filter::parse(text, set, V4)?;
        rows.retain(|row| filter.holds(row));
    }
    if let Some(text) = &options.order_by {
        sort(&mut rows, text, set, V4)?;
    }
    let total = rows.len();
    let rows = rows.into_iter().skip(options.skip).take(options.top.unwrap_or(usize::MAX));
    Ok(Found { rows: rows.collect(), total })
}

/// Answers a reading request.
pub(crate) fn answer(stage: &Stage<'_>, request: &Request, target: &Target) -> Result<Reply, Failure> {
    let options = Options::parse(&request.query)?;
    let projection = stage.projection;
    match target {
        Target::Metadata => {
            let reply = Reply::text(200, "application/xml", edmx::document(projection.metadata));
            Ok(reply.with("etag", METADATA_ETAG))
        }
        Target::ServiceDocument => Ok(service_document(stage, request)),
        Target::Feed { set, parent, count } => {
            options.check(set, &projection)?;
            let rows = match parent {
                None => projection.all(set),
                Some(parent) => {
                    let link = link(parent, &projection);
                    let (row, navigation) = link.ok_or_else(|| failure::not_found(&parent.set.type_name))?;
                    projection.related(&row, navigation)
                }
            };
            let found = choose(rows, set, &options)?;
            if *count {
                return Ok(Reply::text(200, "text/plain;charset=utf-8", found.total.to_string()));
            }
            feed(stage, request, set, &options, &found)
        }
        Target::Entity { set, key } => {
            options.check(set, &projection)?;
            let row = projection.get(set, key).ok_or_else(|| failure::not_found(&set.type_name))?;
            entity(stage, request, &row, 200, &options)
        }
        Target::Property { set, key, name, raw } => {
            let row = projection.get(set, key).ok_or_else(|| failure::not_found(&set.type_name))?;
            let property = set.property(name).ok_or_else(failure::no_resource)?;
            if *raw {
                return Ok(Reply::text(200, "text/plain;charset=utf-8", plain(row.get(name), property)));
            }
            let mut body = opened(request, &format!("{}/{name}", set.set));
            body.insert("value".into(), writer(stage, request).value(row.get(name), property));
            Ok(reply(request, 200, body))
        }
        Target::Batch | Target::Function(_) => Err(failure::no_resource()),
    }
}

/// One entity, with its etag as a header.
pub(crate) fn entity(
    stage: &Stage<'_>,
    request: &Request,
    row: &Row,
    status: u16,
    options: &Options,
) -> Result<Reply, Failure> {
    let mut body = opened(request, &format!("{}{}/$entity", row.set.set, options.context()));
    body.extend(writer(stage, request).entity(row, options)?);
    let reply = reply(request, status, body);
    if stage.etags == Etags::None || !row.set.etag {
        return Ok(reply);
    }
    Ok(reply.with("etag", etag(row)))
}

fn feed(
    stage: &Stage<'_>,
    request: &Request,
    set: &EntitySet,
    options: &Options,
    found: &Found,
) -> Result<Reply, Failure> {
    let mut body = opened(request, &format!("{}{}", set.set, options.context()));
    if options.count {
        body.insert("@odata.count".into(), found.total.into());
    }
    let (from, length) = (options.skip_token, page_length(request));
    let last = from.saturating_add(length);
    let more = found.rows.len() > last;
    let mut entities = Vec::new();
    for row in found.rows.iter().skip(from).take(length) {
        entities.push(Json::Object(writer(stage, request).entity(row, options)?));
    }
    body.insert("value".into(), Json::Array(entities));
    if more {
        body.insert("@odata.nextLink".into(), next_link(request, last).into());
    }
    Ok(reply(request, 200, body))
}

/// What `Prefer: odata.maxpagesize` asks for, up to what the server gives.
fn page_length(request: &Request) -> usize {
    let prefer = request.header("prefer").unwrap_or_default();
    let asked = prefer.split([',', ';']).find_map(|one| one.trim().strip_prefix("odata.maxpagesize="));
    let asked = asked.and_then(|text| text.trim().parse().ok()).filter(|length| *length > 0);
    asked.unwrap_or(LONGEST_PAGE).min(LONGEST_PAGE)
}

/// The same request from row `from` on, relative to the request's own URL.
fn next_link(request: &Request, from: usize) -> String {
    let resource = request.path.rsplit('/').next().unwrap_or_default();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(request.query.as_bytes()) {
        if name != "$skiptoken" {
            query.append_pair(&name, &value);
        }
    }
    query.append_pair("$skiptoken", &from.to_string());
    // Clients look for `$skiptoken=`; an encoded dollar would be right but unseen.
    format!("{resource}?{}", query.finish().replace("%24", "$"))
}

fn writer<'a>(stage: &Stage<'a>, request: &Request) -> Writer<'a> {
    Writer { projection: stage.projection, etags: stage.etags, ieee754: is_ieee754(request, "accept") }
}

/// A body that begins with its context, which is relative to the request's URL as SAP gives it.
fn opened(request: &Request, context: &str) -> Map<String, Json> {
    let up = "../".repeat(request.path.trim_matches('/').matches('/').count());
    let mut body = Map::new();
    body.insert("@odata.context".into(), format!("{up}$metadata#{context}").into());
    body.insert("@odata.metadataEtag".into(), METADATA_ETAG.into());
    body
}

fn reply(request: &Request, status: u16, body: Map<String, Json>) -> Reply {
    let ieee754 = if is_ieee754(request, "accept") { ";IEEE754Compatible=true" } else { "" };
    let content_type = format!("application/json;odata.metadata=minimal{ieee754};charset=utf-8");
    Reply::text(status, &content_type, Json::Object(body).to_string())
}

fn service_document(stage: &Stage<'_>, request: &Request) -> Reply {
    let sets = stage.projection.metadata.sets.iter();
    let value: Vec<Json> = sets.map(|set| json!({"name": set.set, "url": set.set})).collect();
    let mut body = Map::new();
    body.insert("@odata.context".into(), "$metadata".into());
    body.insert("@odata.metadataEtag".into(), METADATA_ETAG.into());
    body.insert("value".into(), value.into());
    reply(request, 200, body)
}
