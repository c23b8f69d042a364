//! What the suite writes into one resource of one ERP, beside purchase orders.

use std::fmt;

use erpgate_model::{Resource, Verb, WorkOrderKind};
use futures::future::BoxFuture;
use serde_json::Value;

use crate::stand::Stand;

/// Makes what must be there before a record can be made, such as the order for a goods receipt, and
/// gives what the bodies need to know of it. Called anew for every record.
pub type PrepareFn = for<'a> fn(&'a Stand) -> BoxFuture<'a, Value>;

/// A body, made from what [`PrepareFn`] gave.
pub type BodyFn = fn(&Value) -> Value;

/// One resource, for work orders one kind of it.
pub struct Sample {
    /// The kind of record.
    pub resource: Resource,
    /// For work orders and completions.
    pub kind: Option<WorkOrderKind>,
    /// The lists of the simulator's ledger in which documents of this resource stand.
    pub ledger: &'static [&'static str],
    /// What a create needs; nothing for resources that are only read.
    pub writes: Option<Writes>,
    /// What is done with a record besides create and update.
    pub actions: &'static [Act],
    /// For resources that are only read: the id of a record of the simulator's built-in world.
    pub known: Option<&'static str>,
    /// An id in the ERP's own form that no record has.
    pub unknown_id: &'static str,
}

/// Bodies that this ERP takes, complete: connection defaults are not added.
pub struct Writes {
    /// What must be there first.
    pub prepare: PrepareFn,
    /// A valid body.
    pub plain: BodyFn,
    /// A valid body in which every field that the `create` row declares writable has a value.
    pub full: BodyFn,
    /// Writable fields that `full` lacks, each with the reason: dotted path, reason.
    pub left_out: &'static [(&'static str, &'static str)],
    /// A body that the ERP refuses by its own rules.
    pub refused: BodyFn,
    /// A part of what the ERP says to `refused`.
    pub refusal: &'static str,
    /// For resources that can be changed: a patch of the plain record that the ERP takes. Lists within
    /// it are empty or absent.
    pub patch: Option<BodyFn>,
}

/// One action on a fresh record made of the plain body.
pub struct Act {
    /// What is done.
    pub verb: Verb,
    /// What is done with the record before.
    pub after: &'static [Verb],
    /// `status` of the record afterwards; nothing when it is gone then, or has no status.
    pub status: Option<&'static str>,
}

/// Nothing to prepare.
#[must_use]
pub fn nothing_first(_: &Stand) -> BoxFuture<'_, Value> {
    Box::pin(async { Value::Null })
}

impl Sample {
    pub(crate) fn name(&self) -> String {
        let kind = self.kind.map(|kind| format!(" ({})", kind.as_str())).unwrap_or_default();
        format!("{}{kind}", self.resource)
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}
