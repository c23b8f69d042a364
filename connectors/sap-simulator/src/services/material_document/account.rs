//! What a movement is charged to.

use super::movement::{Account, Movement};
use super::texts;
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::services::Work;

/// Adds what is missing or unknown in an item's account assignment.
pub(super) fn check(work: &Work<'_>, movement: &Movement, row: &Row, wrong: &mut Vec<Message>) {
    let reservation = !matches!(row.text("ReservationItem"), "" | "0");
    let needed = match movement.account {
        Account::CostCenter => Some(("CostCenter", "Cost Center")),
        Account::Wbs => Some(("WBSElement", "WBS Element")),
        Account::Order if !reservation => Some(("ManufacturingOrder", "Order")),
        Account::Order | Account::None => None,
    };
    if let Some((name, what)) = needed.filter(|(name, _)| row.text(name).is_empty()) {
        wrong.push(texts::enter(what, name));
    }
    let seed = work.seed;
    for (name, table, known) in [
        ("CostCenter", "CSKS", &seed.cost_centers),
        ("WBSElement", "PRPS", &seed.wbs_elements),
        ("GLAccount", "SKB1", &seed.gl_accounts),
    ] {
        let value = row.text(name);
        if !value.is_empty() && !known.iter().any(|id| id == value) {
            wrong.push(texts::unknown(table, value, name));
        }
    }
    let order = row.text("ManufacturingOrder");
    if !order.is_empty() && !exists(work, order) {
        wrong.push(texts::unknown("AUFK", &format!("{order:0>12}"), "ManufacturingOrder"));
    }
}

/// An internal order of the seed, a production order or a maintenance order.
fn exists(work: &Work<'_>, order: &str) -> bool {
    let key = [format!("{order:0>12}")];
    let sets = ["A_ProductionOrder_2", "MaintenanceOrder"];
    work.seed.orders.iter().any(|known| known == order)
        || sets.iter().any(|set| work.tables.get(set, &key).is_some())
}
