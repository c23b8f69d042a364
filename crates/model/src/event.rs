//! What is told to webhook endpoints.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::event_type::EventType;
use crate::id::{ConnectionId, EventId, OperationId};
use crate::operation::OperationStatus;
use crate::outcome::{Failure, RecordChange};
use crate::record::RecordId;
use crate::resource::Resource;
use crate::verb::Verb;

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
