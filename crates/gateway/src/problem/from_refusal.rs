//! The engine's refusals and failures as problems.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_engine::{Refusal, SourceError};
use erpgate_model::{FailureCode, FieldError, Operation};
use erpgate_store::StoreError;

use super::{Problem, ProblemCode};

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store did not answer");
        let detail =
            "whether the request was stored is not known; send it again with the same Idempotency-Key";
        Self { retry_after: Some(1), ..Self::new(ProblemCode::StoreUnavailable, detail) }
    }
}

impl From<SourceError> for Problem {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::NoSuchConnection => Self::new(ProblemCode::NotFound, "there is no such connection"),
            SourceError::Setting(error) => {
                Self::new(ProblemCode::CredentialsRefused, error.detail).at(error.pointer, "setting")
            }
            SourceError::Secrets(detail) => Self::new(ProblemCode::Internal, detail),
            SourceError::Store(error) => error.into(),
        }
    }
}

impl From<Trouble> for Problem {
    /// A read that failed, or the read before a write: nothing was changed.
    fn from(trouble: Trouble) -> Self {
        let code = match trouble.kind {
            TroubleKind::Throttled => ProblemCode::ErpThrottled,
            TroubleKind::Locked => ProblemCode::RecordLocked,
            TroubleKind::CredentialsRefused | TroubleKind::Forbidden | TroubleKind::Misconfigured => {
                ProblemCode::CredentialsRefused
            }
            TroubleKind::BadQuestion => ProblemCode::InvalidParameter,
            TroubleKind::Unreachable
            | TroubleKind::NoAnswer
            | TroubleKind::ErpFailed
            | TroubleKind::Unreadable => ProblemCode::ErpUnreachable,
        };
        let retry_after = trouble.retry_after.and_then(|time| u32::try_from(time.as_secs()).ok());
        let native = trouble.native.map(|native| FieldError {
            pointer: None,
            code: "erp_message".to_owned(),
            detail: native.message.clone(),
            native: Some(native),
        });
        Self { retry_after, errors: native.into_iter().collect(), ..Self::new(code, trouble.detail) }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let text = refusal.to_string();
        match refusal {
            Refusal::Connection(error) => error.into(),
            Refusal::NotSupported { .. } => Self::new(ProblemCode::NotSupportedByConnection, text),
            Refusal::Invalid(errors) => Self::new(ProblemCode::InvalidFields, text).with_errors(errors),
            Refusal::NoSuchRecord | Refusal::NoSuchOperation => Self::new(ProblemCode::NotFound, text),
            Refusal::Stale { current } => {
                Self { current: Some(current), ..Self::new(ProblemCode::StaleVersion, text) }
            }
            Refusal::Erp(trouble) => trouble.into(),
            Refusal::KeyReused(id) => {
                Self { operation_id: Some(id), ..Self::new(ProblemCode::IdempotencyKeyReused, text) }
            }
            Refusal::RecordBusy(id) => Self {
                operation_id: Some(id),
                retry_after: Some(1),
                ..Self::new(ProblemCode::RecordBusy, text)
            },
            Refusal::WrongState(_) => Self::new(ProblemCode::WrongState, text),
            Refusal::Store(error) => error.into(),
        }
    }
}

/// The problem of an operation that ended as rejected or failed.
#[must_use]
pub fn settled_problem(operation: &Operation) -> Problem {
    let Some(failure) = &operation.failure else {
        return Problem::new(ProblemCode::Internal, "the operation ended without a reason");
    };
    let code = match failure.code {
        FailureCode::RejectedByErp => ProblemCode::RejectedByErp,
        FailureCode::Duplicate => ProblemCode::Duplicate,
        FailureCode::RecordNotFound => ProblemCode::NotFound,
        FailureCode::StaleVersion => ProblemCode::StaleVersion,
        FailureCode::StateForbids => ProblemCode::StateForbids,
        FailureCode::PartiallyApplied => ProblemCode::PartiallyApplied,
        FailureCode::ErpThrottled => ProblemCode::ErpThrottled,
        FailureCode::RecordLocked => ProblemCode::RecordLocked,
        FailureCode::CredentialsRefused => ProblemCode::CredentialsRefused,
        FailureCode::CancelledByClient => ProblemCode::Cancelled,
        // An operation in doubt is not settled; one that was found absent for good was not applied.
        FailureCode::ErpUnreachable | FailureCode::ResolvedNotApplied | FailureCode::OutcomeUnknown => {
            ProblemCode::ErpUnreachable
        }
    };
    Problem {
        operation_id: Some(operation.id),
        retry_after: failure.retry_after,
        errors: failure.errors.clone(),
        current: failure.current.clone(),
        ..Problem::new(code, failure.detail.clone())
    }
}
