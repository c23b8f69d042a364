//! A maintenance order as a whole: its rows and its last change.

use super::{COMPONENT, OPERATION, ORDER, editions, status, texts};
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use chrono::SubsecRound;

pub(super) fn key(number: &str) -> Key {
    vec![format!("{number:0>12}")]
}

pub(super) fn order(tables: &Tables, number: &str) -> Option<Row> {
    tables.get(ORDER, &key(number)).cloned()
}

/// The order, or the sentence that there is none.
pub(super) fn known(work: &Work<'_>, number: &str) -> Result<Row, String> {
    order(work.tables, number).ok_or_else(|| format!("there is no maintenance order {number}"))
}

/// The order, when its status lets one change it.
pub(super) fn open_order(work: &Work<'_>, number: &str, deed: &str) -> Result<Row, Failure> {
    let order = order(work.tables, number).ok_or_else(|| Failure::not_found("MaintenanceOrderType"))?;
    match status::lock(&order) {
        Some(lock) => Err(Failure::one(texts::not_allowed(number, lock, deed))),
        None => Ok(order),
    }
}

/// The rows of a set that belong to an order.
pub(crate) fn of_order(tables: &Tables, set: &str, order: &Row) -> Vec<Row> {
    tables.under(set, &order.key()).into_iter().cloned().collect()
}

pub(crate) fn operations(tables: &Tables, order: &Row) -> Vec<Row> {
    of_order(tables, OPERATION, order)
}

/// The operation that a row below one belongs to.
pub(super) fn operation_of(tables: &Tables, row: &Row) -> Result<Row, Failure> {
    let key: Key = vec![
        format!("{:0>12}", row.text("MaintenanceOrder")),
        row.text("MaintenanceOrderOperation").to_owned(),
        row.text("MaintenanceOrderSubOperation").to_owned(),
    ];
    let found = tables.get(OPERATION, &key).cloned();
    found.ok_or_else(|| Failure::not_found("MaintenanceOrderOperationType"))
}

/// The time SAP shows for a change: it has no fraction.
pub(super) fn stamp(work: &Work<'_>) -> Value {
    Value::Instant(work.now.trunc_subsecs(0))
}

/// Stamps the whole order, so that the etags of all its rows change together, and lets version 1 show it.
pub(super) fn touch(work: &mut Work<'_>, number: &str) {
    let key = key(number);
    let bare = work.tables.under(COMPONENT, &key).is_empty();
    for set in editions::SETS {
        let rows: Vec<Row> = work.tables.under(set, &key).into_iter().cloned().collect();
        for mut row in rows {
            row.changed = work.now;
            if set == ORDER {
                row.set("LastChangeDateTime", stamp(work));
                row.set_text("LastChangeByUser", work.user);
                status::set(&mut row, "NMAT", bare);
            }
            work.tables.put(row);
        }
    }
    editions::mirror(work.tables, &key);
    work.documents.push(number.to_owned());
}
