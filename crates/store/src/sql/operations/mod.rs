//! The ledger in the database.

mod read;
mod row;
mod settle;
mod submit;
mod take;

use async_trait::async_trait;
use erpgate_model::{ApiKeyId, AuditEntry, ConnectionId, Operation, OperationId, Record, Timestamp};

use super::{Database, Dialect};
use crate::{Lease, OperationFilter, Operations, Postponement, Result, Settlement, Submitted};

#[async_trait]
impl<D: Dialect> Operations for Database<D> {
    async fn submit(&self, operation: &Operation, audit: Option<&AuditEntry>) -> Result<Submitted> {
        submit::submit(&self.write, operation, audit).await
    }

    async fn take_due(&self, lease: Lease, limit: u16) -> Result<Vec<Operation>> {
        take::take_due(&self.write, &D::skip_taken("operation"), lease, limit).await
    }

    async fn end_all_leases(&self, at: Timestamp) -> Result<u64> {
        take::end_all_leases(&self.write, at).await
    }

    async fn start(&self, id: OperationId, epoch: i64, basis: Option<&Record>, lease: Lease) -> Result<bool> {
        take::start(&self.write, id, epoch, basis, lease).await
    }

    async fn settle(&self, settlement: &Settlement) -> Result<bool> {
        settle::settle(self.write.begin().await?, D::KEEP, settlement).await
    }

    async fn postpone(&self, postponement: &Postponement) -> Result<bool> {
        settle::postpone(self.write.begin().await?, D::KEEP, postponement).await
    }

    async fn cancel_pending(&self, settlement: &Settlement) -> Result<bool> {
        settle::cancel_pending(self.write.begin().await?, D::KEEP, settlement).await
    }

    async fn take_for_decision(&self, id: OperationId) -> Result<Option<Operation>> {
        take::take_for_decision(&self.write, id).await
    }

    async fn operation(&self, id: OperationId) -> Result<Option<Operation>> {
        read::by_id(&self.read, id).await
    }

    async fn operation_by_key(&self, api_key: ApiKeyId, key: &str) -> Result<Option<Operation>> {
        read::by_key(&self.read, api_key, key).await
    }

    async fn operations(&self, filter: &OperationFilter) -> Result<Vec<Operation>> {
        read::list(&self.read, filter).await
    }

    async fn unsettled(&self, connection: ConnectionId) -> Result<u64> {
        read::unsettled(&self.read, connection).await
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        read::next_due(&self.read).await
    }
}
