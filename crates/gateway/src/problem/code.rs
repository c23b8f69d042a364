//! The closed list of problem codes. Each has a section in `docs/errors.md`; a test compares them.

use actix_web::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is no JSON.
    MalformedJson,
    /// A query parameter, path part or header is wrong.
    InvalidParameter,
    /// A write came without `Idempotency-Key`.
    MissingIdempotencyKey,
    /// No API key was sent.
    MissingApiKey,
    /// The API key is unknown, mistyped or revoked.
    InvalidApiKey,
    /// The API key is past its end.
    ExpiredApiKey,
    /// The API key lacks the scope.
    MissingScope,
    /// There is no such route, connection, record, operation or other object.
    NotFound,
    /// The route exists, the method does not.
    MethodNotAllowed,
    /// The body did not arrive in time.
    BodyTimeout,
    /// Another unsettled operation holds the record.
    RecordBusy,
    /// The object's state forbids this.
    WrongState,
    /// The ERP, or the gateway, holds such a record already.
    Duplicate,
    /// The record changed since the version in `If-Match`.
    StaleVersion,
    /// The body is too large.
    BodyTooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// The body is JSON, but not of the right form.
    InvalidBody,
    /// Fields are missing, too long, or not writable in this ERP.
    InvalidFields,
    /// The key was used for another request.
    IdempotencyKeyReused,
    /// This connection cannot do this at all.
    NotSupportedByConnection,
    /// The ERP refused by its own rules.
    RejectedByErp,
    /// The record's state in the ERP forbids this.
    StateForbids,
    /// Some parts stand, a later part was refused.
    PartiallyApplied,
    /// The connection lacks a setting or secret, or the ERP refuses its credentials.
    CredentialsRefused,
    /// The operation was cancelled while pending.
    Cancelled,
    /// The ERP could not be reached.
    ErpUnreachable,
    /// The ERP asks to slow down.
    ErpThrottled,
    /// Somebody in the ERP holds the record.
    RecordLocked,
    /// The gateway's database did not answer.
    StoreUnavailable,
    /// A fault of the gateway itself.
    Internal,
}

/// Whether the ERP holds the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It does not.
    NotApplied,
    /// Nobody knows yet.
    Unknown,
    /// It does, at least in part.
    Applied,
}

/// Whether and how to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Trying again gives the same answer.
    Never,
    /// Send the same request with the same `Idempotency-Key`.
    SameKey,
    /// Send again with a new `Idempotency-Key`, after the cause is gone or `retry_after`.
    NewKeyAfter,
}

impl ProblemCode {
    /// Every code, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::MalformedJson,
        Self::InvalidParameter,
        Self::MissingIdempotencyKey,
        Self::MissingApiKey,
        Self::InvalidApiKey,
        Self::ExpiredApiKey,
        Self::MissingScope,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::BodyTimeout,
        Self::RecordBusy,
        Self::WrongState,
        Self::Duplicate,
        Self::StaleVersion,
        Self::BodyTooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidBody,
        Self::InvalidFields,
        Self::IdempotencyKeyReused,
        Self::NotSupportedByConnection,
        Self::RejectedByErp,
        Self::StateForbids,
        Self::PartiallyApplied,
        Self::CredentialsRefused,
        Self::Cancelled,
        Self::ErpUnreachable,
        Self::ErpThrottled,
        Self::RecordLocked,
        Self::StoreUnavailable,
        Self::Internal,
    ];

    fn facts(self) -> (&'static str, u16, &'static str, Outcome, Retry) {
        use Outcome::{Applied, NotApplied, Unknown};
        use Retry::{Never, NewKeyAfter, SameKey};
        match self {
            Self::MalformedJson => ("malformed_json", 400, "The body is no JSON", NotApplied, Never),
            Self::InvalidParameter => ("invalid_parameter", 400, "A parameter is wrong", NotApplied, Never),
            Self::MissingIdempotencyKey => {
                ("missing_idempotency_key", 400, "A write needs an Idempotency-Key", NotApplied, Never)
            }
            Self::MissingApiKey => ("missing_api_key", 401, "No API key was sent", NotApplied, Never),
            Self::InvalidApiKey => ("invalid_api_key", 401, "The API key is not known", NotApplied, Never),
            Self::ExpiredApiKey => ("expired_api_key", 401, "The API key has expired", NotApplied, Never),
            Self::MissingScope => ("missing_scope", 403, "The API key lacks the scope", NotApplied, Never),
            Self::NotFound => ("not_found", 404, "There is no such thing", NotApplied, Never),
            Self::MethodNotAllowed => {
                ("method_not_allowed", 405, "The method is not allowed here", NotApplied, Never)
            }
            Self::BodyTimeout => {
                ("body_timeout", 408, "The body did not arrive in time", NotApplied, SameKey)
            }
            Self::RecordBusy => ("record_busy", 409, "Another write holds the record", NotApplied, SameKey),
            Self::WrongState => ("wrong_state", 409, "The state forbids this", NotApplied, Never),
            Self::Duplicate => ("duplicate", 409, "Such a record exists already", NotApplied, Never),
            Self::StaleVersion => ("stale_version", 412, "The record has changed", NotApplied, NewKeyAfter),
            Self::BodyTooLarge => ("body_too_large", 413, "The body is too large", NotApplied, Never),
            Self::UnsupportedMediaType => {
                ("unsupported_media_type", 415, "The body must be application/json", NotApplied, Never)
            }
            Self::InvalidBody => ("invalid_body", 422, "The body has not the right form", NotApplied, Never),
            Self::InvalidFields => {
                ("invalid_fields", 422, "Fields cannot be used as given", NotApplied, Never)
            }
            Self::IdempotencyKeyReused => {
                ("idempotency_key_reused", 422, "The key was used for another request", NotApplied, Never)
            }
            Self::NotSupportedByConnection => {
                ("not_supported_by_connection", 422, "This connection cannot do this", NotApplied, Never)
            }
            Self::RejectedByErp => ("rejected_by_erp", 422, "The ERP refused", NotApplied, NewKeyAfter),
            Self::StateForbids => {
                ("state_forbids", 409, "The record's state forbids this", NotApplied, NewKeyAfter)
            }
            Self::PartiallyApplied => ("partially_applied", 422, "Only a part stands", Applied, NewKeyAfter),
            Self::CredentialsRefused => (
                "credentials_refused",
                424,
                "The connection's credentials do not work",
                NotApplied,
                NewKeyAfter,
            ),
            Self::Cancelled => ("cancelled", 409, "The operation was cancelled", NotApplied, NewKeyAfter),
            Self::ErpUnreachable => {
                ("erp_unreachable", 502, "The ERP could not be reached", NotApplied, NewKeyAfter)
            }
            Self::ErpThrottled => {
                ("erp_throttled", 503, "The ERP asks to slow down", NotApplied, NewKeyAfter)
            }
            Self::RecordLocked => {
                ("record_locked", 503, "The record is locked in the ERP", NotApplied, NewKeyAfter)
            }
            Self::StoreUnavailable => {
                ("store_unavailable", 503, "The gateway's database did not answer", Unknown, SameKey)
            }
            Self::Internal => ("internal", 500, "A fault of the gateway", Unknown, SameKey),
        }
    }

    /// The code on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.facts().0
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.facts().1).expect("the table holds valid statuses")
    }

    /// The code in words.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.facts().2
    }

    /// Whether the ERP holds the change, unless the operation says otherwise.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        self.facts().3
    }

    /// Whether and how to try again.
    #[must_use]
    pub fn retry(self) -> Retry {
        self.facts().4
    }
}
