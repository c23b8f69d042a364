//! Where events are sent, and what came of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::event_type::EventType;
use crate::id::{ConnectionId, DeliveryId, EventId, WebhookEndpointId};

/// Which events an endpoint wants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventFilter {
    /// Types such as `purchase_order.created`, or `purchase_order.*`; empty: all.
    #[serde(default)]
    pub types: Vec<String>,
    /// Only of these connections; empty: all.
    #[serde(default)]
    pub connections: Vec<ConnectionId>,
}

impl EventFilter {
    /// True when the endpoint wants this event.
    #[must_use]
    pub fn wants(&self, event_type: EventType, connection: ConnectionId) -> bool {
        let name = event_type.to_string();
        let type_fits = self.types.is_empty()
            || self.types.iter().any(|wanted| {
                wanted.strip_suffix('*').map_or(*wanted == name, |prefix| name.starts_with(prefix))
            });
        type_fits && (self.connections.is_empty() || self.connections.contains(&connection))
    }
}

/// A receiver of events.
#[derive(Debug, Clone, PartialEq)]
pub struct WebhookEndpoint {
    /// Its id.
    pub id: WebhookEndpointId,
    /// Where to POST.
    pub url: String,
    /// What people call it.
    pub description: Option<String>,
    /// Which events it wants.
    pub filter: EventFilter,
    /// Whether deliveries are made.
    pub enabled: bool,
    /// The signing secret, sealed by the vault.
    pub sealed_secret: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its time.
    Pending,
    /// The receiver answered 2xx.
    Delivered,
    /// Every attempt failed.
    Failed,
}

/// One event on its way to one endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// The event.
    pub event_id: EventId,
    /// The event's type.
    pub event_type: EventType,
    /// The endpoint.
    pub endpoint_id: WebhookEndpointId,
    /// Where it stands.
    pub state: DeliveryState,
    /// Attempts made.
    pub attempts: i64,
    /// When the next attempt is due.
    pub due_at: Option<DateTime<Utc>>,
    /// Rises with every claim; a result of an older claim is discarded.
    pub lease_generation: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// One attempt to deliver.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DeliveryAttempt {
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Milliseconds until the end of the answer.
    pub duration_ms: i64,
    /// The receiver's status.
    pub status: Option<u16>,
    /// Class of the failure: `timeout`, `dns`, `connect`, `tls`, `blocked_address`, `status`,
    /// `broken_answer`, or `secret_unreadable` (nothing was sent).
    pub error: Option<String>,
    /// Headers that were sent, name and value, the signature masked.
    // A pair would be `prefixItems` with `items: false`, which client generators do not read.
    #[schema(value_type = Vec<Vec<String>>)]
    pub request_headers: Vec<(String, String)>,
    /// The first 4 KiB of the answer.
    pub response_body: Option<String>,
}
