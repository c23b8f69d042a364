//! Whether an update that is in doubt left a trace, or somebody else changed the record.

use erpgate_model::{Aliases, Command, Record};

use crate::read_back::differences;

/// What the record looks like after a send that nobody can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trace {
    /// The record stands as before the first send.
    Unchanged,
    /// Some of the wanted changes are there.
    Part,
    /// Every wanted change is there.
    Whole,
    /// The record changed, but nothing of what was wanted is there.
    SomebodyElse,
}

/// Compares the record with its basis and the command.
pub(crate) fn trace(command: &Command, basis: &Record, current: &Record) -> Trace {
    if basis.version() == current.version() {
        return Trace::Unchanged;
    }
    let plain = Aliases::default();
    let wanted = differences(command, Some(basis), basis, &plain, &[]).len();
    let missing = differences(command, Some(basis), current, &plain, &[]).len();
    match missing {
        0 if wanted > 0 => Trace::Whole,
        some if some < wanted => Trace::Part,
        _ => Trace::SomebodyElse,
    }
}
