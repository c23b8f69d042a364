//! A real store in a directory of its own, a clock that stands still, and a vault with a new key.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use erpgate_model::{
    Cause, Clock, Command, ConnectionId, Delivery, DeliveryAttempt, EventFilter, EventType, FakeClock, Ids,
    NewEvent, NewRecord, Operation, OperationId, OperationStatus, RecordEvent, Reference, Resource,
    SystemClock, WebhookEndpoint, WebhookEndpointId,
};
use erpgate_store::{DeliveryFilter, Operations, Settlement, Sqlite, Submitted, Webhooks};
use erpgate_vault::{DataKey, Keyring, Vault, WrappedKey};
use erpgate_webhooks::{
    Dispatcher, DispatcherOptions, Egress, EndpointDraft, SECRET_OWNER, SigningSecret, new_endpoint,
    test_event,
};
use rand::TryRng;
use rand::rngs::SysRng;
use tempfile::TempDir;

use crate::receiver::Receiver;

/// Short, because tests wait for it; long enough for a loopback answer on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(2);

pub(crate) struct World {
    pub(crate) store: Arc<Sqlite>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) ids: Ids,
    pub(crate) connection: ConnectionId,
    pub(crate) egress: Egress,
    vault: Vault,
    wrapped: WrappedKey,
    _directory: TempDir,
}

impl World {
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = Arc::new(Sqlite::open(&directory.path().join("erpgate.db")).await.unwrap());
        // The official verifier compares with the real time; only advancing is ours.
        let clock = Arc::new(FakeClock::at(SystemClock.now()));
        let ids = Ids::seeded(clock.clone(), 1);
        let vault = Vault::new(Keyring::from_environment(&format!("k1 {}", random_key())).unwrap());
        let wrapped = vault.new_data_key(SECRET_OWNER).unwrap();
        let egress = Egress::new(true);
        Self { store, clock, connection: ids.make(), ids, egress, vault, wrapped, _directory: directory }
    }

    pub(crate) fn secrets(&self) -> DataKey {
        self.vault.open_data_key(SECRET_OWNER, &self.wrapped).unwrap()
    }

    pub(crate) fn dispatcher(&self) -> Dispatcher {
        self.dispatcher_with_timeout(TIMEOUT)
    }

    pub(crate) fn dispatcher_with_timeout(&self, timeout: Duration) -> Dispatcher {
        self.dispatcher_with(|options| options.timeout = timeout)
    }

    pub(crate) fn dispatcher_with(&self, change: impl FnOnce(&mut DispatcherOptions)) -> Dispatcher {
        let mut options =
            DispatcherOptions { timeout: TIMEOUT, ..DispatcherOptions::new(self.egress.clone()) };
        change(&mut options);
        Dispatcher::new(self.store.clone(), self.secrets(), self.clock.clone(), options).unwrap()
    }

    /// Stores an endpoint for all events that leads to this receiver.
    pub(crate) async fn endpoint(&self, receiver: &Receiver) -> (WebhookEndpoint, SigningSecret) {
        self.endpoint_at(&receiver.url()).await
    }

    pub(crate) async fn endpoint_at(&self, url: &str) -> (WebhookEndpoint, SigningSecret) {
        let draft = EndpointDraft { url: url.into(), description: None, filter: EventFilter::default() };
        let made = new_endpoint(draft, &self.egress, &self.secrets(), &self.ids, &*self.clock).await;
        let (endpoint, secret) = made.unwrap();
        self.store.create_endpoint(&endpoint).await.unwrap();
        (endpoint, secret)
    }

    /// Has a write settled, and told with one event to every enabled endpoint, as the engine does.
    pub(crate) async fn tell(&self) -> NewEvent {
        // Deliveries of the same millisecond have no order.
        self.pass(TimeDelta::milliseconds(1));
        let sample = test_event(
            EventType::Record(Resource::PurchaseOrder, RecordEvent::Created),
            self.connection,
            &self.ids,
            &*self.clock,
        );
        let event = NewEvent { cause: Cause::Operation, ..sample };
        let operation = self.running_operation();
        assert_eq!(self.store.submit(&operation, None).await.unwrap(), Submitted::Accepted);
        let settlement = Settlement {
            id: operation.id,
            epoch: operation.epoch,
            status: OperationStatus::Succeeded,
            attempt: None,
            record_id: None,
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            at: self.clock.now(),
            events: vec![event.clone()],
            audit: None,
        };
        assert!(self.store.settle(&settlement).await.unwrap());
        event
    }

    fn running_operation(&self) -> Operation {
        let id: OperationId = self.ids.make();
        Operation {
            id,
            connection_id: self.connection,
            api_key_id: self.ids.make(),
            command: Command::Create(NewRecord::PurchaseOrder(Box::default())),
            basis: None,
            reference: Reference::of(id),
            status: OperationStatus::Running,
            epoch: 1,
            attempts: Vec::new(),
            due_at: None,
            lease_until: Some(self.clock.now() + TimeDelta::minutes(1)),
            record_id: None,
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            idempotency_key: None,
            fingerprint: String::new(),
            request_id: "req_1".into(),
            created_at: self.clock.now(),
            settled_at: None,
        }
    }

    /// The only delivery to the endpoint, with its log.
    pub(crate) async fn delivery_to(&self, endpoint: WebhookEndpointId) -> (Delivery, Vec<DeliveryAttempt>) {
        let deliveries = self.deliveries_to(endpoint).await;
        let [delivery] = deliveries.as_slice() else { panic!("one delivery expected: {deliveries:?}") };
        self.store.delivery(delivery.id).await.unwrap().unwrap()
    }

    pub(crate) async fn deliveries_to(&self, endpoint: WebhookEndpointId) -> Vec<Delivery> {
        let filter = DeliveryFilter { endpoint: Some(endpoint), limit: 200, ..Default::default() };
        self.store.deliveries(&filter).await.unwrap()
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    /// Sends one event to this URL and returns what the log says about it.
    pub(crate) async fn attempt_at(&self, url: &str) -> DeliveryAttempt {
        let (endpoint, _) = self.endpoint_at(url).await;
        self.tell().await;
        assert_eq!(self.dispatcher().deliver_due().await, 1);
        let (_, mut attempts) = self.delivery_to(endpoint.id).await;
        assert_eq!(attempts.len(), 1);
        attempts.remove(0)
    }
}

fn random_key() -> String {
    let mut bytes = [0; 32];
    SysRng.try_fill_bytes(&mut bytes).unwrap();
    STANDARD.encode(bytes)
}
