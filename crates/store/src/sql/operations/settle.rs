//! Commit 2: what came of it, and what must be told.

use erpgate_model::OperationStatus;
use sqlx::{Any, AssertSqlSafe, Transaction};

use super::row::attempt_lines;
use crate::sql::audit::append;
use crate::sql::encode::{json, millis, optional_millis, word};
use crate::sql::webhooks::tell;
use crate::{Postponement, Result, Settlement};

/// Ends the work of the epoch's holder, unless somebody took over.
pub(super) async fn settle(
    transaction: Transaction<'_, Any>,
    keep: &'static str,
    settlement: &Settlement,
) -> Result<bool> {
    let fence = "epoch = $2 AND settled_at IS NULL";
    end(transaction, keep, settlement, fence, settlement.epoch).await
}

/// Ends an operation that nobody holds.
pub(super) async fn cancel_pending(
    transaction: Transaction<'_, Any>,
    keep: &'static str,
    settlement: &Settlement,
) -> Result<bool> {
    let fence = "status = 'pending' AND (lease_until IS NULL OR lease_until <= $2)";
    end(transaction, keep, settlement, fence, millis(settlement.at)).await
}

async fn end(
    mut transaction: Transaction<'_, Any>,
    keep: &'static str,
    settlement: &Settlement,
    fence: &'static str,
    fence_value: i64,
) -> Result<bool> {
    let settled_at = (settlement.status != OperationStatus::NeedsAttention).then_some(settlement.at);
    // A settled operation gives its record free in the same statement.
    let sql = format!(
        "UPDATE operation SET status = $3, attempts = attempts || $4, \
         record_id = COALESCE($5, record_id), record = $6, changes = $7, warnings = $8, failure = $9, \
         settled_at = $10, held_record = CASE WHEN $10 IS NULL THEN held_record END, \
         due_at = NULL, lease_until = NULL, wake_at = NULL WHERE id = $1 AND {fence}"
    );
    let done = sqlx::query(AssertSqlSafe(sql))
        .bind(settlement.id.to_string())
        .bind(fence_value)
        .bind(word(settlement.status))
        .bind(attempt_lines(&settlement.attempt))
        .bind(settlement.record_id.as_ref().map(|id| id.as_str()))
        .bind(settlement.record.as_ref().map(json))
        .bind(json(&settlement.changes))
        .bind(json(&settlement.warnings))
        .bind(settlement.failure.as_ref().map(json))
        .bind(optional_millis(settled_at))
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    tell(&mut transaction, keep, &settlement.events, settlement.at).await?;
    if let Some(entry) = &settlement.audit {
        append(&mut *transaction, entry).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

/// Gives the lease back until the operation falls due.
pub(super) async fn postpone(
    mut transaction: Transaction<'_, Any>,
    keep: &'static str,
    postponement: &Postponement,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE operation SET status = $3, attempts = attempts || $4, due_at = $5, wake_at = $5, \
         lease_until = NULL, failure = $6 WHERE id = $1 AND epoch = $2 AND settled_at IS NULL",
    )
    .bind(postponement.id.to_string())
    .bind(postponement.epoch)
    .bind(word(postponement.status))
    .bind(attempt_lines(&postponement.attempt))
    .bind(millis(postponement.due_at))
    .bind(postponement.failure.as_ref().map(json))
    .execute(&mut *transaction)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    tell(&mut transaction, keep, &postponement.events, postponement.at).await?;
    transaction.commit().await?;
    Ok(true)
}
