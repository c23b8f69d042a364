//! What events can be about.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::resource::Resource;

/// What an event is about: `{subject}.{what}`, such as `purchase_order.created`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventType {
    /// Something happened to a record.
    Record(Resource, RecordEvent),
    /// An operation came to a status.
    Operation(OperationEvent),
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordEvent {
    /// It is new.
    Created,
    /// Fields or lines changed.
    Updated,
    /// It is gone, or carries the ERP's deletion mark.
    Deleted,
    /// It was cancelled, closed, released, blocked, reversed, ….
    StatusChanged,
}

/// What became of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OperationEvent {
    /// It ended well.
    Succeeded,
    /// The ERP refused it.
    Rejected,
    /// It was given up, certainly not applied.
    Failed,
    /// Its outcome is unknown for now.
    Unknown,
    /// It waits for a person.
    NeedsAttention,
}

/// Records about which there are events, and what can happen to them.
const TOLD: &[(Resource, &[RecordEvent])] = &[
    (Resource::PurchaseOrder, EVERYTHING),
    (Resource::GoodsReceipt, POSTED),
    (Resource::WorkOrder, EVERYTHING),
    (Resource::WorkOrderCompletion, POSTED),
    (Resource::InventoryLevel, &[RecordEvent::Updated]),
    (Resource::InventoryAdjustment, POSTED),
    (Resource::InventoryTransfer, POSTED),
    (Resource::Vendor, EVERYTHING),
];
const EVERYTHING: &[RecordEvent] =
    &[RecordEvent::Created, RecordEvent::Updated, RecordEvent::Deleted, RecordEvent::StatusChanged];
/// Postings are made, undone and perhaps deleted, but not changed.
const POSTED: &[RecordEvent] = &[RecordEvent::Created, RecordEvent::Deleted, RecordEvent::StatusChanged];
const OPERATIONS: &[OperationEvent] = &[
    OperationEvent::Succeeded,
    OperationEvent::Rejected,
    OperationEvent::Failed,
    OperationEvent::Unknown,
    OperationEvent::NeedsAttention,
];

impl EventType {
    /// Every type.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let about = |(resource, events): &(Resource, &'static [RecordEvent])| {
            let resource = *resource;
            events.iter().map(move |event| Self::Record(resource, *event))
        };
        TOLD.iter().flat_map(about).chain(OPERATIONS.iter().copied().map(Self::Operation)).collect()
    }
}

impl RecordEvent {
    fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::StatusChanged => "status_changed",
        }
    }
}

impl OperationEvent {
    fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NeedsAttention => "needs_attention",
        }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(resource, event) => write!(f, "{resource}.{}", event.as_str()),
            Self::Operation(event) => write!(f, "operation.{}", event.as_str()),
        }
    }
}

/// A text that names no event type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no event type")]
pub struct UnknownEventType(String);

impl FromStr for EventType {
    type Err = UnknownEventType;

    fn from_str(text: &str) -> Result<Self, UnknownEventType> {
        let known = Self::all().into_iter().find(|known| known.to_string() == text);
        known.ok_or_else(|| UnknownEventType(text.chars().take(64).collect()))
    }
}

impl Serialize for EventType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for EventType {
    fn schema() -> RefOr<Schema> {
        let names = Self::all().into_iter().map(|known| known.to_string());
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("What an event is about: `{subject}.{what}`."))
            .enum_values(Some(names.collect::<Vec<_>>()))
            .into()
    }
}

impl ToSchema for EventType {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_reads_back_from_its_name() {
        for one in EventType::all() {
            assert_eq!(one.to_string().parse(), Ok(one));
        }
        assert!("purchase_order.eaten".parse::<EventType>().is_err());
    }
}
