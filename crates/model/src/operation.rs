//! One write, from accepted to known.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::Command;
use crate::id::{ApiKeyId, ConnectionId, OperationId};
use crate::outcome::{Failure, RecordChange, Warning};
use crate::record::{Record, RecordId};
use crate::reference::Reference;

use utoipa::ToSchema;

/// Where an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OperationStatus {
    /// Accepted and durable; not sent, or certainly not applied and waiting to be sent again.
    Pending,
    /// Being sent.
    Running,
    /// The ERP holds the change.
    Succeeded,
    /// The ERP said no.
    Rejected,
    /// Certainly not applied, and given up.
    Failed,
    /// Sent, and no answer that settles it; the gateway is finding out.
    Unknown,
    /// The gateway could not find out; a person decides.
    NeedsAttention,
}

impl OperationStatus {
    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::NeedsAttention => "needs_attention",
        }
    }

    /// True when nothing more will happen.
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Succeeded | Self::Rejected | Self::Failed)
    }
}

/// What one attempt to send came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// The ERP answered that it holds the change.
    Applied,
    /// The ERP said no.
    Rejected,
    /// It certainly did not reach the ERP, or the ERP certainly did not act.
    NotApplied,
    /// Nobody can tell from the answer.
    Unknown,
    /// Nothing was sent: the change was found to stand already.
    FoundApplied,
    /// Nothing was sent: the ERP was found not to hold the change, long enough after the last send.
    FoundAbsent,
}

/// One call to the ERP, for people who look for the cause of a failure. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NativeCall {
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Status, when an answer came.
    pub status: Option<u16>,
    /// Why there was no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Milliseconds from send to the end of the answer.
    pub duration_ms: u64,
}

/// One attempt to send, or to find out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attempt {
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// What it came to.
    pub outcome: AttemptOutcome,
    /// A sentence, when it did not end in `applied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The calls made.
    pub native: Vec<NativeCall>,
}

/// One write, from accepted to known, as the store keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// The ERP it goes to.
    pub connection_id: ConnectionId,
    /// Who asked.
    pub api_key_id: ApiKeyId,
    /// What is to be done: the intent.
    pub command: Command,
    /// The record as it stood before the first send (updates, deletes); what later attempts compare with.
    pub basis: Option<Record>,
    /// The mark on the document.
    pub reference: Reference,
    /// Where it stands.
    pub status: OperationStatus,
    /// The fencing epoch: rises with every lease; a result of an older epoch is discarded.
    pub epoch: i64,
    /// Attempts so far.
    pub attempts: Vec<Attempt>,
    /// When to look at it next (pending, unknown).
    pub due_at: Option<DateTime<Utc>>,
    /// Until when a worker holds it (running).
    pub lease_until: Option<DateTime<Utc>>,
    /// The record's id in the ERP, once known.
    pub record_id: Option<RecordId>,
    /// The record as re-read after the write, as clients see it.
    pub record: Option<Value>,
    /// What changed.
    pub changes: Vec<RecordChange>,
    /// What the client should know.
    pub warnings: Vec<Warning>,
    /// Why it did not succeed.
    pub failure: Option<Failure>,
    /// The client's key.
    pub idempotency_key: Option<String>,
    /// SHA-256 of method, path and body, in hexadecimal.
    pub fingerprint: String,
    /// The request that made it, for the logs.
    pub request_id: String,
    /// When it was accepted.
    pub created_at: DateTime<Utc>,
    /// When it came to its end.
    pub settled_at: Option<DateTime<Utc>>,
}
