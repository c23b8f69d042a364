//! What a test starts from: an empty store, a clock that stands still, and things to put in.

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_model::{
    ApiKeyId, Attempt, AttemptOutcome, Clock, Command, ConnectionId, FakeClock, Ids, NewRecord, Operation,
    OperationId, OperationStatus, Patch, RecordId, Reference, Target, Timestamp, Update,
};
use erpgate_store::{Lease, Postponement, Settlement, Store, Submitted};

/// An empty store and its surroundings.
pub(crate) struct World {
    /// The gateways' stores: one on SQLite, two on the same PostgreSQL database.
    pub(crate) nodes: Vec<Arc<dyn Store>>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) ids: Ids,
    pub(crate) connection: ConnectionId,
    pub(crate) api_key: ApiKeyId,
}

impl World {
    pub(crate) fn new(database: &str, nodes: Vec<Arc<dyn Store>>) -> Self {
        // Shown with a failure, to tell on which database it was.
        eprintln!("on {database}:");
        let clock = Arc::new(FakeClock::default());
        let ids = Ids::seeded(clock.clone(), 1);
        Self { nodes, clock, connection: ids.make(), api_key: ids.make(), ids }
    }

    /// The first gateway's store.
    pub(crate) fn store(&self) -> &dyn Store {
        &*self.nodes[0]
    }

    /// Store number `turn`, counted around: spreads work over all gateways.
    pub(crate) fn node(&self, turn: usize) -> Arc<dyn Store> {
        Arc::clone(&self.nodes[turn % self.nodes.len()])
    }

    pub(crate) async fn close(&self) {
        for node in &self.nodes {
            node.close().await;
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// So many seconds from now.
    pub(crate) fn after(&self, seconds: i64) -> Timestamp {
        self.now() + TimeDelta::seconds(seconds)
    }

    /// Lets time pass. New ids sort behind older ones only when it does.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.advance(TimeDelta::seconds(seconds));
    }

    /// A lease of 60 seconds from now.
    pub(crate) fn lease(&self) -> Lease {
        Lease { now: self.now(), until: self.after(60) }
    }

    /// A create that is due at once.
    pub(crate) fn create(&self) -> Operation {
        self.operation(Command::Create(NewRecord::PurchaseOrder(Box::default())))
    }

    /// An update of this record, due at once.
    pub(crate) fn update_of(&self, record: &str) -> Operation {
        let target = Target { id: RecordId::new(record), if_match: None };
        let patch = Patch::PurchaseOrder(Box::default());
        self.operation(Command::Update(Update { target, patch }))
    }

    fn operation(&self, command: Command) -> Operation {
        let id: OperationId = self.ids.make();
        Operation {
            id,
            connection_id: self.connection,
            api_key_id: self.api_key,
            basis: None,
            reference: Reference::of(id),
            status: OperationStatus::Pending,
            epoch: 0,
            attempts: Vec::new(),
            due_at: Some(self.now()),
            lease_until: None,
            record_id: command.target().map(|target| target.id.clone()),
            command,
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            idempotency_key: None,
            fingerprint: "of nothing in particular".into(),
            request_id: "req_1".into(),
            created_at: self.now(),
            settled_at: None,
        }
    }

    /// The same operation as it is submitted by a request that sends it itself.
    pub(crate) fn running(&self, operation: Operation) -> Operation {
        let lease_until = Some(self.after(60));
        Operation { status: OperationStatus::Running, epoch: 1, due_at: None, lease_until, ..operation }
    }

    /// Submits, and expects it to be accepted.
    pub(crate) async fn accept(&self, operation: Operation) -> Operation {
        assert_eq!(self.store().submit(&operation, None).await.unwrap(), Submitted::Accepted);
        operation
    }

    /// The operation as it stands in the store.
    pub(crate) async fn stored(&self, id: OperationId) -> Operation {
        self.store().operation(id).await.unwrap().expect("the operation stands in the store")
    }

    /// The plain end of an operation, under its epoch.
    pub(crate) fn settlement(&self, operation: &Operation, status: OperationStatus) -> Settlement {
        Settlement {
            id: operation.id,
            epoch: operation.epoch,
            status,
            attempt: None,
            record_id: None,
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            at: self.now(),
            events: Vec::new(),
            audit: None,
        }
    }

    /// A wait of ten seconds, under the operation's epoch.
    pub(crate) fn postponement(&self, operation: &Operation, status: OperationStatus) -> Postponement {
        Postponement {
            id: operation.id,
            epoch: operation.epoch,
            status,
            attempt: None,
            due_at: self.after(10),
            failure: None,
            events: Vec::new(),
            at: self.now(),
        }
    }

    /// An attempt that begins and ends now.
    pub(crate) fn attempt(&self, outcome: AttemptOutcome) -> Attempt {
        Attempt { started_at: self.now(), ended_at: self.now(), outcome, detail: None, native: Vec::new() }
    }
}
