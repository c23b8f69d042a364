//! System statuses: flags of the order (`X` or empty) and the list of active statuses made of them.

use super::STATUS;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use std::sync::Arc;

/// A status: the order's flag, the operation's flag (empty when it has none), code, short name, name.
type Status = (&'static str, &'static str, &'static str, &'static str, &'static str);

const STATUSES: [Status; 14] = [
    ("OrderIsCreated", "OperationIsCreated", "I0001", "CRTD", "Created"),
    ("OrderIsReleased", "OperationIsReleased", "I0002", "REL", "Released"),
    ("OrderIsPartiallyReleased", "", "I0042", "PREL", "Partially released"),
    ("OrderIsConfirmed", "OperationIsConfirmed", "I0009", "CNF", "Confirmed"),
    ("OrderIsPartiallyConfirmed", "OperationIsPartiallyConfirmed", "I0010", "PCNF", "Partially confirmed"),
    ("OrderIsDelivered", "OperationIsDelivered", "I0012", "DLV", "Delivered"),
    ("OrderIsPartiallyDelivered", "OperationIsPartiallyDelivered", "I0074", "PDLV", "Partially delivered"),
    ("OrderIsPreCosted", "", "I0016", "PRC", "Pre-costed"),
    ("SettlementRuleIsCreated", "", "I0028", "SETC", "Settlement rule created"),
    ("OrderIsLocked", "", "I0043", "LKD", "Locked"),
    ("OrderIsTechnicallyCompleted", "OperationIsTechlyCompleted", "I0045", "TECO", "Technically completed"),
    ("OrderIsClosed", "OperationIsClosed", "I0046", "CLSD", "Closed"),
    ("OrderIsMarkedForDeletion", "", "I0076", "DLFL", "Deletion flag"),
    ("OrderIsDeleted", "OperationIsDeleted", "I0013", "DLT", "Deletion indicator"),
];

/// Of these an order has exactly one.
const STAGES: [&str; 5] = ["CRTD", "PREL", "REL", "TECO", "CLSD"];

/// These forbid changes and confirmations.
const LOCKS: [&str; 5] = ["DLT", "DLFL", "CLSD", "TECO", "LKD"];

fn status(short: &str) -> Option<&'static Status> {
    STATUSES.iter().find(|status| status.3 == short)
}

/// Does an order or an operation have this status, by its short name?
pub(super) fn has(row: &Row, short: &str) -> bool {
    status(short).is_some_and(|known| row.text(known.0) == "X" || row.text(known.1) == "X")
}

/// Sets or clears a status where the row's type knows it.
pub(super) fn set(row: &mut Row, short: &str, on: bool) {
    let Some(known) = status(short) else { return };
    for flag in [known.0, known.1] {
        if row.set.property(flag).is_some() {
            row.set_text(flag, if on { "X" } else { "" });
        }
    }
}

/// Moves to another stage; the old one ends.
pub(super) fn enter(row: &mut Row, stage: &str) {
    for known in STAGES {
        set(row, known, known == stage);
    }
}

/// The status that forbids changes, if one does.
pub(super) fn lock(order: &Row) -> Option<&'static str> {
    LOCKS.into_iter().find(|lock| has(order, lock))
}

/// The active statuses as SAP GUI shows them, such as `REL  PCNF PRC`.
pub(super) fn text(order: &Row) -> String {
    let active: Vec<&str> =
        STATUSES.iter().map(|status| status.3).filter(|short| has(order, short)).collect();
    active.join(" ")
}

/// Keeps the list of active statuses equal to the order's flags.
pub(super) fn settle(work: &mut Work<'_>, order: &Row) {
    let old: Vec<Row> = work.tables.under(STATUS, &order.key()).into_iter().cloned().collect();
    // A confirmation comes through another service, whose metadata does not know this set.
    let set = old.first().map(|row| Arc::clone(&row.set)).or_else(|| work.metadata.set(STATUS).cloned());
    let Some(set) = set else { return };
    for row in old {
        work.tables.remove(STATUS, &row.key());
    }
    for (_, _, code, short, name) in STATUSES.iter().filter(|status| has(order, status.3)) {
        let mut row = Row::new(&set, work.now);
        row.set_text("ManufacturingOrder", order.text("ManufacturingOrder"));
        row.set_text("StatusCode", *code);
        row.set("IsUserStatus", Value::Bool(false));
        row.set_text("StatusShortName", *short);
        row.set_text("StatusName", *name);
        work.tables.put(row);
    }
}
