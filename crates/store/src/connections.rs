//! Connections, and what the vault sealed for them.

use async_trait::async_trait;
use erpgate_model::{Connection, ConnectionId, Health, Timestamp};

use crate::Result;

/// A secret as the vault sealed it. Without the vault's key it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSecret {
    /// The connector's name for it, such as `password`.
    pub field: String,
    /// The sealed record.
    pub sealed: Vec<u8>,
}

/// Connections and sealed secrets. Every method is one transaction.
#[async_trait]
pub trait Connections: Send + Sync {
    /// Stores a new connection with its wrapped data key and sealed secrets.
    async fn create_connection(
        &self,
        connection: &Connection,
        wrapped_key: &[u8],
        secrets: &[SealedSecret],
    ) -> Result<()>;

    /// Writes name, settings, defaults, aliases, health and `updated_at`.
    ///
    /// # Behavior
    /// - `Some(secrets)` replaces all secrets in the same transaction; `None` leaves them.
    /// - `false`, and nothing written, when there is no such connection.
    async fn update_connection(
        &self,
        connection: &Connection,
        secrets: Option<&[SealedSecret]>,
    ) -> Result<bool>;

    /// Writes the health alone, as observed at an instant.
    ///
    /// # Behavior
    /// - An observation older than the one that stands is dropped: nodes may report late.
    async fn set_health(
        &self,
        id: ConnectionId,
        health: Health,
        detail: Option<&str>,
        at: Timestamp,
    ) -> Result<()>;

    /// Deletes a connection; its wrapped data key and secrets go with it, so that nothing sealed for
    /// it can be opened again. Its operations and events stay as history.
    ///
    /// # Behavior
    /// - `false`, and nothing written, when there is no such connection.
    async fn delete_connection(&self, id: ConnectionId) -> Result<bool>;

    /// One connection.
    async fn connection(&self, id: ConnectionId) -> Result<Option<Connection>>;

    /// All connections, oldest first.
    async fn connections(&self) -> Result<Vec<Connection>>;

    /// The sealed secrets of a connection.
    async fn secrets(&self, id: ConnectionId) -> Result<Vec<SealedSecret>>;

    /// The wrapped data key of an owner (a connection's id, or `webhooks`).
    async fn wrapped_key(&self, owner: &str) -> Result<Option<Vec<u8>>>;

    /// Stores a wrapped data key for an owner that has none, and returns the one that stands
    /// (another node may have been first).
    async fn ensure_wrapped_key(&self, owner: &str, wrapped: &[u8]) -> Result<Vec<u8>>;
}
