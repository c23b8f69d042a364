//! Who did what past the unified model.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::id::{ApiKeyId, AuditEntryId, ConnectionId, OperationId};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// A request in the ERP's own words that changes nothing there.
    PassthroughRead,
    /// A request in the ERP's own words that may change something there.
    PassthroughWrite,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditOutcome {
    /// The ERP answered a read.
    Answered,
    /// A read got no answer.
    NotAnswered,
    /// A write was taken; another entry says how it ended.
    Accepted,
    /// The gateway did not take it; nothing was sent.
    Refused,
    /// The ERP did it.
    Succeeded,
    /// The ERP said no.
    Rejected,
    /// Certainly not done, and given up.
    Failed,
    /// Nobody knows whether the ERP did it; a person must look.
    NeedsAttention,
}

/// One entry of the audit log. It holds neither secrets nor bodies.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    /// Its id; later entries sort behind earlier ones.
    pub id: AuditEntryId,
    /// When.
    pub at: Timestamp,
    /// Who: the name of the API key, or `gateway` for what it found out by itself.
    pub who: String,
    /// The API key behind it.
    pub api_key_id: ApiKeyId,
    /// In which ERP.
    pub connection_id: ConnectionId,
    /// What was done.
    pub action: AuditAction,
    /// What came of it.
    pub outcome: AuditOutcome,
    /// The operation, for writes that were taken.
    pub operation_id: Option<OperationId>,
    /// The request that it was part of.
    pub request_id: String,
    /// More, as an object: method, path, names of the query parameters, the ERP's status.
    pub detail: Value,
}
