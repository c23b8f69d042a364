//! The answer to a write: its operation.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, LOCATION, RETRY_AFTER};
use chrono::{DateTime, Utc};
use erpgate_engine::Accepted;
use erpgate_model::{
    Attempt, ConnectionId, Failure, Operation, OperationId, OperationStatus, RecordChange, RecordId,
    Reference, Resource, Verb, Warning,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::etag;
use crate::problem::{Problem, settled_problem};

/// One write, from accepted to known.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Operation)]
pub(crate) struct OperationView {
    /// Its id.
    id: OperationId,
    /// Where it stands.
    status: OperationStatus,
    /// The kind of record.
    resource: Resource,
    /// What is done.
    verb: Verb,
    /// The ERP it goes to.
    connection_id: ConnectionId,
    /// The record's id in the ERP, once known.
    record_id: Option<RecordId>,
    /// The record as re-read from the ERP after the write.
    #[schema(value_type = Option<Object>)]
    record: Option<Value>,
    /// What changed.
    changes: Vec<RecordChange>,
    /// Fields that the ERP changed or ignored, and its own warnings.
    warnings: Vec<Warning>,
    /// Why it did not succeed, or why it is not settled yet.
    failure: Option<Failure>,
    /// The mark that stands on the document in the ERP.
    reference: Reference,
    /// Every attempt to send or to find out, with the calls made.
    attempts: Vec<Attempt>,
    /// When it was accepted.
    created_at: DateTime<Utc>,
    /// When it came to its end.
    settled_at: Option<DateTime<Utc>>,
}

impl From<Operation> for OperationView {
    fn from(operation: Operation) -> Self {
        Self {
            id: operation.id,
            status: operation.status,
            resource: operation.command.resource(),
            verb: operation.command.verb(),
            connection_id: operation.connection_id,
            record_id: operation.record_id,
            record: operation.record,
            changes: operation.changes,
            warnings: operation.warnings,
            failure: operation.failure,
            reference: operation.reference,
            attempts: operation.attempts,
            created_at: operation.created_at,
            settled_at: operation.settled_at,
        }
    }
}

/// 201 or 200 when it stands, 202 while nobody knows, a problem when it was refused or given up.
pub(crate) fn written(accepted: Accepted) -> Result<HttpResponse, Problem> {
    let Accepted { operation, replayed } = accepted;
    let status = match operation.status {
        OperationStatus::Succeeded if operation.command.verb() == Verb::Create => StatusCode::CREATED,
        OperationStatus::Succeeded => StatusCode::OK,
        OperationStatus::Rejected | OperationStatus::Failed => return Err(settled_problem(&operation)),
        OperationStatus::Pending
        | OperationStatus::Running
        | OperationStatus::Unknown
        | OperationStatus::NeedsAttention => StatusCode::ACCEPTED,
    };
    let mut response = HttpResponse::build(status);
    response.insert_header((LOCATION, format!("/v1/operations/{}", operation.id)));
    if replayed {
        response.insert_header(("Idempotent-Replayed", "true"));
    }
    if status == StatusCode::ACCEPTED {
        response.insert_header((RETRY_AFTER, "1"));
    }
    if let Some(version) = operation.record.as_ref().and_then(|record| record["version"].as_str()) {
        response.insert_header((ETAG, etag(version)));
    }
    Ok(response.json(OperationView::from(operation)))
}
