//! The REST services: from a path to a handler.

mod batch;
mod catalog;
mod jobs;
mod list;
mod query;
mod record;
mod request;
mod select_options;
mod subresource;
mod system;
mod transform;

pub(crate) use jobs::Jobs;

use std::sync::Arc;

use crate::http::{Answer, Problem, Request};
use crate::seed::Role;
use crate::simulator::Simulator;

/// A handler's result.
type Handled = Result<Answer, Problem>;

/// One authenticated request with what a handler needs.
#[derive(Clone, Copy)]
struct Call<'a> {
    simulator: &'a Arc<Simulator>,
    request: &'a Request,
    caller: &'a str,
    role: &'a Role,
}

/// Answers an authenticated request.
pub(crate) fn answer(simulator: &Arc<Simulator>, request: &Request, caller: &str) -> Answer {
    let role = simulator.auth.role(caller);
    let call = Call { simulator, request, caller, role: &role };
    route(call).unwrap_or_else(Problem::into_answer)
}

fn route(call: Call<'_>) -> Handled {
    let segments = call.request.segments();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["services", "rest", "record", "v1", rest @ ..] => {
            if jobs::is_asynchronous(call.request) {
                return jobs::submit(call, rest);
            }
            records(call, rest)
        }
        ["services", "rest", "query", "v1", "suiteql"] => query::suiteql(call),
        ["services", "rest", "async", "v1", "job", rest @ ..] => jobs::show(call, rest),
        ["services", "rest", "system", "v1", name] => system::answer(call, name),
        _ => Err(Problem::no_such_resource(&call.request.path)),
    }
}

/// Answers a request of the record service, synchronously.
fn records(call: Call<'_>, rest: &[&str]) -> Handled {
    match rest {
        ["metadata-catalog"] => catalog::all(call),
        ["metadata-catalog", name] => catalog::one(call, name),
        [name] => record::collection(call, name),
        [name, id] => record::single(call, name, id),
        [name, id, "!transform", target] => transform::transform(call, name, id, target),
        [name, id, below @ ..] => subresource::answer(call, name, id, below),
        [] => Err(Problem::no_such_resource(&call.request.path)),
    }
}
