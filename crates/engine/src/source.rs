//! Where the engine gets an ERP's connector from: it never sees a secret.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use erpgate_connector::{Connector, SettingError};
use erpgate_model::{Connection, ConnectionId};
use erpgate_store::StoreError;
use tokio::sync::Semaphore;

/// A connection with its connector, ready for use.
#[derive(Clone)]
pub struct Connected {
    /// The connection.
    pub connection: Arc<Connection>,
    /// Its connector, with the secrets inside.
    pub connector: Arc<dyn Connector>,
    /// As many permits as the ERP takes calls at a time on this node.
    pub permits: Arc<Semaphore>,
}

impl Connected {
    /// A connection and its connector.
    #[must_use]
    pub fn new(connection: Connection, connector: Arc<dyn Connector>) -> Self {
        let permits = Arc::new(Semaphore::new(connector.concurrency().max(1)));
        Self { connection: Arc::new(connection), connector, permits }
    }
}

/// Names the connection alone: the connector holds secrets.
impl fmt::Debug for Connected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.connection.id, self.connection.connector)
    }
}

/// Why there is no connector.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// No connection has this id.
    #[error("there is no connection with this id")]
    NoSuchConnection,
    /// A setting or secret is missing or wrong.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault could not open the secrets.
    #[error("the connection's secrets cannot be opened: {0}")]
    Secrets(String),
}

/// Gives the connector of a connection; the gateway opens the secrets and builds it.
#[async_trait]
pub trait ConnectorSource: Send + Sync + fmt::Debug {
    /// The connection and its connector. Calls for the same unchanged connection share one connector.
    async fn connected(&self, id: ConnectionId) -> Result<Connected, SourceError>;
}
