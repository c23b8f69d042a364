//! What other people do to work orders: build some, in the ERP's user interface.

use serde_json::{Map, Value, json};

use super::{ledger, parse};
use crate::http::{Problem, Request};
use crate::records::{Writer, Writing};
use crate::rules;
use crate::simulator::Simulator;

/// `POST /work_orders/{id}/build`: builds what remains, or a `quantity`; an order with work in process gets
/// a completion with backflush. Answers the order as it is then.
pub(super) fn build(simulator: &Simulator, request: &Request, id: &str) -> Result<Value, Problem> {
    let number: u64 = id.parse().map_err(|_| Problem::no_such_record())?;
    let mut body: Map<String, Value> = if request.body.is_empty() { Map::new() } else { parse(request)? };
    let writer = Writer { by: "admin".to_owned(), now: simulator.clock.now() };
    {
        let mut world = simulator.world();
        let order = world.get("workOrder", number).ok_or_else(Problem::no_such_record)?;
        let target = if order.flag("isWip") { "workOrderCompletion" } else { "assemblyBuild" };
        if target == "workOrderCompletion" {
            body.insert("isBackflush".to_owned(), json!(true));
            if let Some(quantity) = body.remove("quantity") {
                body.insert("completedQuantity".to_owned(), quantity);
            }
        }
        rules::produce(&mut world, number, target, body, &Writing::seed(), &writer, true)?;
    }
    ledger::one(simulator, "work_orders", id)
}
