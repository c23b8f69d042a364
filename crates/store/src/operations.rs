//! Operations: the ledger of writes.

use async_trait::async_trait;
use erpgate_model::{
    ApiKeyId, Attempt, AuditEntry, ConnectionId, Failure, NewEvent, Operation, OperationId, OperationStatus,
    Record, RecordChange, RecordId, Resource, Timestamp, Warning,
};
use serde_json::Value;

use crate::Result;

/// What became of a submission.
#[derive(Debug, Clone, PartialEq)]
pub enum Submitted {
    /// Stored. If it was submitted as `running`, the caller holds the lease.
    Accepted,
    /// This key was used for the same request before: here is its operation.
    Replayed(Box<Operation>),
    /// This key was used for another request.
    KeyReused(OperationId),
    /// Another unsettled operation holds the record.
    RecordBusy(OperationId),
    /// The reference stands on another operation of this connection already: make a new id.
    ReferenceTaken,
}

/// The right to work on an operation until a time, won by raising its epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// The present instant.
    pub now: Timestamp,
    /// When the lease runs out.
    pub until: Timestamp,
}

/// The end of an operation, or its wait for a person, with everything that must be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// Which operation.
    pub id: OperationId,
    /// The epoch under which the work was done.
    pub epoch: i64,
    /// `succeeded`, `rejected`, `failed` or `needs_attention`.
    pub status: OperationStatus,
    /// Attempts made under this epoch; appended to those before.
    pub attempt: Option<Attempt>,
    /// The record's id, once known.
    pub record_id: Option<RecordId>,
    /// The record as re-read.
    pub record: Option<Value>,
    /// What changed.
    pub changes: Vec<RecordChange>,
    /// What the client should know.
    pub warnings: Vec<Warning>,
    /// Why it did not succeed.
    pub failure: Option<Failure>,
    /// When. Also `settled_at`, unless the status is `needs_attention`.
    pub at: Timestamp,
    /// What is told to webhook endpoints.
    pub events: Vec<NewEvent>,
    /// What the audit log says of it.
    pub audit: Option<AuditEntry>,
}

/// A later look at an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Postponement {
    /// Which operation.
    pub id: OperationId,
    /// The epoch under which the work was done.
    pub epoch: i64,
    /// `pending` (certainly not applied) or `unknown`.
    pub status: OperationStatus,
    /// The attempt made; appended to those before.
    pub attempt: Option<Attempt>,
    /// When to look again.
    pub due_at: Timestamp,
    /// Why, for clients that ask meanwhile.
    pub failure: Option<Failure>,
    /// What is told to webhook endpoints (`operation.unknown`, once).
    pub events: Vec<NewEvent>,
    /// The present instant.
    pub at: Timestamp,
}

/// Which operations to list. Newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OperationFilter {
    /// With this status.
    pub status: Option<OperationStatus>,
    /// Of these connections; `None`: all.
    pub connections: Option<Vec<ConnectionId>>,
    /// About this kind of record.
    pub resource: Option<Resource>,
    /// Made before this one (the last id of the previous page).
    pub before: Option<OperationId>,
    /// At most so many.
    pub limit: u16,
}

/// The ledger of writes. Every method is one transaction: what it writes, it writes together,
/// and when it has returned `Ok` it survives a power cut.
#[async_trait]
pub trait Operations: Send + Sync {
    /// Stores the intent before anything is sent.
    ///
    /// # Behavior
    /// - With an idempotency key that the same API key used before: nothing is stored; same
    ///   fingerprint gives `Replayed`, another gives `KeyReused`. Keys never expire here.
    /// - While an unsettled operation (`pending`, `running`, `unknown`, `needs_attention`) holds the
    ///   same record of the same connection and resource: nothing is stored, `RecordBusy`.
    /// - The same reference twice in one connection: nothing is stored, `ReferenceTaken`.
    /// - Otherwise the operation is stored as given (status `pending` with `due_at`, or `running`
    ///   with `epoch` 1 and `lease_until`).
    /// - The entry of the audit log stands if, and only if, it was `Accepted`.
    /// - Two submissions with the same key at the same instant: exactly one is `Accepted`, even on
    ///   two nodes.
    async fn submit(&self, operation: &Operation, audit: Option<&AuditEntry>) -> Result<Submitted>;

    /// Takes work that nobody holds: `pending` and `unknown` whose `due_at` has come, `running`
    /// whose lease has run out.
    ///
    /// # Behavior
    /// - Each taken operation gets `epoch + 1` and `lease_until = lease.until`; its status stays, so
    ///   that the worker knows whether something may have been sent. `pending` ones become `running`
    ///   only by [`Operations::start`].
    /// - An operation is given to one worker at a time, also when several nodes ask at once.
    /// - A leased `pending` or `unknown` one is given again only after its lease ran out.
    async fn take_due(&self, lease: Lease, limit: u16) -> Result<Vec<Operation>>;

    /// Ends every live lease, so that [`Operations::take_due`] gives the work out at once. Only for a
    /// process that knows itself to be the only one: whoever held these leases is no more.
    ///
    /// # Behavior
    /// - Epochs and statuses stay. Returns how many leases were live.
    async fn end_all_leases(&self, at: Timestamp) -> Result<u64>;

    /// Turns a leased operation into `running`, with the basis that later attempts compare with,
    /// just before it is sent.
    ///
    /// # Behavior
    /// - `false`, and nothing written, when the epoch is no longer the operation's or the operation
    ///   is settled: somebody took over, so nothing may be sent.
    /// - A basis that is already stored is kept.
    async fn start(&self, id: OperationId, epoch: i64, basis: Option<&Record>, lease: Lease) -> Result<bool>;

    /// Writes the end of an operation together with its events and their deliveries, one per enabled
    /// endpoint whose filter wants the event.
    ///
    /// # Behavior
    /// - `false`, and nothing written, when the epoch is no longer the operation's or it is settled.
    /// - Each event gets the next sequence of its record (connection, resource, resource id), from 1.
    /// - The entry of the audit log stands with it.
    /// - Afterwards the record is free for the next operation, unless the status is `needs_attention`.
    async fn settle(&self, settlement: &Settlement) -> Result<bool>;

    /// Puts an operation off, together with its events, and gives the lease back.
    ///
    /// # Behavior
    /// - `false`, and nothing written, when the epoch is no longer the operation's or it is settled.
    async fn postpone(&self, postponement: &Postponement) -> Result<bool>;

    /// Ends a `pending` operation that nobody holds, at the client's wish.
    ///
    /// # Behavior
    /// - `false`, and nothing written, unless it is `pending` without a live lease.
    async fn cancel_pending(&self, settlement: &Settlement) -> Result<bool>;

    /// Raises the epoch of an operation that waits for a person, so that the person's decision can be
    /// settled; returns it with its new epoch.
    ///
    /// # Behavior
    /// - `None`, and nothing written, unless its status is `needs_attention`.
    async fn take_for_decision(&self, id: OperationId) -> Result<Option<Operation>>;

    /// One operation.
    async fn operation(&self, id: OperationId) -> Result<Option<Operation>>;

    /// The operation that this API key made with this idempotency key.
    async fn operation_by_key(&self, api_key: ApiKeyId, key: &str) -> Result<Option<Operation>>;

    /// Operations, newest first.
    async fn operations(&self, filter: &OperationFilter) -> Result<Vec<Operation>>;

    /// How many operations of the connection are unsettled.
    async fn unsettled(&self, connection: ConnectionId) -> Result<u64>;

    /// When the next operation falls due, for the worker that sleeps until then.
    async fn next_due(&self) -> Result<Option<Timestamp>>;
}
