//! The admin server: what was written, what shall go wrong, what happens outside the API.

mod business_partners;
mod inventory;
mod ledger;
mod maintenance_orders;
mod production_orders;
mod purchase_orders;

use crate::faults::Fault;
use crate::front::State;
use crate::net::Answer;
use crate::odata::message::{Reply, Request};
use crate::services::Work;
use crate::world::World;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

/// Answers a request to the admin port.
pub(crate) fn answer(state: &State, request: &Request) -> Answer {
    let path = request.path.trim_matches('/');
    let steps: Vec<&str> = path.split('/').collect();
    let mut world = state.world();
    let reply = match (request.method.as_str(), steps.as_slice()) {
        ("GET", ["ledger"]) => ok(&ledger::whole(&world)),
        ("GET", ["ledger", "count"]) => ok(&ledger::count(&world)),
        ("GET", ["ledger", "business_partners", number]) => match business_partners::one(&world, number) {
            Some(partner) => ok(&partner),
            None => wrong(404, &format!("there is no business partner {number}")),
        },
        ("GET", ["ledger", kind, key @ ..]) => match ledger::document(&world, kind, key) {
            Some(document) => ok(&document),
            None => wrong(404, &format!("there is nothing numbered {} in {kind}", key.join("/"))),
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
        ("POST", ["business_partners", number, deed]) => {
            business_partners::act(state, &mut world, number, deed)
        }
        ("POST", ["purchase_orders", number, deed]) => {
            purchase_orders::act(state, &mut world, number, deed, &request.body)
        }
        ("POST", ["production_orders", number, deed]) => {
            production_orders::act(state, &mut world, number, deed, &request.body)
        }
        ("POST", ["maintenance_orders", number, deed]) => {
            maintenance_orders::act(state, &mut world, number, deed, &request.body)
        }
        ("POST", ["stock", "move"]) => inventory::act(state, &mut world, &request.body),
        ("POST", ["periods", deed @ ("open" | "close")]) => {
            done(inventory::period(&mut world, *deed == "open", &request.body))
        }
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

/// Lets happen what happens outside the API, with the service that has this entity set. It is not counted as one
/// of the API's writes.
fn outside(
    state: &State,
    world: &mut World,
    set: &str,
    deed: impl FnOnce(&mut Work<'_>) -> Result<(), String>,
) -> Reply {
    let Some(service) = state.services.iter().find(|s| s.metadata.set(set).is_some()) else {
        return wrong(500, &format!("no service has {set}"));
    };
    let mark = world.tables.mark();
    let result = deed(&mut world.work(&service.metadata, "SAPGUI"));
    if result.is_err() {
        world.tables.roll_back(mark);
    }
    world.commit(0);
    done(result)
}

fn done(result: Result<(), String>) -> Reply {
    match result {
        Ok(()) => Reply::empty(204),
        Err(why) => wrong(400, &why),
    }
}

/// Goods for a work order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Goods {
    /// The reservation item of a component.
    #[serde(default)]
    item: String,
    /// A decimal as text; negative to take it back.
    quantity: String,
}

impl Goods {
    fn quantity(&self) -> Result<Decimal, String> {
        decimal("quantity", Some(&self.quantity))
    }
}

/// A decimal as text; 0 when it is not given.
fn decimal(name: &str, text: Option<&str>) -> Result<Decimal, String> {
    text.map_or(Ok(Decimal::ZERO), |text| {
        text.parse().map_err(|_| format!("{name} '{text}' is not a decimal number"))
    })
}

/// The body of a request, or what is wrong with it; an empty one stands for `{}`.
fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(bytes).map_err(|error| format!("the body is wrong: {error}"))
}
