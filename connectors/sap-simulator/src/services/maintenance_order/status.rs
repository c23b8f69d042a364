//! System statuses, kept as SAP shows them: tokens in one text, such as `REL PCNF NMAT PRC SETC`.

use crate::odata::table::Row;

/// All tokens, in the order in which they are shown. NCMP (do not execute) and WCMP (main work completed) are
/// recalled.
const TOKENS: [&str; 13] =
    ["CRTD", "REL", "TECO", "CLSD", "CNF", "PCNF", "NCMP", "WCMP", "LKD", "DLFL", "NMAT", "PRC", "SETC"];

/// Of these an order and an operation have exactly one.
const STAGES: [&str; 4] = ["CRTD", "REL", "TECO", "CLSD"];

/// These forbid changes and confirmations.
const LOCKS: [&str; 4] = ["DLFL", "CLSD", "TECO", "LKD"];

pub(super) fn has(row: &Row, token: &str) -> bool {
    row.text("SystemStatusText").split(' ').any(|active| active == token)
}

/// Sets or clears a token.
pub(super) fn set(row: &mut Row, token: &str, on: bool) {
    let active = |known: &&str| if *known == token { on } else { has(row, known) };
    let text: Vec<&str> = TOKENS.into_iter().filter(active).collect();
    let text = text.join(" ");
    row.set_text("SystemStatusText", text);
}

/// CRTD, REL, TECO or CLSD.
pub(super) fn stage(row: &Row) -> &'static str {
    STAGES.into_iter().find(|stage| has(row, stage)).unwrap_or("CRTD")
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
