//! Manufacturing operation tasks: the steps of the routing, one task each for an order with work in process.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Produced;
use crate::http::Problem;
use crate::records::Writer;
use crate::world::{Cell, Draft, Line, Record, World};

const TASK: &str = "manufacturingOperationTask";

/// A routing needs work in process and must be one of the assembly's.
pub(super) fn check_routing(world: &World, order: &Record) -> Result<(), Problem> {
    let Some(id) = order.id_in("manufacturingRouting") else { return Ok(()) };
    let routing = world.follow("manufacturingRouting", id);
    let fits = routing.is_some_and(|routing| routing.id_in("item") == order.id_in("assemblyItem"));
    if fits && order.flag("isWip") {
        return Ok(());
    }
    Err(Problem::field_value(id, "manufacturingRouting", "manufacturingRouting"))
}

/// The tasks of an order by their sequence.
pub(crate) fn of_order(world: &World, order: u64) -> BTreeMap<u64, Record> {
    let id = order.to_string();
    let ours = world.all(TASK).filter(|task| task.id_in("workOrder") == Some(id.as_str()));
    ours.filter_map(|task| Some((sequence(task.cells.get("operationSequence"))?, task.clone()))).collect()
}

/// Creates, changes and removes tasks until they are what the order and its completions say.
pub(super) fn follow(world: &mut World, order: u64, writer: &Writer) {
    let Some(one) = world.types.get(TASK).cloned() else { return };
    let known = of_order(world, order);
    let record = world.get("workOrder", order).cloned();
    let steps = record.as_ref().map_or_else(BTreeMap::new, |record| steps(world, record));
    for task in known.iter().filter(|(sequence, _)| !steps.contains_key(sequence)).map(|(_, task)| task) {
        world.delete(&one, task.id, writer.now, &writer.by);
    }
    let Some(record) = record else { return };
    let produced = Produced::of(world, order);
    for (sequence, step) in steps {
        let mut draft = match known.get(&sequence) {
            Some(task) => Draft::of(&one, task),
            None => Draft::new(&one),
        };
        let before = draft.record.cells.clone();
        let done = produced.operations.get(&sequence).copied().unwrap_or_default();
        describe(&mut draft, &record, (sequence, &step), done);
        if draft.is_new || before != draft.record.cells {
            // Only an external id could be refused, and a task keeps its own.
            let _ = world.save(draft, writer.now, &writer.by);
        }
    }
}

/// The routing's steps by sequence.
fn steps(world: &World, order: &Record) -> BTreeMap<u64, Line> {
    let routing = order.id_in("manufacturingRouting").and_then(|id| world.follow("manufacturingRouting", id));
    let steps = routing.map_or(&[][..], |routing| routing.lines("routingStep"));
    steps
        .iter()
        .filter_map(|step| Some((sequence(step.cells.get("operationSequence"))?, step.clone())))
        .collect()
}

fn sequence(cell: Option<&Cell>) -> Option<u64> {
    match cell {
        Some(Cell::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    }
}

fn describe(draft: &mut Draft, order: &Record, (sequence, step): (u64, &Line), done: Decimal) {
    let input = order.decimal("quantity");
    draft.set("workOrder", Cell::Reference(order.id.to_string()));
    draft.set("operationSequence", Cell::Integer(i64::try_from(sequence).unwrap_or(i64::MAX)));
    if let Some(name) = step.cells.get("operationName").cloned() {
        draft.set_default("title", name);
    }
    for field in ["manufacturingWorkCenter", "setupTime", "runRate", "laborResources", "machineResources"] {
        if let Some(cell) = step.cells.get(field).cloned() {
            draft.set_default(field, cell);
        }
    }
    let minutes = draft.record.decimal("setupTime") + draft.record.decimal("runRate") * input;
    let status = match () {
        () if done.is_zero() => "NOTSTART",
        () if done < input => "PROGRESS",
        () => "COMPLETE",
    };
    draft.set("estimatedWork", Cell::Decimal(minutes));
    draft.set("inputQuantity", Cell::Decimal(input));
    draft.set("completedQuantity", Cell::Decimal(done));
    draft.set("status", Cell::Choice(status.to_owned()));
}
