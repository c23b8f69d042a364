//! What must be remembered, and what must happen together.
//!
//! One set of traits, two databases: [`Sqlite`] for one process, [`Postgres`] for many. The tests of
//! this crate run on both and test the sentences of the traits' documentation. No other crate
//! knows SQL.

mod api_keys;
mod audit;
mod connections;
mod error;
mod open;
mod operations;
mod sql;
mod webhooks;

use async_trait::async_trait;

pub use api_keys::ApiKeys;
pub use audit::{AuditFilter, AuditLog};
pub use connections::{Connections, SealedSecret};
pub use error::StoreError;
pub use open::open;
pub use operations::{Lease, OperationFilter, Operations, Postponement, Settlement, Submitted};
pub use sql::{Database, Dialect, Postgres, PostgresDialect, Sqlite, SqliteDialect};
pub use webhooks::{ClaimedDelivery, DeliveryFilter, DeliveryResult, Webhooks};

/// Everything a gateway remembers.
#[async_trait]
pub trait Store: Operations + Connections + ApiKeys + AuditLog + Webhooks {
    /// Asks the database for an answer, and nothing else.
    async fn ping(&self) -> Result<()>;

    /// Waits for running calls and closes the database; later calls fail. On SQLite the next process
    /// may then open it.
    async fn close(&self);
}

/// Result of a store call.
pub type Result<T> = std::result::Result<T, StoreError>;
