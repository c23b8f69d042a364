//! The admin interface on its own port: ledger, faults, and what people do in the ERP's user interface.
//! It has no login and is meant for the machine it runs on.

mod ledger;
mod orders;
mod production;
mod stock;
mod touch;

use std::collections::BTreeMap;
use std::sync::Arc;

use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::http::{Answer, Problem, Request, media};
use crate::seed::{M2mClient, Role};
use crate::simulator::Simulator;

/// Answers one admin request.
pub(crate) fn answer(simulator: &Arc<Simulator>, request: &Request) -> Answer {
    let segments = request.segments();
    let parts: Vec<&str> = segments.iter().map(String::as_str).collect();
    let handled = match (&request.method, parts.as_slice()) {
        (&Method::GET, ["ledger"]) => Ok(ledger::all(simulator)),
        (&Method::GET, ["ledger", "count"]) => Ok(ledger::count(simulator)),
        (&Method::GET, ["ledger", collection, id]) => ledger::one(simulator, collection, id),
        (&Method::POST, ["reset"]) => simulator.reset().map(|()| json!({"reset": true})).map_err(unusable),
        (&Method::GET, ["faults"]) => Ok(faults(simulator)),
        (&Method::POST, ["faults"]) => parse::<Fault>(request).and_then(|fault| arm(simulator, fault)),
        (&Method::DELETE, ["faults"]) => {
            simulator.faults().clear();
            Ok(faults(simulator))
        }
        (&Method::POST, ["m2m-clients"]) => parse::<M2mClient>(request).and_then(|client| {
            let added = json!({"client_id": client.client_id, "certificate_id": client.certificate_id});
            simulator.auth.add_client(client).map(|()| added).map_err(unusable)
        }),
        (&Method::POST, ["clock"]) => parse::<Advance>(request).and_then(|advance| turn(simulator, &advance)),
        (&Method::POST, ["roles"]) => parse::<BTreeMap<String, Role>>(request).map(|roles| {
            let names: Vec<String> = roles.keys().cloned().collect();
            simulator.auth.give_roles(roles);
            json!({"roles": names})
        }),
        (&Method::POST, ["stock", "move"]) => stock::move_by_somebody(simulator, request),
        (&Method::POST, [collection, id, "touch"]) => touch::touch(simulator, request, collection, id),
        (&Method::POST, ["work_orders", id, "build"]) => production::build(simulator, request, id),
        (&Method::POST, ["purchase_orders", id, action]) => orders::act(simulator, request, id, action),
        _ => Err(Problem::no_such_resource(&request.path)),
    };
    match handled {
        Ok(body) => Answer::json(StatusCode::OK, media::JSON, &body),
        Err(problem) => problem.into_answer(),
    }
}

/// `POST /clock`: moves the simulator's clock, so that tokens and windows run out without waiting.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_seconds: i64,
}

/// Ten years: far enough for every test, and no calendar ends there.
const FARTHEST_SECONDS: i64 = 315_360_000;

fn turn(simulator: &Simulator, advance: &Advance) -> Result<Value, Problem> {
    if !(-FARTHEST_SECONDS..=FARTHEST_SECONDS).contains(&advance.advance_seconds) {
        return Err(unusable(format!("'advance_seconds' must be within {FARTHEST_SECONDS}")));
    }
    simulator.clock.advance(advance.advance_seconds);
    Ok(json!({"now": simulator.clock.now()}))
}

fn faults(simulator: &Simulator) -> Value {
    json!({"faults": simulator.faults().list()})
}

fn arm(simulator: &Simulator, fault: Fault) -> Result<Value, Problem> {
    if fault.times == 0 || fault.times < -1 {
        return Err(unusable("'times' must be -1 (always) or at least 1".to_owned()));
    }
    if fault.status.is_some_and(|status| !(500..600).contains(&status)) {
        return Err(unusable("'status' must be between 500 and 599".to_owned()));
    }
    simulator.faults().add(fault);
    Ok(faults(simulator))
}

/// Reads the JSON body of an admin request.
fn parse<T: DeserializeOwned>(request: &Request) -> Result<T, Problem> {
    serde_json::from_slice(&request.body).map_err(|error| unusable(error.to_string()))
}

fn unusable(reason: String) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", reason)
}
