//! The admin server: what was written, what shall go wrong, what happens outside the API.

mod business_partners;
mod ledger;

use crate::faults::Fault;
use crate::front::State;
use crate::net::Answer;
use crate::odata::message::{Reply, Request};
use crate::services::{Work, purchase_order};
use crate::world::World;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// Answers a request to the admin port.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    let path = request.path.trim_matches('/');
    let steps: Vec<&str> = path.split('/').collect();
    let mut world = state.world();
    let reply = match (request.method.as_str(), steps.as_slice()) {
        ("GET", ["ledger"]) => ok(&ledger::whole(&world)),
        ("GET", ["ledger", "count"]) => ok(&ledger::count(&world)),
        ("GET", ["ledger", "purchase_orders", number]) => match ledger::purchase_order(&world, number) {
            Some(document) => ok(&document),
            None => wrong(404, &format!("there is no purchase order {number}")),
        },
        ("POST", ["reset"]) => {
            world.reset(&state.services);
            Reply::empty(204)
        }
        ("GET", ["faults"]) => ok(&json!(world.faults.all().collect::<Vec<_>>())),
        ("DELETE", ["faults"]) => {
            world.faults.clear();
            Reply::empty(204)
        }
        ("POST", ["faults"]) => match serde_json::from_slice::<Fault>(&request.body) {
            Ok(fault) => {
                world.faults.order(fault);
                Reply::empty(204)
            }
            Err(error) => wrong(400, &format!("the fault is wrong: {error}")),
        },
        ("GET", ["ledger", "business_partners", number]) => match business_partners::one(&world, number) {
            Some(partner) => ok(&partner),
            None => wrong(404, &format!("there is no business partner {number}")),
        },
        ("POST", ["business_partners", number, deed]) => {
            business_partners::act(state, &mut world, number, deed)
        }
        ("POST", ["purchase_orders", number, deed]) => act(state, &mut world, number, deed, &request.body),
        _ => wrong(404, &format!("there is no {} /{path}", request.method)),
    };
    Answer::whole(reply)
}

fn ok(body: &Json) -> Reply {
    Reply::json(200, body)
}

fn wrong(status: u16, why: &str) -> Reply {
    Reply::json(status, &json!({"error": why}))
}

/// A goods receipt: the item, and a quantity when it is not all of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipt {
    item: String,
    /// A decimal as text.
    quantity: Option<String>,
}

fn act(state: &State, world: &mut World, number: &str, deed: &str, body: &[u8]) -> Reply {
    outside(state, world, purchase_order::ORDER, |work| match deed {
        "receive" => receive(work, number, body),
        "release" => purchase_order::admin::decide(work, number, true),
        "reject" => purchase_order::admin::decide(work, number, false),
        "touch" => purchase_order::admin::touch(work, number),
        _ => Err(format!("'{deed}' is none of receive, release, reject, touch")),
    })
}

/// Changes something outside the API, in the service that has the set.
fn outside(
    state: &State,
    world: &mut World,
    set: &str,
    change: impl FnOnce(&mut Work<'_>) -> Result<(), String>,
) -> Reply {
    let now = world.tick();
    let Some(service) = state.services.iter().find(|service| service.metadata.set(set).is_some()) else {
        return wrong(500, &format!("no service has {set}"));
    };
    let mut work = Work {
        metadata: &service.metadata,
        seed: &world.seed,
        tables: &mut world.tables,
        numbers: &mut world.numbers,
        user: "SAPGUI",
        now,
        messages: Vec::new(),
        documents: Vec::new(),
    };
    let done = change(&mut work);
    // These changes come from outside the API and are not counted as its writes.
    world.commit(0);
    match done {
        Ok(()) => Reply::empty(204),
        Err(why) => wrong(400, &why),
    }
}

fn receive(work: &mut Work<'_>, number: &str, body: &[u8]) -> Result<(), String> {
    let receipt: Receipt =
        serde_json::from_slice(body).map_err(|error| format!("the receipt is wrong: {error}"))?;
    let quantity = match receipt.quantity {
        None => None,
        Some(text) => {
            let parsed = text.parse::<Decimal>();
            Some(parsed.map_err(|_| format!("quantity '{text}' is not a decimal number"))?)
        }
    };
    purchase_order::admin::receive(work, number, &receipt.item, quantity)
}
