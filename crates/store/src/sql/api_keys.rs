//! API keys in the database.

use async_trait::async_trait;
use erpgate_model::{ApiKey, ApiKeyId, Timestamp};
use sqlx::any::AnyRow;

use super::encode::{json, millis, optional_millis, word};
use super::row::Columns;
use super::select::Select;
use super::{Database, Dialect};
use crate::{ApiKeys, Result};

const COLUMNS: &str =
    "id, name, role, scopes, connections, secret_sha256, created_at, expires_at, revoked_at";

#[async_trait]
impl<D: Dialect> ApiKeys for Database<D> {
    async fn create_api_key(&self, key: &ApiKey) -> Result<()> {
        sqlx::query(
            "INSERT INTO api_key (id, name, role, scopes, connections, secret_sha256, created_at, expires_at, \
             revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(key.id.to_string())
        .bind(&*key.name)
        .bind(word(key.role))
        .bind(json(&key.scopes))
        .bind(key.connections.as_ref().map(json))
        .bind(&*key.secret_sha256)
        .bind(millis(key.created_at))
        .bind(optional_millis(key.expires_at))
        .bind(optional_millis(key.revoked_at))
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn api_key(&self, id: ApiKeyId) -> Result<Option<ApiKey>> {
        let mut select = Select::new(COLUMNS, "api_key");
        select.and("id =", id.to_string());
        select.all(&self.read).await?.first().map(read).transpose()
    }

    async fn api_keys(&self) -> Result<Vec<ApiKey>> {
        let rows = Select::new(COLUMNS, "api_key").all(&self.read).await?;
        let mut keys: Vec<_> = rows.iter().map(read).collect::<Result<_>>()?;
        keys.sort_by_key(|key| (key.created_at, key.id));
        Ok(keys)
    }

    async fn revoke_api_key(&self, id: ApiKeyId, at: Timestamp) -> Result<bool> {
        let done = sqlx::query("UPDATE api_key SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1")
            .bind(id.to_string())
            .bind(millis(at))
            .execute(&self.write)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

fn read(row: &AnyRow) -> Result<ApiKey> {
    let columns = Columns::of(row, "api_key");
    Ok(ApiKey {
        id: columns.parsed("id")?,
        name: columns.get("name")?,
        role: columns.word("role")?,
        scopes: columns.json("scopes")?,
        connections: columns.optional_json("connections")?,
        secret_sha256: columns.get("secret_sha256")?,
        created_at: columns.instant("created_at")?,
        expires_at: columns.optional_instant("expires_at")?,
        revoked_at: columns.optional_instant("revoked_at")?,
    })
}
