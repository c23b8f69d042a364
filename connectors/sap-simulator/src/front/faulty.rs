//! One request with the fault that was ordered for it, if any.

use super::{Admitted, State, admit, auth, carry_out, refuse, token};
use crate::faults::{Fault, Kind, Stage};
use crate::net::{Answer, Delivery};
use crate::odata::message::{Reply, Request};
use crate::world::World;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// What is left to do once the door is passed.
enum Next {
    Answer(Reply),
    Faulty(Box<Admitted>, Fault),
}

/// Runs a request, as ordered.
pub(super) async fn run(state: &Arc<State>, request: Request) -> Answer {
    match enter(state, &request) {
        Next::Answer(reply) => Answer::whole(reply),
        Next::Faulty(admitted, fault) => break_it(state, *admitted, fault).await,
    }
}

/// Everything up to the point where a fault needs time or the socket; under one lock.
fn enter(state: &State, request: &Request) -> Next {
    let mut world = state.world();
    let fault = world.faults.pick(Stage::Arrival, &request.method, &request.path);
    match fault.as_ref().map(|fault| fault.kind) {
        Some(Kind::Throttle) => return Next::Answer(throttled(fault.as_ref())),
        Some(Kind::Unauthorized) => return Next::Answer(auth::unauthorized(&world)),
        Some(Kind::ExpireCsrf) => world.sessions.expire_sessions(),
        Some(Kind::ExpireTokens) => world.sessions.expire_tokens(),
        _ => {}
    }
    if request.path == token::PATH {
        return Next::Answer(token::answer(&mut world, request));
    }
    let admitted = match admit(state, &mut world, request) {
        Ok(admitted) => admitted,
        Err(reply) => return Next::Answer(reply),
    };
    match world.faults.pick(Stage::Processing, &request.method, &request.path) {
        Some(fault) => Next::Faulty(Box::new(admitted), fault),
        None => Next::Answer(carry_out(state, &mut world, &admitted)),
    }
}

async fn break_it(state: &Arc<State>, admitted: Admitted, fault: Fault) -> Answer {
    let delay = Duration::from_millis(fault.delay_ms);
    let done = |delivery| Answer { reply: carry_out(state, &mut state.world(), &admitted), delivery };
    match fault.kind {
        Kind::LoseAnswer => done(Delivery::Nothing),
        Kind::HalfAnswer => done(Delivery::Half),
        Kind::CutBeforeCommit => Answer { reply: Reply::empty(0), delivery: Delivery::Reset },
        Kind::Slow => {
            tokio::time::sleep(delay).await;
            done(Delivery::Whole)
        }
        Kind::SlowAnswer => {
            let answer = done(Delivery::Whole);
            tokio::time::sleep(delay).await;
            answer
        }
        Kind::LateCommit => {
            let state = Arc::clone(state);
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                carry_out(&state, &mut state.world(), &admitted);
            });
            Answer { reply: Reply::empty(0), delivery: Delivery::Nothing }
        }
        Kind::Lock => Answer::whole(locked(state, &mut state.world(), &admitted)),
        Kind::ErrorBefore => Answer::whole(broken(&fault, is_v4(state, &admitted))),
        Kind::ErrorAfter => {
            let commits = carry_out(state, &mut state.world(), &admitted).commits;
            let mut reply = broken(&fault, is_v4(state, &admitted));
            reply.commits = commits;
            Answer::whole(reply)
        }
        // These act at arrival and are never picked for this stage.
        Kind::Throttle | Kind::Unauthorized | Kind::ExpireCsrf | Kind::ExpireTokens => done(Delivery::Whole),
    }
}

fn throttled(fault: Option<&Fault>) -> Reply {
    let reply = Reply::json(429, &json!({"fault": {"faultstring": "Rate limit quota violation"}}));
    match fault.and_then(|fault| fault.retry_after) {
        Some(seconds) => reply.with("retry-after", seconds.to_string()),
        None => reply,
    }
}

/// The document is open in somebody else's session.
fn locked(state: &State, world: &mut World, admitted: &Admitted) -> Reply {
    let path = admitted.request.path.replace("%27", "'");
    let failure = state.services[admitted.service]
        .rules
        .locked(&path, &String::from_utf8_lossy(&admitted.request.body));
    refuse(state, world, admitted, &failure)
}

fn is_v4(state: &State, admitted: &Admitted) -> bool {
    state.services[admitted.service].shown().is_some()
}

fn broken(fault: &Fault, v4: bool) -> Reply {
    let status = fault.status.unwrap_or(500);
    if fault.html {
        let page = "<html><head><title>Application Server Error</title></head><body><h1>Application \
                    Server Error</h1></body></html>";
        return Reply::text(status, "text/html;charset=utf-8", page);
    }
    let text = "An exception was raised";
    let message = if v4 { json!(text) } else { json!({"lang": "en", "value": text}) };
    let body = json!({"error": {"code": "/IWBEP/CX_MGW_TECH_EXCEPTION", "message": message}});
    Reply::json(status, &body)
}
