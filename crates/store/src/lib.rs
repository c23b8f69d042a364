//! What must be remembered, and what must happen together.
//!
//! One set of traits, two databases: SQLite for one process, PostgreSQL for many. The
//! [`suite`](../erpgate_store/suite/index.html) of tests runs on both and tests the sentences
//! of the traits' documentation. No other crate knows SQL.

mod api_keys;
mod connections;
mod error;
mod operations;
mod webhooks;

pub use api_keys::ApiKeys;
pub use connections::{Connections, SealedSecret};
pub use error::StoreError;
pub use operations::{Lease, OperationFilter, Operations, Postponement, Settlement, Submitted};
pub use webhooks::{ClaimedDelivery, DeliveryFilter, DeliveryResult, Webhooks};

/// Everything a gateway remembers.
pub trait Store: Operations + Connections + ApiKeys + Webhooks {}

impl<S: Operations + Connections + ApiKeys + Webhooks> Store for S {}

/// Result of a store call.
pub type Result<T> = std::result::Result<T, StoreError>;
