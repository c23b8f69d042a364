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
    let stored = world.get("workOrder", draft.record.id);
    if !may_become(stored, &wanted) {
        return Err(refused(&wanted));
    }
    if stored.is_some_and(|stored| stored.id_in("status") == Some("H")) && wanted != "H" {
        let first = if world.switches.planned_work_orders { "A" } else { "B" };
        draft.set("orderStatus", Cell::Choice(first.to_owned()));
    }
    Ok(())
}

/// Whether a client may give an order this status; a new one where nothing is stored.
pub(super) fn may_become(stored: Option<&Record>, wanted: &str) -> bool {
    let Some(stored) = stored else { return matches!(wanted, "A" | "B") };
    let is_wip = stored.flag("isWip");
    match (stored.id_in("status").unwrap_or_default(), wanted) {
        (before, after) if before == after => true,
        ("A" | "B", "A" | "B" | "C") => true,
        ("A" | "B" | "D" | "G", "H") => !is_wip,
        ("H", "A" | "B" | "D") => !is_wip && stored.decimal("built") < stored.decimal("quantity"),
        _ => false,
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
