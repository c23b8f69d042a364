//! `POST /query/v1/suiteql`.

use hyper::{Method, StatusCode};
use serde_json::Value;

use super::{Call, Handled};
use crate::http::{Answer, Locus, Problem, media};
use crate::records::{self, Page};
use crate::suiteql;

/// Runs the query of the body and gives one page of its rows.
pub(super) fn suiteql(call: Call<'_>) -> Handled {
    if call.request.method != Method::POST {
        return Err(Problem::method(&call.request.method));
    }
    if !call.request.prefers("transient") {
        let detail =
            "The required request header 'Prefer' is missing or its value is invalid. Provide 'transient'.";
        return Err(
            Problem::new(StatusCode::BAD_REQUEST, "INVALID_HEADER", detail).at(Locus::Header("Prefer"))
        );
    }
    if !call.role.suiteql {
        return Err(Problem::permission("Reports -> SuiteAnalytics Workbook"));
    }
    let body = call.body()?;
    let Some(Value::String(q)) = body.get("q") else {
        return Err(Problem::parameter("q", "The query is missing. Provide it as 'q' in the body."));
    };
    let empty = Vec::new();
    let params = match body.get("params") {
        None | Some(Value::Null) => &empty,
        Some(Value::Array(params)) => params,
        Some(_) => {
            return Err(Problem::content(
                "Invalid content in the request body. 'params' must be a list.",
                "params",
            ));
        }
    };
    let page = call.page()?;
    let rows = suiteql::run(&call.simulator.world(), call.simulator.clock.now(), call.role, q, params)?;
    let page = Page { total: rows.len(), ..page };
    let shown: Vec<Value> = rows.into_iter().skip(page.offset).take(page.limit).collect();
    let place = format!("{}/services/rest/query/v1/suiteql", call.request.origin);
    Ok(Answer::json(StatusCode::OK, media::COLLECTION, &records::collection(&shown, &place, "", page)))
}
