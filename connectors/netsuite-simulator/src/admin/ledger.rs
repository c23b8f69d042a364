//! What the account holds, for tests that compare it with what they were told.

use serde_json::{Map, Value, json};

use super::stock;
use crate::http::Problem;
use crate::records::{View, render};
use crate::simulator::Simulator;
use crate::world::{Record, World, iso_instant};

/// The collections of the ledger and the record types they show.
const COLLECTIONS: &[(&str, &str)] = &[
    ("purchase_orders", "purchaseOrder"),
    ("vendors", "vendor"),
    ("inventory_adjustments", "inventoryAdjustment"),
    ("inventory_transfers", "inventoryTransfer"),
    ("item_receipts", "itemReceipt"),
    ("work_orders", "workOrder"),
    ("work_order_issues", "workOrderIssue"),
    ("work_order_completions", "workOrderCompletion"),
    ("work_order_closes", "workOrderClose"),
    ("assembly_builds", "assemblyBuild"),
    ("support_cases", "supportCase"),
    ("tasks", "task"),
];

/// The record type of a collection.
pub(super) fn record_type(collection: &str) -> Result<&'static str, Problem> {
    let found = COLLECTIONS.iter().find(|(name, _)| *name == collection);
    found.map(|(_, one)| *one).ok_or_else(|| Problem::no_such_resource(collection))
}

/// All records of every collection, the stock, the number of committed writes, the last requests.
pub(super) fn all(simulator: &Simulator) -> Value {
    let mut out = Map::new();
    {
        let world = simulator.world();
        for (name, one) in COLLECTIONS {
            let records: Vec<Value> = world.all(one).map(|record| entry(&world, record)).collect();
            out.insert((*name).to_owned(), json!(records));
        }
        out.insert("stock".to_owned(), stock::rows(&world, None));
        out.insert("writes".to_owned(), json!(world.writes));
    }
    let journal = simulator.journal();
    let requests: Vec<_> = journal.entries().collect();
    out.insert("requests".to_owned(), json!(requests));
    Value::Object(out)
}

/// How many purchase orders there are and how many writes were committed.
pub(super) fn count(simulator: &Simulator) -> Value {
    let world = simulator.world();
    json!({"purchase_orders": world.count("purchaseOrder"), "writes": world.writes})
}

/// One record of a collection by its internal id.
pub(super) fn one(simulator: &Simulator, collection: &str, id: &str) -> Result<Value, Problem> {
    let world = simulator.world();
    let one = record_type(collection)?;
    let record = id.parse().ok().and_then(|id| world.get(one, id)).ok_or_else(Problem::no_such_record)?;
    Ok(entry(&world, record))
}

fn entry(world: &World, record: &Record) -> Value {
    let mut shown = render(world, record, &View { expand: true, ..View::default() });
    shown["created_at"] = json!(iso_instant(record.created_at));
    shown["created_by"] = json!(record.created_by);
    shown
}
