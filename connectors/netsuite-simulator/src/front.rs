//! The way of a request through the simulator: fault, login, concurrency limit, handler, fate of the answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::{Method, StatusCode};

use crate::auth::{TOKEN_PATH, token};
use crate::faults::{Fault, Kind, is_modifying};
use crate::http::{Answer, Problem, Request};
use crate::journal::Entry;
use crate::rest;
use crate::simulator::Simulator;

/// What happens on the wire.
#[derive(Debug)]
pub(crate) enum Fate {
    /// The answer is sent.
    Answered(Answer),
    /// The first part of the answer is sent, then the connection closes.
    Half(Answer),
    /// The connection closes without one byte.
    Closed,
    /// The connection is reset.
    Reset,
}

/// Answers one request of the REST port.
pub(crate) async fn serve(simulator: &Arc<Simulator>, request: Request) -> Fate {
    let fault = simulator.faults().strike(&request);
    let struck = fault.as_ref().map(|fault| fault.kind);
    let (method, path) = (request.method.to_string(), request.path.clone());
    let fate = decide(simulator, request, fault).await;
    let status = match &fate {
        Fate::Answered(answer) => Some(answer.status.as_u16()),
        Fate::Half(_) | Fate::Closed | Fate::Reset => None,
    };
    let at = simulator.clock.now();
    simulator.journal().note(Entry { at, method, path, status, fault: struck.map(Kind::name) });
    fate
}

async fn decide(simulator: &Arc<Simulator>, request: Request, fault: Option<Fault>) -> Fate {
    if request.method == Method::OPTIONS {
        return Fate::Answered(Answer::no_content().with("allow", "GET, POST, PATCH, PUT, DELETE, OPTIONS"));
    }
    let Some(fault) = fault else { return Fate::Answered(handle(simulator, &request)) };
    let delay = Duration::from_millis(fault.delay_ms.unwrap_or(1000));
    match fault.kind {
        Kind::LoseAnswer => {
            handle(simulator, &request);
            Fate::Closed
        }
        Kind::CutBeforeCommit => Fate::Reset,
        Kind::HalfAnswer => Fate::Half(handle(simulator, &request)),
        Kind::Slow => {
            // The slot is taken while waiting, as a long-running script takes it.
            let Some(slot) = Slot::take(simulator) else { return Fate::Answered(throttled(&fault)) };
            tokio::time::sleep(delay).await;
            drop(slot);
            Fate::Answered(handle(simulator, &request))
        }
        Kind::SlowAnswer => {
            let answer = handle(simulator, &request);
            let slot = Slot::take(simulator);
            tokio::time::sleep(delay).await;
            drop(slot);
            Fate::Answered(answer)
        }
        Kind::LateCommit => {
            let simulator = Arc::clone(simulator);
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                handle(&simulator, &request);
            });
            Fate::Closed
        }
        Kind::Throttle => Fate::Answered(throttled(&fault)),
        Kind::Lock => Fate::Answered(
            Problem::user("Record has been changed. Your changes were not saved; reload the record.")
                .into_answer(),
        ),
        Kind::ErrorBefore => Fate::Answered(broken(&fault)),
        Kind::ErrorAfter => {
            handle(simulator, &request);
            Fate::Answered(broken(&fault))
        }
        Kind::ExpireTokens => {
            simulator.auth.expire_tokens();
            Fate::Answered(handle(simulator, &request))
        }
        Kind::Unauthorized => Fate::Answered(simulator.auth.refusal(&request).into_answer()),
    }
}

/// Answers a request without any fault.
fn handle(simulator: &Arc<Simulator>, request: &Request) -> Answer {
    let now = simulator.clock.now();
    if request.path.eq_ignore_ascii_case(TOKEN_PATH) {
        return token(&simulator.auth, request, now);
    }
    let caller = match simulator.auth.check(request, now) {
        Ok(caller) => caller,
        Err(problem) => return problem.into_answer(),
    };
    let Some(_slot) = Slot::take(simulator) else { return too_many().into_answer() };
    let answer = rest::answer(simulator, request, &caller);
    if is_modifying(&request.method) {
        tracing::debug!(method = %request.method, path = request.path, status = %answer.status, "answered");
    }
    answer
}

/// One of the account's concurrent requests.
struct Slot<'a>(&'a Simulator);

impl<'a> Slot<'a> {
    fn take(simulator: &'a Simulator) -> Option<Self> {
        let limit = simulator.world().switches.concurrency_limit;
        let before = simulator.in_flight.fetch_add(1, Ordering::SeqCst);
        let slot = Self(simulator);
        (before < limit).then_some(slot)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}

fn too_many() -> Problem {
    let detail = "Concurrent request limit exceeded. Request blocked.";
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "CONCURRENCY_LIMIT_EXCEEDED", detail).titled("Bad Request")
}

fn throttled(fault: &Fault) -> Answer {
    with_retry_after(too_many().into_answer(), fault)
}

fn broken(fault: &Fault) -> Answer {
    let status = fault.status.and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if fault.html {
        let page = format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
        return with_retry_after(Answer::text(status, "text/html", &page), fault);
    }
    let detail = "An unexpected error occurred. Error ID: simulatedfault0000";
    with_retry_after(Problem::new(status, "UNEXPECTED_ERROR", detail).into_answer(), fault)
}

fn with_retry_after(answer: Answer, fault: &Fault) -> Answer {
    match fault.retry_after {
        Some(seconds) => answer.with("retry-after", seconds.to_string()),
        None => answer,
    }
}
