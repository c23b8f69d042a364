//! What is told to webhook endpoints.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::command::{Resource, Verb};
use crate::id::{ConnectionId, EventId, OperationId};
use crate::operation::OperationStatus;
use crate::outcome::{Failure, RecordChange};
use crate::record::RecordId;

/// What an event is about: `{subject}.{what}`, such as `purchase_order.created`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum EventType {
    /// A purchase order is new.
    #[serde(rename = "purchase_order.created")]
    PurchaseOrderCreated,
    /// Fields or lines of a purchase order changed.
    #[serde(rename = "purchase_order.updated")]
    PurchaseOrderUpdated,
    /// A purchase order is gone, or carries the ERP's deletion mark.
    #[serde(rename = "purchase_order.deleted")]
    PurchaseOrderDeleted,
    /// A purchase order was cancelled or closed.
    #[serde(rename = "purchase_order.status_changed")]
    PurchaseOrderStatusChanged,
    /// An operation ended well.
    #[serde(rename = "operation.succeeded")]
    OperationSucceeded,
    /// The ERP refused an operation.
    #[serde(rename = "operation.rejected")]
    OperationRejected,
    /// An operation was given up, certainly not applied.
    #[serde(rename = "operation.failed")]
    OperationFailed,
    /// An operation's outcome is unknown for now.
    #[serde(rename = "operation.unknown")]
    OperationUnknown,
    /// An operation waits for a person.
    #[serde(rename = "operation.needs_attention")]
    OperationNeedsAttention,
}

impl EventType {
    /// Every type.
    pub const ALL: &'static [Self] = &[
        Self::PurchaseOrderCreated,
        Self::PurchaseOrderUpdated,
        Self::PurchaseOrderDeleted,
        Self::PurchaseOrderStatusChanged,
        Self::OperationSucceeded,
        Self::OperationRejected,
        Self::OperationFailed,
        Self::OperationUnknown,
        Self::OperationNeedsAttention,
    ];

    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PurchaseOrderCreated => "purchase_order.created",
            Self::PurchaseOrderUpdated => "purchase_order.updated",
            Self::PurchaseOrderDeleted => "purchase_order.deleted",
            Self::PurchaseOrderStatusChanged => "purchase_order.status_changed",
            Self::OperationSucceeded => "operation.succeeded",
            Self::OperationRejected => "operation.rejected",
            Self::OperationFailed => "operation.failed",
            Self::OperationUnknown => "operation.unknown",
            Self::OperationNeedsAttention => "operation.needs_attention",
        }
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why an event came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A write through the gateway.
    Operation,
    /// Somebody asked for a test delivery.
    Test,
}

/// The `data` of `operation.*` events: what came of a write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OperationSummary {
    /// The operation.
    pub id: OperationId,
    /// Where it stands.
    pub status: OperationStatus,
    /// The kind of record that was written.
    pub resource: Resource,
    /// What was done with it.
    pub verb: Verb,
    /// The record's id in the ERP, once known.
    pub record_id: Option<RecordId>,
    /// What changed.
    pub changes: Vec<RecordChange>,
    /// Why it did not succeed.
    pub failure: Option<Failure>,
}

impl OperationSummary {
    /// As it stands in the event.
    #[must_use]
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("summaries hold only strings, numbers, lists and objects")
    }
}

/// An event before it is stored: the store gives it its sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// Its id, also the `webhook-id`.
    pub id: EventId,
    /// What it is about.
    pub event_type: EventType,
    /// When it happened.
    pub timestamp: Timestamp,
    /// In which ERP.
    pub connection_id: ConnectionId,
    /// The kind of record.
    pub resource: Resource,
    /// Which record: the ERP's id, or the operation's for `operation.*`.
    pub resource_id: String,
    /// The client's own id of the record.
    pub external_id: Option<String>,
    /// The record's version.
    pub version: Option<String>,
    /// Why.
    pub cause: Cause,
    /// The operation behind it.
    pub operation_id: Option<OperationId>,
    /// The record, or the operation's outcome.
    pub data: Value,
}

impl NewEvent {
    /// The body that is signed and sent, byte for byte, at every attempt.
    #[must_use]
    pub fn body(&self, sequence: i64) -> String {
        json!({
            "id": self.id,
            "type": self.event_type,
            "timestamp": self.timestamp,
            "sequence": sequence,
            "connection_id": self.connection_id,
            "resource": {
                "type": self.resource,
                "id": self.resource_id,
                "external_id": self.external_id,
                "version": self.version,
            },
            "cause": {"kind": self.cause, "operation_id": self.operation_id},
            "data": self.data,
        })
        .to_string()
    }
}

/// A stored event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What it is about.
    pub event_type: EventType,
    /// Rises by one per record.
    pub sequence: i64,
    /// In which ERP.
    pub connection_id: ConnectionId,
    /// The frozen body.
    pub body: String,
    /// When it happened.
    pub created_at: Timestamp,
}
