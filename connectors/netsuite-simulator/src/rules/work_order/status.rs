//! The status of a work order: what a client may choose, and what follows from the work done.

use super::Produced;
use crate::http::Problem;
use crate::world::{Cell, Draft, Record, World};

/// Judges a status that a client has just set, and corrects a reopened order's.
///
/// Planned and Released can be exchanged and cancelled; an order without work in process can be closed and,
/// while something remains to be built, reopened. Everything else follows from transactions.
pub(super) fn change(world: &World, draft: &mut Draft) -> Result<(), Problem> {
    let wanted = draft.record.id_in("orderStatus").unwrap_or_default().to_owned();
    let Some(stored) = world.get("workOrder", draft.record.id) else {
        return if matches!(wanted.as_str(), "A" | "B") { Ok(()) } else { Err(refused(&wanted)) };
    };
    let is_wip = stored.flag("isWip");
    match (stored.id_in("status").unwrap_or_default(), wanted.as_str()) {
        (before, after) if before == after => Ok(()),
        ("A" | "B", "A" | "B" | "C") => Ok(()),
        ("A" | "B" | "D" | "G", "H") if !is_wip => Ok(()),
        ("H", "A" | "B" | "D") if !is_wip && stored.decimal("built") < stored.decimal("quantity") => {
            let first = if world.switches.planned_work_orders { "A" } else { "B" };
            draft.set("orderStatus", Cell::Choice(first.to_owned()));
            Ok(())
        }
        _ => Err(refused(&wanted)),
    }
}

fn refused(status: &str) -> Problem {
    Problem::field_value(status, "orderStatus", "orderStatus")
}

/// The status that an order has with what was produced for it.
pub(super) fn follow(order: &Record, produced: &Produced) -> &'static str {
    let chosen = order.id_in("orderStatus");
    let closed = if order.flag("isWip") { produced.closed } else { chosen == Some("H") };
    match chosen {
        _ if closed => "H",
        Some("C") => "C",
        _ if produced.built > rust_decimal::Decimal::ZERO && produced.built >= order.decimal("quantity") => {
            "G"
        }
        _ if produced.started => "D",
        Some("A") => "A",
        _ => "B",
    }
}
