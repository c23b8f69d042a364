//! Connections, wrapped data keys and sealed secrets in the database.

use async_trait::async_trait;
use erpgate_model::{Connection, ConnectionId, Health, Timestamp};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::encode::{json, millis, word};
use super::row::Columns;
use super::select::Select;
use super::{Database, Dialect};
use crate::{Connections, Result, SealedSecret};

const COLUMNS: &str =
    "id, name, connector, settings, defaults, aliases, health, health_detail, created_at, updated_at";

#[async_trait]
impl<D: Dialect> Connections for Database<D> {
    async fn create_connection(
        &self,
        connection: &Connection,
        wrapped_key: &[u8],
        secrets: &[SealedSecret],
    ) -> Result<()> {
        let mut transaction = self.write.begin().await?;
        sqlx::query(
            "INSERT INTO connection (id, name, connector, settings, defaults, aliases, health, health_detail, \
             health_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10, $9, $10)",
        )
        .bind(connection.id.to_string())
        .bind(&*connection.name)
        .bind(&*connection.connector)
        .bind(json(&connection.settings))
        .bind(json(&connection.defaults))
        .bind(json(&connection.aliases))
        .bind(word(connection.health))
        .bind(connection.health_detail.as_deref())
        .bind(millis(connection.created_at))
        .bind(millis(connection.updated_at))
        .execute(&mut *transaction)
        .await?;
        sqlx::query("INSERT INTO wrapped_key (owner, wrapped) VALUES ($1, $2)")
            .bind(connection.id.to_string())
            .bind(wrapped_key)
            .execute(&mut *transaction)
            .await?;
        insert_secrets(&mut transaction, connection.id, secrets).await?;
        Ok(transaction.commit().await?)
    }

    async fn update_connection(
        &self,
        connection: &Connection,
        secrets: Option<&[SealedSecret]>,
    ) -> Result<bool> {
        let mut transaction = self.write.begin().await?;
        let done = sqlx::query(
            "UPDATE connection SET name = $2, settings = $3, defaults = $4, aliases = $5, health = $6, \
             health_detail = $7, health_at = $8, updated_at = $8 WHERE id = $1",
        )
        .bind(connection.id.to_string())
        .bind(&*connection.name)
        .bind(json(&connection.settings))
        .bind(json(&connection.defaults))
        .bind(json(&connection.aliases))
        .bind(word(connection.health))
        .bind(connection.health_detail.as_deref())
        .bind(millis(connection.updated_at))
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(secrets) = secrets {
            sqlx::query("DELETE FROM secret WHERE connection_id = $1")
                .bind(connection.id.to_string())
                .execute(&mut *transaction)
                .await?;
            insert_secrets(&mut transaction, connection.id, secrets).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    async fn set_health(
        &self,
        id: ConnectionId,
        health: Health,
        detail: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE connection SET health = $2, health_detail = $3, health_at = $4 \
             WHERE id = $1 AND health_at <= $4",
        )
        .bind(id.to_string())
        .bind(word(health))
        .bind(detail)
        .bind(millis(at))
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn delete_connection(&self, id: ConnectionId) -> Result<bool> {
        let mut transaction = self.write.begin().await?;
        // The secrets go with their connection (ON DELETE CASCADE).
        let done = sqlx::query("DELETE FROM connection WHERE id = $1")
            .bind(id.to_string())
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM wrapped_key WHERE owner = $1")
            .bind(id.to_string())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn connection(&self, id: ConnectionId) -> Result<Option<Connection>> {
        let mut select = Select::new(COLUMNS, "connection");
        select.and("id =", id.to_string());
        select.all(&self.read).await?.first().map(read).transpose()
    }

    async fn connections(&self) -> Result<Vec<Connection>> {
        let rows = Select::new(COLUMNS, "connection").all(&self.read).await?;
        let mut connections: Vec<_> = rows.iter().map(read).collect::<Result<_>>()?;
        connections.sort_by_key(|connection| (connection.created_at, connection.id));
        Ok(connections)
    }

    async fn secrets(&self, id: ConnectionId) -> Result<Vec<SealedSecret>> {
        let secrets: Vec<(String, Vec<u8>)> =
            sqlx::query_as("SELECT field, sealed FROM secret WHERE connection_id = $1 ORDER BY field")
                .bind(id.to_string())
                .fetch_all(&self.read)
                .await?;
        Ok(secrets.into_iter().map(|(field, sealed)| SealedSecret { field, sealed }).collect())
    }

    async fn wrapped_key(&self, owner: &str) -> Result<Option<Vec<u8>>> {
        Ok(sqlx::query_scalar("SELECT wrapped FROM wrapped_key WHERE owner = $1")
            .bind(owner)
            .fetch_optional(&self.read)
            .await?)
    }

    async fn ensure_wrapped_key(&self, owner: &str, wrapped: &[u8]) -> Result<Vec<u8>> {
        // The update that changes nothing makes RETURNING show the row that was there first.
        Ok(sqlx::query_scalar(
            "INSERT INTO wrapped_key (owner, wrapped) VALUES ($1, $2) \
             ON CONFLICT (owner) DO UPDATE SET wrapped = wrapped_key.wrapped RETURNING wrapped",
        )
        .bind(owner)
        .bind(wrapped)
        .fetch_one(&self.write)
        .await?)
    }
}

async fn insert_secrets(
    transaction: &mut AnyConnection,
    id: ConnectionId,
    secrets: &[SealedSecret],
) -> Result<()> {
    for secret in secrets {
        sqlx::query("INSERT INTO secret (connection_id, field, sealed) VALUES ($1, $2, $3)")
            .bind(id.to_string())
            .bind(&*secret.field)
            .bind(&*secret.sealed)
            .execute(&mut *transaction)
            .await?;
    }
    Ok(())
}

fn read(row: &AnyRow) -> Result<Connection> {
    let columns = Columns::of(row, "connection");
    Ok(Connection {
        id: columns.parsed("id")?,
        name: columns.get("name")?,
        connector: columns.get("connector")?,
        settings: columns.json("settings")?,
        defaults: columns.json("defaults")?,
        aliases: columns.json("aliases")?,
        health: columns.word("health")?,
        health_detail: columns.get("health_detail")?,
        created_at: columns.instant("created_at")?,
        updated_at: columns.instant("updated_at")?,
    })
}
