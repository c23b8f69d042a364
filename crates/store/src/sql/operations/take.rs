//! Winning the right to work on an operation.

use erpgate_model::{Operation, OperationId, Record, Timestamp};
use sqlx::{AnyPool, AssertSqlSafe};

use super::row::{COLUMNS, read};
use crate::sql::encode::{json, millis};
use crate::{Lease, Result};

pub(super) async fn take_due(
    pool: &AnyPool,
    skip_taken: &str,
    lease: Lease,
    limit: u16,
) -> Result<Vec<Operation>> {
    // MATERIALIZED: PostgreSQL might otherwise run the inner SELECT more than once and take too many.
    let sql = format!(
        "WITH due AS MATERIALIZED (SELECT id AS due_id FROM operation WHERE wake_at <= $1 \
         ORDER BY wake_at LIMIT $3 {skip_taken}) \
         UPDATE operation SET epoch = epoch + 1, lease_until = $2, wake_at = $2 FROM due \
         WHERE id = due_id RETURNING {COLUMNS}"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(millis(lease.now))
        .bind(millis(lease.until))
        .bind(i64::from(limit))
        .fetch_all(pool)
        .await?;
    let mut taken: Vec<_> = rows.iter().map(read).collect::<Result<_>>()?;
    taken.sort_by_key(|operation| operation.id);
    Ok(taken)
}

pub(super) async fn end_all_leases(pool: &AnyPool, at: Timestamp) -> Result<u64> {
    // What is leased wakes when its lease ends or later: `wake_at > $1` leads to the small index.
    let done = sqlx::query(
        "UPDATE operation SET lease_until = $1, wake_at = CASE WHEN due_at > $1 THEN due_at ELSE $1 END \
         WHERE wake_at > $1 AND lease_until > $1",
    )
    .bind(millis(at))
    .execute(pool)
    .await?;
    Ok(done.rows_affected())
}

pub(super) async fn start(
    pool: &AnyPool,
    id: OperationId,
    epoch: i64,
    basis: Option<&Record>,
    lease: Lease,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE operation SET status = 'running', due_at = NULL, lease_until = $3, wake_at = $3, \
         basis = COALESCE(basis, $4) WHERE id = $1 AND epoch = $2 AND settled_at IS NULL",
    )
    .bind(id.to_string())
    .bind(epoch)
    .bind(millis(lease.until))
    .bind(basis.map(json))
    .execute(pool)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn take_for_decision(pool: &AnyPool, id: OperationId) -> Result<Option<Operation>> {
    let sql = format!(
        "UPDATE operation SET epoch = epoch + 1 WHERE id = $1 AND status = 'needs_attention' \
         RETURNING {COLUMNS}"
    );
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id.to_string()).fetch_optional(pool).await?;
    row.as_ref().map(read).transpose()
}
