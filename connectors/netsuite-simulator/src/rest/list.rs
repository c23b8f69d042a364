//! Lists: ids and links of the records that fit `q`.

use hyper::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Call, Handled};
use crate::http::{Answer, media};
use crate::records::{self, Page, href};
use crate::search;

/// `GET /{type}?q&limit&offset`.
pub(super) fn list(call: Call<'_>, name: &str) -> Handled {
    let world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let page = call.page()?;
    let q = call.request.parameter("q").filter(|q| !q.trim().is_empty());
    let matching: Vec<u64> = match q {
        None => world.all(&one.name).map(|record| record.id).collect(),
        Some(q) => search::find(&world, &one, q)?,
    };
    let origin = &call.request.origin;
    let items: Vec<Value> = matching
        .iter()
        .skip(page.offset)
        .take(page.limit)
        .map(|id| {
            let href = href(origin, &one.name, Some(*id));
            json!({"links": [{"rel": "self", "href": href}], "id": id.to_string()})
        })
        .collect();
    let query = q.map(|q| format!("q={}", utf8_percent_encode(q, NON_ALPHANUMERIC))).unwrap_or_default();
    let page = Page { total: matching.len(), ..page };
    let body = records::collection(&items, &href(origin, &one.name, None), &query, page);
    Ok(Answer::json(StatusCode::OK, media::COLLECTION, &body))
}
