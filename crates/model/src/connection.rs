//! A connection: one ERP, how to reach it, and what its owner wants filled in.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::aliases::Aliases;
use crate::clock::Timestamp;
use crate::id::ConnectionId;

/// Whether the ERP takes the connection's credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// Not tried yet.
    Untested,
    /// The last contact went well.
    Healthy,
    /// The ERP refused the credentials, or could not be reached by the last test.
    Unhealthy,
}

/// One ERP. Its secrets are kept elsewhere, sealed, and never leave the gateway.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// Its id; re-entering credentials never changes it.
    pub id: ConnectionId,
    /// What people call it.
    pub name: String,
    /// Which connector, such as `sap`.
    pub connector: String,
    /// How to reach the ERP, in the connector's own words (an object without secrets).
    pub settings: Value,
    /// Per resource, fields of a create body that apply where the client says nothing; an object.
    pub defaults: Value,
    /// The client's words for the ERP's ids.
    pub aliases: Aliases,
    /// Whether it works.
    pub health: Health,
    /// A sentence about why it does not.
    pub health_detail: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
