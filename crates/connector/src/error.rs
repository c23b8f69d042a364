//! Why a call to the ERP did not do what was asked.

use std::time::Duration;

use erpgate_model::{FailureCode, FieldError, NativeError};

/// What went wrong on the way, for reads and for writes that were not refused by business rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// DNS, refused connection or TLS: nothing left the gateway.
    Unreachable,
    /// No full answer: time ran out, the connection was cut, half an answer.
    NoAnswer,
    /// The ERP asked to slow down (HTTP 429 or its own code).
    Throttled,
    /// A user or job in the ERP holds the record.
    Locked,
    /// The ERP refused the credentials.
    CredentialsRefused,
    /// The credentials are good, but not for this.
    Forbidden,
    /// The ERP failed (HTTP 5xx).
    ErpFailed,
    /// The answer is not the ERP's (a proxy's page, a redirect, not the expected form).
    Unreadable,
    /// The connection's settings do not fit this ERP (no such service, wrong path).
    Misconfigured,
    /// The client asked for something that this list or record cannot answer.
    BadQuestion,
}

/// What went wrong on the way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Trouble {
    /// The class.
    pub kind: TroubleKind,
    /// A sentence for people: what happened and what to do.
    pub detail: String,
    /// When the ERP said to come back.
    pub retry_after: Option<Duration>,
    /// The ERP's own words.
    pub native: Option<NativeError>,
}

impl Trouble {
    /// A trouble of this class.
    #[must_use]
    pub fn new(kind: TroubleKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), retry_after: None, native: None }
    }

    /// The same, with the ERP's own words.
    #[must_use]
    pub fn with_native(mut self, native: Option<NativeError>) -> Self {
        self.native = native;
        self
    }
}

/// The ERP said no, in words of its own, and changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Rejection {
    /// `RejectedByErp`, `Duplicate`, `RecordNotFound`, `StaleVersion`, `StateForbids` or
    /// `PartiallyApplied` (the last is set by [`attempt`](crate::attempt), and where a refused part
    /// follows one that an earlier attempt made).
    pub code: FailureCode,
    /// A sentence for people.
    pub detail: String,
    /// Details, by pointer into the request body where the connector can tell.
    pub errors: Vec<FieldError>,
}

impl Rejection {
    /// A refusal without field details.
    #[must_use]
    pub fn new(code: FailureCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new() }
    }

    /// What a check that sends nothing tells of it: its errors, or itself when it has none.
    #[must_use]
    pub fn findings(self) -> Vec<FieldError> {
        if !self.errors.is_empty() {
            return self.errors;
        }
        let code = serde_json::to_value(self.code).ok();
        let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or("rejected_by_erp").to_owned();
        vec![FieldError { pointer: None, code, detail: self.detail, native: None }]
    }
}

/// Why a write has no receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The ERP refused, nothing changed; sending again will not help.
    #[error("refused: {0}")]
    Rejected(Rejection),
    /// Certainly not applied; may be sent again.
    #[error("not applied: {0}")]
    NotApplied(Trouble),
    /// Sent, and nobody can tell.
    #[error("outcome unknown: {0}")]
    Unknown(Trouble),
}

impl From<Rejection> for WriteError {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

/// A read that failed inside a write, before or between its sends: by itself it applied nothing.
/// [`attempt`](crate::attempt) turns it into `Unknown` when something was sent before it.
impl From<Trouble> for WriteError {
    fn from(trouble: Trouble) -> Self {
        Self::NotApplied(trouble)
    }
}
