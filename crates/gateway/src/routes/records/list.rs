//! Reading many records.

use actix_web::http::header::LINK;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use erpgate_model::Query;
use serde_json::json;
use url::form_urlencoded;

use super::asked::Asked;
use super::endpoint::Endpoint;
use crate::http::page_limit;
use crate::problem::{Problem, ProblemCode};

/// A page of records, in an order that is stable while records are added.
pub(super) async fn list(endpoint: &Endpoint, asked: Asked) -> Result<HttpResponse, Problem> {
    let mut query = query(endpoint, asked.request.query_string())?;
    if endpoint.is_within() {
        query.work_order_id = Some(asked.id().to_owned());
    }
    let page = asked.app.engine.list(asked.connection_id, endpoint.resource(), query).await?;
    let next_cursor = page.next_cursor.map(|cursor| URL_SAFE_NO_PAD.encode(cursor));
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = &next_cursor {
        response.insert_header((LINK, next_link(&asked.request, cursor)));
    }
    Ok(response.json(json!({"data": page.records, "next_cursor": next_cursor})))
}

/// The query string, strictly: every parameter is known, stands once, and has a usable value.
fn query(endpoint: &Endpoint, text: &str) -> Result<Query, Problem> {
    let mut query = Query { limit: 50, ..Query::default() };
    let mut seen = Vec::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        if seen.contains(&name) {
            return Err(wrong(&name, "give it once"));
        }
        match &*name {
            "limit" => query.limit = limit(&value)?,
            "cursor" => query.cursor = Some(cursor(&value)?),
            "include" if value == "native" => query.include_native = true,
            "include" => return Err(wrong("include", "the one thing to include is `native`")),
            other => {
                let filter = endpoint.kind.filters.iter().find(|filter| filter.name() == other);
                let filter = filter.ok_or_else(|| unknown(endpoint, other))?;
                filter
                    .set(&mut query, endpoint.resource(), value.into_owned())
                    .map_err(|detail| wrong(other, &detail))?;
            }
        }
        seen.push(name);
    }
    Ok(query)
}

fn wrong(name: &str, detail: &str) -> Problem {
    Problem::new(ProblemCode::InvalidParameter, format!("{name}: {detail}"))
}

fn unknown(endpoint: &Endpoint, name: &str) -> Problem {
    let filters = endpoint.kind.filters.iter().map(|filter| filter.name());
    let known: Vec<_> = ["limit", "cursor", "include"].into_iter().chain(filters).collect();
    wrong(name, &format!("there is no such parameter; known are {}", known.join(", ")))
}

fn limit(text: &str) -> Result<u16, Problem> {
    page_limit(Some(text.parse().unwrap_or_default()))
}

fn cursor(text: &str) -> Result<String, Problem> {
    let raw = URL_SAFE_NO_PAD.decode(text).ok().and_then(|raw| String::from_utf8(raw).ok());
    raw.ok_or_else(|| wrong("cursor", "give back `next_cursor` of the page before, unchanged"))
}

/// The same request with the next cursor (RFC 8288).
fn next_link(request: &HttpRequest, cursor: &str) -> String {
    let others =
        form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "cursor");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair("cursor", cursor)
        .finish();
    format!("<{}?{query}>; rel=\"next\"", request.path())
}
