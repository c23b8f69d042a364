//! Batches: several records in one asynchronous request.

use hyper::{Method, StatusCode};
use serde_json::Value;

use super::{Call, Handled, record};
use crate::http::{Answer, Problem, Request};

/// Most records in one batch.
const MAX_RECORDS: usize = 100;

/// Whether the request is about several records.
pub(super) fn is_batch(request: &Request) -> bool {
    request.media_type_is("content-type", "collection") || request.parameter("ids").is_some()
}

/// Batches only run as jobs.
pub(super) fn refuse_synchronous() -> Handled {
    let detail = "Batch operations are asynchronous only. Send the header Prefer: respond-async.";
    Err(Problem::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", detail))
}

/// Runs a batch record by record; one answer each.
pub(super) fn run(call: Call<'_>, path: &[&str]) -> Vec<Answer> {
    let [name] = path else {
        return vec![Problem::no_such_resource(&call.request.path).into_answer()];
    };
    match requests(call) {
        Ok(requests) => {
            requests.iter().map(|(request, id)| answer(call, request, name, id.as_deref())).collect()
        }
        Err(problem) => vec![problem.into_answer()],
    }
}

fn answer(call: Call<'_>, request: &Request, name: &str, id: Option<&str>) -> Answer {
    let call = Call { request, ..call };
    let handled = match id {
        Some(id) => record::single(call, name, id),
        None => record::collection(call, name),
    };
    handled.unwrap_or_else(Problem::into_answer)
}

/// The batch as single requests with the record each addresses.
fn requests(call: Call<'_>) -> Result<Vec<(Request, Option<String>)>, Problem> {
    let mut single = call.request.clone();
    single.headers.remove("content-type");
    single.query.retain(|(name, _)| name != "ids");
    let requests: Vec<(Request, Option<String>)> = if let Some(ids) = call.request.parameter("ids") {
        ids.split(',').map(|id| (single.clone(), Some(id.trim().to_owned()))).collect()
    } else {
        let body = call.body()?;
        let Some(Value::Array(items)) = body.get("items") else {
            return Err(Problem::content(
                "Invalid content in the request body. 'items' must be a list.",
                "items",
            ));
        };
        items
            .iter()
            .map(|item| {
                let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
                let id = match call.request.method {
                    Method::POST => None,
                    _ => text("id")
                        .or_else(|| text("externalId").map(|external_id| format!("eid:{external_id}"))),
                };
                (Request { body: item.to_string().into(), ..single.clone() }, id)
            })
            .collect()
    };
    if requests.len() > MAX_RECORDS {
        let detail = format!("A batch may have at most {MAX_RECORDS} records.");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", detail));
    }
    Ok(requests)
}
