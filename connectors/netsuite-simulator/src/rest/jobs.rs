//! Asynchronous requests: `Prefer: respond-async` gives a job that runs the same request later.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Call, Handled, batch, records};
use crate::faults::is_modifying;
use crate::http::{Answer, Problem, Request, media};
use crate::world::iso_instant;

/// All jobs of the account.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    jobs: BTreeMap<u64, Job>,
    /// Idempotency key → job.
    keys: HashMap<String, u64>,
}

#[derive(Debug)]
struct Job {
    submitted: DateTime<Utc>,
    ended: Option<DateTime<Utc>>,
    /// One answer per task: one for a single request, one per record of a batch.
    results: Vec<Answer>,
}

impl Jobs {
    fn open(&mut self, submitted: DateTime<Utc>, key: Option<&str>) -> u64 {
        let id = self.jobs.keys().next_back().copied().unwrap_or(0) + 1;
        self.jobs.insert(id, Job { submitted, ended: None, results: Vec::new() });
        if let Some(key) = key {
            self.keys.insert(key.to_owned(), id);
        }
        id
    }

    fn close(&mut self, id: u64, ended: DateTime<Utc>, results: Vec<Answer>) {
        if let Some(job) = self.jobs.get_mut(&id) {
            job.ended = Some(ended);
            job.results = results;
        }
    }
}

/// Whether the request asks for a job.
pub(super) fn is_asynchronous(request: &Request) -> bool {
    request.prefers("respond-async") && (is_modifying(&request.method) || request.parameter("ids").is_some())
}

fn place(call: Call<'_>, id: u64) -> String {
    format!("{}/services/rest/async/v1/job/{id}", call.request.origin)
}

/// Takes the request on: 202 with the job's address, or the first job's address for a repeated key.
pub(super) fn submit(call: Call<'_>, path: &[&str]) -> Handled {
    let key = call.request.header("X-NetSuite-Idempotency-Key");
    let now = call.simulator.clock.now();
    let id = {
        let mut jobs = call.simulator.jobs();
        if let Some(first) = key.and_then(|key| jobs.keys.get(key)) {
            let detail = "A request with the same idempotency key is already submitted. See the \"Location\" header \
                          for a link to the previously submitted job";
            return Err(Problem::new(StatusCode::BAD_REQUEST, "IDEMPOTENCY_ERROR", detail)
                .titled("Conflict")
                .with("location", place(call, *first)));
        }
        jobs.open(now, key)
    };
    let delay = call.simulator.world().switches.async_delay_ms;
    if delay == 0 {
        run(call, id, path);
    } else {
        let simulator = Arc::clone(call.simulator);
        let (request, caller) = (call.request.clone(), call.caller.to_owned());
        let role = call.role.clone();
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            run(Call { simulator: &simulator, request: &request, caller: &caller, role: &role }, id, &path);
        });
    }
    Ok(Answer::empty(StatusCode::ACCEPTED)
        .with("preference-applied", "respond-async")
        .with("location", place(call, id)))
}

fn run(call: Call<'_>, id: u64, path: &[&str]) {
    let results = if batch::is_batch(call.request) {
        batch::run(call, path)
    } else {
        vec![records(call, path).unwrap_or_else(Problem::into_answer)]
    };
    let ended = call.simulator.clock.now();
    call.simulator.jobs().close(id, ended, results);
}

/// `job/{id}`, `job/{id}/task`, `job/{id}/task/{n}`, `job/{id}/task/{n}/result`.
pub(super) fn show(call: Call<'_>, rest: &[&str]) -> Handled {
    if call.request.method != Method::GET {
        return Err(Problem::method(&call.request.method));
    }
    let missing = || Problem::no_such_resource(&call.request.path);
    let (id, rest) = rest.split_first().ok_or_else(missing)?;
    let id: u64 = id.parse().map_err(|_| missing())?;
    let jobs = call.simulator.jobs();
    let job = jobs.jobs.get(&id).ok_or_else(missing)?;
    let this = place(call, id);
    let link = |rel: &str, href: &str| json!([{"rel": rel, "href": href}]);
    let body = match rest {
        [] => json!({
            "links": link("self", &this),
            "completed": job.ended.is_some(),
            "id": id.to_string(),
            "progress": progress(job, &job.results),
            "task": {"links": link("self", &format!("{this}/task"))},
        }),
        ["task"] => {
            let items: Vec<Value> = (1..=job.results.len().max(1))
                .map(|number| json!({"links": link("self", &format!("{this}/task/{number}"))}))
                .collect();
            json!({"links": link("self", &format!("{this}/task")), "items": items, "totalResults": items.len()})
        }
        ["task", number] => {
            let index = index(number).ok_or_else(missing)?;
            let results = job.results.get(index).map(std::slice::from_ref).unwrap_or_default();
            task(job, results, number, &format!("{this}/task/{number}"))
        }
        ["task", number, "result"] => {
            let index = index(number).ok_or_else(missing)?;
            return job.results.get(index).cloned().ok_or_else(missing);
        }
        _ => return Err(missing()),
    };
    Ok(Answer::json(StatusCode::OK, media::SINGULAR, &body))
}

fn index(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}

fn task(job: &Job, results: &[Answer], number: &str, place: &str) -> Value {
    let mut body = json!({
        "links": [
            {"rel": "self", "href": place},
            {"rel": "related", "href": format!("{place}/result")},
        ],
        "completed": job.ended.is_some(),
        "id": number,
        "progress": progress(job, results),
        "startTime": iso_instant(job.submitted),
    });
    if let Some(ended) = job.ended {
        body["endTime"] = json!(iso_instant(ended));
    }
    body
}

fn progress(job: &Job, results: &[Answer]) -> &'static str {
    match job.ended {
        None => "pending",
        Some(_) if results.iter().all(|answer| answer.status.is_success()) => "succeeded",
        Some(_) => "failed",
    }
}
