//! What the account holds, for tests that compare it with what they were told.

use serde_json::{Value, json};

use crate::http::Problem;
use crate::records::{View, render};
use crate::simulator::Simulator;
use crate::world::{Record, World, iso_instant};

/// All purchase orders, the number of committed writes, the last requests.
pub(super) fn all(simulator: &Simulator) -> Value {
    let (orders, writes) = {
        let world = simulator.world();
        let orders: Vec<Value> = world.all("purchaseOrder").map(|record| entry(&world, record)).collect();
        (orders, world.writes)
    };
    let journal = simulator.journal();
    let requests: Vec<_> = journal.entries().collect();
    json!({"purchase_orders": orders, "writes": writes, "requests": requests})
}

/// How many purchase orders there are and how many writes were committed.
pub(super) fn count(simulator: &Simulator) -> Value {
    let world = simulator.world();
    json!({"purchase_orders": world.count("purchaseOrder"), "writes": world.writes})
}

/// One purchase order by its internal id.
pub(super) fn one(simulator: &Simulator, id: &str) -> Result<Value, Problem> {
    let world = simulator.world();
    let record =
        id.parse().ok().and_then(|id| world.get("purchaseOrder", id)).ok_or_else(Problem::no_such_record)?;
    Ok(entry(&world, record))
}

fn entry(world: &World, record: &Record) -> Value {
    let mut shown = render(world, record, &View { expand: true, ..View::default() });
    shown["created_at"] = json!(iso_instant(record.created_at));
    shown["created_by"] = json!(record.created_by);
    shown
}
