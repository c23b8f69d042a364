//! What every request handler can reach.

use std::sync::Arc;
use std::time::Duration;

use erpgate_connector::Registration;
use erpgate_engine::{ConnectorSource, Engine};
use erpgate_model::{Clock, Ids};
use erpgate_store::Store;
use erpgate_vault::DataKey;
use erpgate_webhooks::Egress;
use tokio::sync::Notify;

use crate::config::ServerSection;
use crate::source::Secrets;

/// What every request handler can reach.
#[derive(Clone)]
pub struct App {
    /// Carries writes.
    pub engine: Engine,
    /// Gives connectors.
    pub source: Arc<dyn ConnectorSource>,
    /// What is remembered.
    pub store: Arc<dyn Store>,
    /// Seals and opens connections' secrets.
    pub secrets: Secrets,
    /// Where webhooks may go.
    pub egress: Egress,
    /// Seals the signing secrets of webhook endpoints.
    pub webhook_key: Arc<DataKey>,
    /// Wakes the dispatcher.
    pub deliveries: Arc<Notify>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Ids,
    /// What can be connected.
    pub connectors: &'static [Registration],
    /// Limits and rules of the door.
    pub rules: Rules,
}

/// Limits and rules of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// A write without `Idempotency-Key` is refused.
    pub require_idempotency_key: bool,
    /// How long a write waits for the ERP unless the client says otherwise.
    pub default_wait: Duration,
    /// Longest request body, in bytes.
    pub body_limit: usize,
    /// Longest time for a request body to arrive.
    pub body_timeout: Duration,
}

impl From<&ServerSection> for Rules {
    fn from(section: &ServerSection) -> Self {
        Self {
            require_idempotency_key: section.require_idempotency_key,
            default_wait: Duration::from_secs(section.default_wait_seconds),
            body_limit: section.body_limit_bytes,
            body_timeout: Duration::from_secs(section.body_timeout_seconds),
        }
    }
}

impl App {
    /// The connector of this name.
    #[must_use]
    pub fn connector(&self, name: &str) -> Option<&'static Registration> {
        self.connectors.iter().find(|registration| registration.name == name)
    }
}
