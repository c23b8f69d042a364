//! What came of a write: changes, warnings, or the reason why not.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::record::RecordId;
use crate::resource::Resource;

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Created,
    /// Fields or lines changed.
    Updated,
    /// It is gone, or carries the ERP's deletion mark.
    Deleted,
    /// Cancelled.
    Cancelled,
    /// Closed.
    Closed,
    /// Its status changed in another way: approved, released, completed, blocked, …
    StatusChanged,
    /// Undone by an opposite posting.
    Reversed,
}

/// A record that a write changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordChange {
    /// The kind of record.
    pub resource: Resource,
    /// Which one.
    pub id: RecordId,
    /// What happened to it.
    pub change: ChangeKind,
}

/// Why a warning was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The ERP holds another value than was sent.
    ChangedByErp,
    /// The ERP accepted the write and kept the old value.
    IgnoredByErp,
    /// The ERP's own warning or information.
    ErpMessage,
    /// The write stands, but the record could not be read afterwards.
    NotReadBack,
    /// The ERP held everything as wanted already, so that nothing was written and no record made.
    NothingToWrite,
}

/// Something the client should know about a write that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Warning {
    /// JSON pointer into the request body (RFC 6901); nothing when it concerns the whole.
    pub pointer: Option<String>,
    /// Why.
    pub code: WarningCode,
    /// A sentence.
    pub detail: String,
    /// The ERP's own message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<NativeError>,
}

/// The ERP's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NativeError {
    /// `sap` or `netsuite`.
    pub system: String,
    /// The ERP's code, such as `06/025` or `USER_ERROR`.
    pub code: String,
    /// The ERP's message, unchanged.
    pub message: String,
}

/// One thing that was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer into the request body (RFC 6901); nothing when it concerns the whole.
    pub pointer: Option<String>,
    /// A short code, such as `required`, `too_long`, `no_such_reference`.
    pub code: String,
    /// A sentence: what was wrong and what to do.
    pub detail: String,
    /// The ERP's own message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<NativeError>,
}

impl FieldError {
    /// An error at a place in the request body.
    #[must_use]
    pub fn at(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), code: code.into(), detail: detail.into(), native: None }
    }
}

/// Why an operation did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The ERP refused it by its own rules.
    RejectedByErp,
    /// The ERP holds a record with this identity already.
    Duplicate,
    /// The ERP has no such record.
    RecordNotFound,
    /// The record changed since the version in `If-Match`.
    StaleVersion,
    /// The record's state forbids it.
    StateForbids,
    /// Some parts stand, a later part was refused; the record shows what stands.
    PartiallyApplied,
    /// Nothing left the gateway: DNS, refused connection, TLS.
    ErpUnreachable,
    /// The ERP asked to slow down, for too long.
    ErpThrottled,
    /// A user or job in the ERP held the record, for too long.
    RecordLocked,
    /// The ERP refused the connection's credentials or permissions.
    CredentialsRefused,
    /// Cancelled while it was pending.
    CancelledByClient,
    /// A person said that the write did not happen.
    ResolvedNotApplied,
    /// The gateway could not find out; a person must look.
    OutcomeUnknown,
}

/// Why an operation did not succeed, with everything the ERP said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Failure {
    /// The reason.
    pub code: FailureCode,
    /// A sentence: what happened and what to do.
    pub detail: String,
    /// Details by field.
    #[serde(default)]
    pub errors: Vec<FieldError>,
    /// Seconds to wait before trying again, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The record as it stands now, for `stale_version` and `partially_applied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<Value>,
}
