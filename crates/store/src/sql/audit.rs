//! The audit log in the database.

use async_trait::async_trait;
use erpgate_model::AuditEntry;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor};

use super::encode::{json, millis, word};
use super::row::Columns;
use super::select::Select;
use super::{Database, Dialect};
use crate::{AuditFilter, AuditLog, Result};

const COLUMNS: &str =
    "id, at, who, api_key_id, connection_id, action, outcome, operation_id, request_id, detail";

#[async_trait]
impl<D: Dialect> AuditLog for Database<D> {
    async fn append_audit(&self, entry: &AuditEntry) -> Result<()> {
        append(&self.write, entry).await
    }

    async fn audit_log(&self, filter: &AuditFilter) -> Result<Vec<AuditEntry>> {
        let mut select = Select::new(COLUMNS, "audit_log");
        if let Some(connections) = &filter.connections {
            select.and_among("connection_id", connections.iter().map(ToString::to_string));
        }
        if let Some(since) = filter.since {
            select.and("at >=", millis(since));
        }
        if let Some(before) = filter.before {
            select.and("id <", before.to_string());
        }
        select.newest(filter.limit, &self.read).await?.iter().map(read).collect()
    }
}

/// Adds an entry, by itself or within the transaction of what it describes.
pub(super) async fn append<'e>(
    executor: impl Executor<'e, Database = Any>,
    entry: &AuditEntry,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO audit_log (id, at, who, api_key_id, connection_id, action, outcome, operation_id, \
         request_id, detail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(entry.id.to_string())
    .bind(millis(entry.at))
    .bind(&*entry.who)
    .bind(entry.api_key_id.to_string())
    .bind(entry.connection_id.to_string())
    .bind(word(entry.action))
    .bind(word(entry.outcome))
    .bind(entry.operation_id.map(|id| id.to_string()))
    .bind(&*entry.request_id)
    .bind(json(&entry.detail))
    .execute(executor)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<AuditEntry> {
    let columns = Columns::of(row, "audit_log");
    let operation: Option<&str> = columns.get("operation_id")?;
    let operation = operation.map(str::parse).transpose();
    Ok(AuditEntry {
        id: columns.parsed("id")?,
        at: columns.instant("at")?,
        who: columns.get("who")?,
        api_key_id: columns.parsed("api_key_id")?,
        connection_id: columns.parsed("connection_id")?,
        action: columns.word("action")?,
        outcome: columns.word("outcome")?,
        operation_id: operation.map_err(|error| columns.unreadable("operation_id", &error))?,
        request_id: columns.get("request_id")?,
        detail: columns.json("detail")?,
    })
}
