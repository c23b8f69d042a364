//! A change of a record by somebody else.

use serde_json::{Map, Value, json};

use super::{ledger, parse};
use crate::http::{Problem, Request};
use crate::records::{self, Writer, Writing};
use crate::simulator::Simulator;
use crate::world::World;

/// `POST /{collection}/{id}/touch`: an optional body is applied like a PATCH; answers the record.
pub(super) fn touch(
    simulator: &Simulator,
    request: &Request,
    collection: &str,
    id: &str,
) -> Result<Value, Problem> {
    let one = ledger::record_type(collection)?;
    let number: u64 = id.parse().map_err(|_| Problem::no_such_record())?;
    let body = if request.body.is_empty() { json!({}) } else { parse(request)? };
    let writer = Writer { by: "admin".to_owned(), now: simulator.clock.now() };
    change(&mut simulator.world(), one, number, body, &writer)?;
    ledger::one(simulator, collection, id)
}

/// Applies a body to a record as people in the user interface would: read-only fields included.
pub(super) fn change(
    world: &mut World,
    record_type: &str,
    id: u64,
    body: Value,
    writer: &Writer,
) -> Result<(), Problem> {
    let one = world.types.get(record_type).cloned().ok_or_else(Problem::no_such_record)?;
    let body: Map<String, Value> = match body {
        Value::Object(body) => body,
        _ => return Err(super::unusable("the body must be an object".to_owned())),
    };
    records::update(world, &one, id, &body, &Writing::seed(), writer, true)?;
    Ok(())
}
