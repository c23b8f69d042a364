//! What a connection can do, as data. Connectors dispatch on these rows, so they cannot
//! say what the code does not do.

use serde::Serialize;
use utoipa::ToSchema;

use crate::resource::Resource;
use crate::verb::Verb;
use crate::work_order::WorkOrderKind;

/// Whether a verb works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// The ERP does it.
    Yes,
    /// Done with other means of the ERP; `how` says which.
    Emulated,
    /// The ERP cannot.
    No,
    /// The ERP can, this version of the connector cannot.
    NotYet,
}

/// What a verb really does in the ERP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// Reads, changes nothing.
    Reads,
    /// Writes fields.
    Writes,
    /// The record is gone afterwards.
    Removes,
    /// The record stays and carries a deletion mark.
    MarksDeleted,
    /// The record stays, cancelled.
    Cancels,
    /// The record stays, closed for further receipts or work.
    Closes,
    /// Let through to the vendor.
    Approves,
    /// Work on it may begin.
    Releases,
    /// Said to be done.
    Completes,
    /// It can no more be used, until it is unblocked.
    Blocks,
    /// It can be used again.
    Unblocks,
    /// It is out of use.
    Deactivates,
    /// Undone by an opposite posting; both stay.
    Reverses,
}

/// What a second send of the same write would do; drives reconciliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// The ERP refuses the second by the reference: send again.
    Deduplicated,
    /// The ERP would double it, but the reference can be looked up.
    Locatable,
    /// The second changes nothing more: verify or repeat.
    Harmless,
    /// The ERP would double it and nothing can be looked up: doubt goes to a person.
    Duplicates,
}

/// When a field can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Writable {
    /// Read only.
    No,
    /// On create alone.
    OnCreate,
    /// On create and update.
    Always,
}

/// One field of a resource in one ERP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldSpec {
    /// Dotted path in the unified record; lines are `lines.quantity`.
    pub name: &'static str,
    /// Shown in records.
    pub readable: bool,
    /// Accepted in writes.
    pub writable: Writable,
    /// A create without it (from body or connection defaults) is refused.
    pub required: bool,
    /// Longest text in characters, where the ERP limits it.
    pub max_length: Option<u16>,
    /// Digits after the point, where the ERP limits them.
    pub max_scale: Option<u8>,
    /// A list can be narrowed by it.
    pub filter: bool,
    /// The ERP's own field, such as `A_PurchaseOrderItem.OrderQuantity`.
    pub mapped_to: &'static str,
}

/// One row: what a verb on a resource does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Capability {
    /// The kind of record.
    pub resource: Resource,
    /// For work orders and their completions: the kind of work order that the row is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<WorkOrderKind>,
    /// What is done.
    pub verb: Verb,
    /// Whether it works.
    pub supported: Support,
    /// What it really does.
    pub means: Means,
    /// What a second send would do.
    pub repeat: Repeat,
    /// A sentence with the ERP's API.
    pub how: &'static str,
    /// Permissions and editions that the ERP demands.
    pub requires: &'static [&'static str],
    /// Fields that this verb reads or writes.
    pub fields: &'static [FieldSpec],
}

impl Capability {
    /// The field of this dotted path.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// True when the verb can be used.
    #[must_use]
    pub fn usable(&self) -> bool {
        matches!(self.supported, Support::Yes | Support::Emulated)
    }
}
