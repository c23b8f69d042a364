//! Who may do what.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::id::{ApiKeyId, ConnectionId};

/// A ready set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, API keys included.
    Admin,
    /// Connections, webhooks and operations, but no keys.
    Operator,
    /// Only the scopes named in the key.
    Client,
}

/// One permission. A route names the scope it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub enum Scope {
    /// Read purchase orders.
    #[serde(rename = "purchase_orders:read")]
    PurchaseOrdersRead,
    /// Create, change, cancel, close and delete purchase orders.
    #[serde(rename = "purchase_orders:write")]
    PurchaseOrdersWrite,
    /// Read vendors.
    #[serde(rename = "vendors:read")]
    VendorsRead,
    /// Create, change, block, deactivate and delete vendors.
    #[serde(rename = "vendors:write")]
    VendorsWrite,
    /// Read work orders and completions.
    #[serde(rename = "work_orders:read")]
    WorkOrdersRead,
    /// Create, change, release, complete, close, cancel and delete work orders, and confirm work.
    #[serde(rename = "work_orders:write")]
    WorkOrdersWrite,
    /// Read stock, adjustments, transfers and goods receipts.
    #[serde(rename = "inventory:read")]
    InventoryRead,
    /// Adjust, move, receive and reverse stock.
    #[serde(rename = "inventory:write")]
    InventoryWrite,
    /// Read items, locations, companies, payment terms, units, accounts and tax codes.
    #[serde(rename = "master_data:read")]
    MasterDataRead,
    /// Send requests in the ERP's own words. Goes past the unified model: no role but `admin` carries it.
    #[serde(rename = "passthrough:call")]
    PassthroughCall,
    /// Read operations.
    #[serde(rename = "operations:read")]
    OperationsRead,
    /// Cancel operations, and decide those that need attention.
    #[serde(rename = "operations:resolve")]
    OperationsResolve,
    /// Read connections, without secrets.
    #[serde(rename = "connections:read")]
    ConnectionsRead,
    /// Create, change and delete connections, and enter their credentials.
    #[serde(rename = "connections:write")]
    ConnectionsWrite,
    /// Read webhook endpoints and deliveries.
    #[serde(rename = "webhooks:read")]
    WebhooksRead,
    /// Create, change, test and delete webhook endpoints.
    #[serde(rename = "webhooks:write")]
    WebhooksWrite,
    /// Read the audit log.
    #[serde(rename = "audit_log:read")]
    AuditLogRead,
    /// Create, list and revoke API keys.
    #[serde(rename = "api_keys:write")]
    ApiKeysWrite,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[
        Self::PurchaseOrdersRead,
        Self::PurchaseOrdersWrite,
        Self::VendorsRead,
        Self::VendorsWrite,
        Self::WorkOrdersRead,
        Self::WorkOrdersWrite,
        Self::InventoryRead,
        Self::InventoryWrite,
        Self::MasterDataRead,
        Self::PassthroughCall,
        Self::OperationsRead,
        Self::OperationsResolve,
        Self::ConnectionsRead,
        Self::ConnectionsWrite,
        Self::WebhooksRead,
        Self::WebhooksWrite,
        Self::AuditLogRead,
        Self::ApiKeysWrite,
    ];

    /// The name on the wire, such as `purchase_orders:write`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PurchaseOrdersRead => "purchase_orders:read",
            Self::PurchaseOrdersWrite => "purchase_orders:write",
            Self::VendorsRead => "vendors:read",
            Self::VendorsWrite => "vendors:write",
            Self::WorkOrdersRead => "work_orders:read",
            Self::WorkOrdersWrite => "work_orders:write",
            Self::InventoryRead => "inventory:read",
            Self::InventoryWrite => "inventory:write",
            Self::MasterDataRead => "master_data:read",
            Self::PassthroughCall => "passthrough:call",
            Self::OperationsRead => "operations:read",
            Self::OperationsResolve => "operations:resolve",
            Self::ConnectionsRead => "connections:read",
            Self::ConnectionsWrite => "connections:write",
            Self::WebhooksRead => "webhooks:read",
            Self::WebhooksWrite => "webhooks:write",
            Self::AuditLogRead => "audit_log:read",
            Self::ApiKeysWrite => "api_keys:write",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|scope| scope.as_str() == text).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|scope| scope.as_str()).collect();
            format!("`{text}` is no scope; known are {}", known.join(", "))
        })
    }
}

/// An API key without its secret, of which only the SHA-256 is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What people call it.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Scopes of a client key.
    pub scopes: Vec<Scope>,
    /// The connections it is limited to; `None`: all.
    pub connections: Option<Vec<ConnectionId>>,
    /// SHA-256 of the whole key text.
    pub secret_sha256: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl ApiKey {
    /// True when the key carries the scope, by role or by name.
    #[must_use]
    pub fn allows(&self, scope: Scope) -> bool {
        match self.role {
            Role::Admin => true,
            Role::Operator => !matches!(scope, Scope::ApiKeysWrite | Scope::PassthroughCall),
            Role::Client => self.scopes.contains(&scope),
        }
    }

    /// True when the key may use the connection.
    #[must_use]
    pub fn reaches(&self, connection: ConnectionId) -> bool {
        self.connections.as_ref().is_none_or(|allowed| allowed.contains(&connection))
    }

    /// True when the key is neither expired nor revoked.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}
