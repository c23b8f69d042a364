//! A connection as clients see it: without secrets.

use chrono::{DateTime, Utc};
use erpgate_model::{Aliases, Connection, ConnectionId, Health};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// One ERP: how to reach it, and what its owner wants filled in. Secrets never come out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Connection)]
pub(crate) struct ConnectionView {
    /// Its id; re-entering credentials never changes it.
    id: ConnectionId,
    /// What people call it.
    name: String,
    /// Which connector.
    connector: String,
    /// How to reach the ERP.
    #[schema(value_type = Object)]
    settings: Value,
    /// Per resource, fields of a create body that apply where the client says nothing.
    #[schema(value_type = Object)]
    defaults: Value,
    /// The client's words for the ERP's ids, by field.
    aliases: Aliases,
    /// Whether it works.
    health: Health,
    /// Why it does not.
    health_detail: Option<String>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

impl From<Connection> for ConnectionView {
    fn from(connection: Connection) -> Self {
        Self {
            id: connection.id,
            name: connection.name,
            connector: connection.connector,
            settings: connection.settings,
            defaults: connection.defaults,
            aliases: connection.aliases,
            health: connection.health,
            health_detail: connection.health_detail,
            created_at: connection.created_at,
            updated_at: connection.updated_at,
        }
    }
}
