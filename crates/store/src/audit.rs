//! The audit log: who did what past the unified model.

use async_trait::async_trait;
use erpgate_model::{AuditEntry, AuditEntryId, ConnectionId, Timestamp};

use crate::Result;

/// Which entries to list. Newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Of these connections; `None`: all.
    pub connections: Option<Vec<ConnectionId>>,
    /// At or after this instant.
    pub since: Option<Timestamp>,
    /// Made before this one (the last id of the previous page).
    pub before: Option<AuditEntryId>,
    /// At most so many.
    pub limit: u16,
}

/// The audit log. Entries about operations are written with them, by
/// [`Operations`](crate::Operations).
///
/// # Behavior
/// - Nobody changes or takes away an entry: the database refuses it.
#[async_trait]
pub trait AuditLog: Send + Sync {
    /// Adds an entry that belongs to no operation.
    async fn append_audit(&self, entry: &AuditEntry) -> Result<()>;

    /// Entries, newest first.
    async fn audit_log(&self, filter: &AuditFilter) -> Result<Vec<AuditEntry>>;
}
