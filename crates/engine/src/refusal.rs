//! Why a request was not taken. Nothing was stored and nothing was sent.

use erpgate_connector::Trouble;
use erpgate_model::{FieldError, OperationId, Resource, Verb};
use erpgate_store::StoreError;
use serde_json::Value;

use crate::source::SourceError;

/// Why a request was not taken. Nothing was stored and nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The connection cannot be used.
    #[error(transparent)]
    Connection(#[from] SourceError),
    /// This connection cannot do this.
    #[error("this connection does not support `{verb}` on `{resource}`: {how}")]
    NotSupported {
        /// The kind of record.
        resource: Resource,
        /// What was asked.
        verb: Verb,
        /// The capability's sentence.
        how: &'static str,
    },
    /// Fields are missing, too long, or cannot be written here.
    #[error("{} of the request cannot be used", if .0.len() == 1 { "one field" } else { "several fields" })]
    Invalid(Vec<FieldError>),
    /// The ERP has no such record.
    #[error("the ERP has no such record")]
    NoSuchRecord,
    /// The record is not at the version of `If-Match`.
    #[error("the record changed since the version in If-Match")]
    Stale {
        /// The record as it stands, in the client's words.
        current: Value,
    },
    /// The ERP could not be asked.
    #[error("{0}")]
    Erp(Trouble),
    /// The idempotency key was used for another request.
    #[error("this Idempotency-Key was used for another request (operation {0})")]
    KeyReused(OperationId),
    /// Another unsettled operation holds the record.
    #[error("operation {0} on this record is not settled yet")]
    RecordBusy(OperationId),
    /// No operation has this id.
    #[error("there is no operation with this id")]
    NoSuchOperation,
    /// The operation's state forbids this.
    #[error("{0}")]
    WrongState(String),
    /// The store did not answer; whether the intent was stored is not known, so the same key must be used again.
    #[error(transparent)]
    Store(#[from] StoreError),
}
