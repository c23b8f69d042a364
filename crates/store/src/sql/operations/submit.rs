//! Commit 1: the intent, before anything is sent.

use erpgate_model::{AuditEntry, Operation, OperationStatus, Timestamp};
use sqlx::{Any, AnyPool, Executor};

use super::read;
use super::row::attempt_lines;
use crate::sql::audit::append;
use crate::sql::encode::{json, millis, optional_millis, word};
use crate::{Result, Submitted};

const INSERT: &str = "INSERT INTO operation (id, connection_id, api_key_id, resource, command, basis, \
     reference, status, epoch, attempts, due_at, lease_until, wake_at, record_id, held_record, record, \
     changes, warnings, failure, idempotency_key, fingerprint, request_id, created_at, settled_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22, $23, $24) ON CONFLICT DO NOTHING";

pub(super) async fn submit(
    pool: &AnyPool,
    operation: &Operation,
    audit: Option<&AuditEntry>,
) -> Result<Submitted> {
    // The unique indexes decide, not a look beforehand. What stood in the way may be gone when we
    // look for it; then the way is free, and the operation is inserted again.
    loop {
        if store(pool, operation, audit).await? {
            return Ok(Submitted::Accepted);
        }
        if let Some(refusal) = refusal(pool, operation).await? {
            return Ok(refusal);
        }
    }
}

/// False, and nothing stored, when a unique index stands in the way.
async fn store(pool: &AnyPool, operation: &Operation, audit: Option<&AuditEntry>) -> Result<bool> {
    let Some(entry) = audit else { return insert(pool, operation).await };
    let mut transaction = pool.begin().await?;
    if !insert(&mut *transaction, operation).await? {
        return Ok(false);
    }
    append(&mut *transaction, entry).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn insert<'e>(executor: impl Executor<'e, Database = Any>, operation: &Operation) -> Result<bool> {
    let target = operation.command.target().filter(|_| !operation.status.is_settled());
    let done = sqlx::query(INSERT)
        .bind(operation.id.to_string())
        .bind(operation.connection_id.to_string())
        .bind(operation.api_key_id.to_string())
        .bind(operation.command.resource().as_str())
        .bind(json(&operation.command))
        .bind(operation.basis.as_ref().map(json))
        .bind(operation.reference.as_str())
        .bind(word(operation.status))
        .bind(operation.epoch)
        .bind(attempt_lines(&operation.attempts))
        .bind(optional_millis(operation.due_at))
        .bind(optional_millis(operation.lease_until))
        .bind(optional_millis(wake_at(operation)))
        .bind(operation.record_id.as_ref().map(|id| id.as_str()))
        .bind(target.map(|target| target.id.as_str()))
        .bind(operation.record.as_ref().map(json))
        .bind(json(&operation.changes))
        .bind(json(&operation.warnings))
        .bind(operation.failure.as_ref().map(json))
        .bind(operation.idempotency_key.as_deref())
        .bind(&*operation.fingerprint)
        .bind(&*operation.request_id)
        .bind(millis(operation.created_at))
        .bind(optional_millis(operation.settled_at))
        .execute(executor)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// When a worker may take it. Without an instant at once: an operation that nobody looks at again
/// would be lost.
fn wake_at(operation: &Operation) -> Option<Timestamp> {
    match operation.status {
        OperationStatus::Pending | OperationStatus::Unknown => {
            operation.due_at.max(operation.lease_until).or(Some(operation.created_at))
        }
        OperationStatus::Running => operation.lease_until.or(Some(operation.created_at)),
        OperationStatus::Succeeded
        | OperationStatus::Rejected
        | OperationStatus::Failed
        | OperationStatus::NeedsAttention => None,
    }
}

/// What stands in the way. The key is looked at first: who repeats a request wants its operation.
async fn refusal(pool: &AnyPool, operation: &Operation) -> Result<Option<Submitted>> {
    if let Some(key) = &operation.idempotency_key
        && let Some(first) = read::by_key(pool, operation.api_key_id, key).await?
    {
        return Ok(Some(if first.fingerprint == operation.fingerprint {
            Submitted::Replayed(Box::new(first))
        } else {
            Submitted::KeyReused(first.id)
        }));
    }
    if let Some(target) = operation.command.target()
        && let Some(holder) =
            read::holder(pool, operation.connection_id, operation.command.resource(), &target.id).await?
    {
        return Ok(Some(Submitted::RecordBusy(holder)));
    }
    let taken = read::reference_taken(pool, operation).await?;
    Ok(taken.then_some(Submitted::ReferenceTaken))
}
