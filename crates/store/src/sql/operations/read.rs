//! Questions about operations.

use chrono::DateTime;
use erpgate_model::{ApiKeyId, ConnectionId, Operation, OperationId, RecordId, Resource, Timestamp};
use sqlx::{AnyPool, Row};

use super::row::{COLUMNS, read};
use crate::sql::row::Columns;
use crate::sql::select::Select;
use crate::{OperationFilter, Result};

pub(super) async fn by_id(pool: &AnyPool, id: OperationId) -> Result<Option<Operation>> {
    let mut select = Select::new(COLUMNS, "operation");
    select.and("id =", id.to_string());
    select.all(pool).await?.first().map(read).transpose()
}

pub(super) async fn by_key(pool: &AnyPool, api_key: ApiKeyId, key: &str) -> Result<Option<Operation>> {
    let mut select = Select::new(COLUMNS, "operation");
    select.and("api_key_id =", api_key.to_string());
    select.and("idempotency_key =", key);
    select.all(pool).await?.first().map(read).transpose()
}

/// Attempts come with their operation: one question for a page.
pub(super) async fn list(pool: &AnyPool, filter: &OperationFilter) -> Result<Vec<Operation>> {
    let mut select = Select::new(COLUMNS, "operation");
    if let Some(status) = filter.status {
        select.and("status =", status.as_str());
        if !status.is_settled() {
            // Says nothing new, but leads to the small index, whatever the history.
            select.and_fixed("settled_at IS NULL");
        }
    }
    if let Some(connections) = &filter.connections {
        select.and_among("connection_id", connections.iter().map(ToString::to_string));
    }
    if let Some(resource) = filter.resource {
        select.and("resource =", resource.as_str());
    }
    if let Some(before) = filter.before {
        select.and("id <", before.to_string());
    }
    select.newest(filter.limit, pool).await?.iter().map(read).collect()
}

pub(super) async fn unsettled(pool: &AnyPool, connection: ConnectionId) -> Result<u64> {
    let count: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM operation WHERE connection_id = $1 AND settled_at IS NULL")
            .bind(connection.to_string())
            .fetch_one(pool)
            .await?;
    Ok(count.unsigned_abs())
}

pub(super) async fn next_due(pool: &AnyPool) -> Result<Option<Timestamp>> {
    let first: Option<i64> =
        sqlx::query_scalar("SELECT MIN(wake_at) FROM operation WHERE wake_at IS NOT NULL")
            .fetch_one(pool)
            .await?;
    Ok(first.and_then(DateTime::from_timestamp_millis))
}

/// The unsettled operation that holds a record.
pub(super) async fn holder(
    pool: &AnyPool,
    connection: ConnectionId,
    resource: Resource,
    record: &RecordId,
) -> Result<Option<OperationId>> {
    let mut select = Select::new("id", "operation");
    select.and("connection_id =", connection.to_string());
    select.and("resource =", resource.as_str());
    select.and("held_record =", record.as_str());
    select.all(pool).await?.first().map(|row| Columns::of(row, "operation").parsed("id")).transpose()
}

/// Whether an operation with this reference, or with this very id, stands already.
pub(super) async fn reference_taken(pool: &AnyPool, operation: &Operation) -> Result<bool> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS n FROM operation WHERE id = $1 OR (connection_id = $2 AND reference = $3)",
    )
    .bind(operation.id.to_string())
    .bind(operation.connection_id.to_string())
    .bind(operation.reference.as_str())
    .fetch_one(pool)
    .await?;
    Ok(row.try_get::<i64, _>("n")? > 0)
}
