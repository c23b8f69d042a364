//! `/v1/api-keys`

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod revoke;

use chrono::{DateTime, Utc};
use erpgate_model::{ApiKey, ApiKeyId, ConnectionId, Role, Scope};
use serde::Serialize;
use utoipa::ToSchema;

/// An API key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApiKey)]
pub(crate) struct ApiKeyView {
    /// Its id.
    id: ApiKeyId,
    /// What people call it.
    name: String,
    /// Its role.
    role: Role,
    /// Scopes of a client key.
    scopes: Vec<Scope>,
    /// The connections it is limited to; `null`: all.
    connections: Option<Vec<ConnectionId>>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it ends.
    expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    revoked_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            role: key.role,
            scopes: key.scopes,
            connections: key.connections,
            created_at: key.created_at,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
        }
    }
}
