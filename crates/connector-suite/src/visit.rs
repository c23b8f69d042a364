//! One visit to the ERP, as the engine makes it.

use std::sync::Arc;
use std::time::Duration;

use erpgate_connector::{Attempted, Connector, Receipt, Session, Sighting, Trouble, WriteError, attempt};
use erpgate_model::{
    Command, Ids, NewPurchaseOrder, NewRecord, OperationId, PurchaseOrder, Record, RecordId, Reference,
    Resource, SystemClock,
};
use tokio::time::Instant;

use crate::stand::Stand;

/// How long one call may take here, unless the test is about time.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connector, and the session of one visit to its ERP.
#[derive(Debug)]
pub struct Visit {
    /// The connector.
    pub connector: Arc<dyn Connector>,
    /// The session; its reference is fresh.
    pub session: Session,
    reference: Reference,
}

impl Visit {
    /// A visit with a fresh reference.
    #[must_use]
    pub fn with(connector: &Arc<dyn Connector>) -> Self {
        Self::stamping(connector, fresh_reference())
    }

    /// A visit that stamps this reference.
    #[must_use]
    pub fn stamping(connector: &Arc<dyn Connector>, reference: Reference) -> Self {
        let session = session(connector, PATIENCE).with_reference(reference.clone());
        Self { connector: Arc::clone(connector), session, reference }
    }

    /// Starts the session anew with another patience for each answer.
    pub(crate) fn wait_for_answers(&mut self, patience: Duration) {
        self.session = session(&self.connector, patience).with_reference(self.reference.clone());
    }

    /// The reference that a create stamps.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Carries out a command, for the first time.
    ///
    /// # Errors
    /// As [`Connector::apply`].
    pub async fn apply(&self, command: &Command, basis: Option<&Record>) -> Result<Receipt, WriteError> {
        let attempted = Attempted { before: false, basis };
        attempt(self.connector.as_ref(), &self.session, command, attempted).await
    }

    /// Carries out a command of which an earlier attempt may stand.
    ///
    /// # Errors
    /// As [`Connector::apply`].
    pub async fn repeat(&self, command: &Command, basis: Option<&Record>) -> Result<Receipt, WriteError> {
        let attempted = Attempted { before: true, basis };
        attempt(self.connector.as_ref(), &self.session, command, attempted).await
    }

    /// Creates an order, for the first time.
    ///
    /// # Errors
    /// As [`Connector::apply`].
    pub async fn create(&self, order: &NewPurchaseOrder) -> Result<Receipt, WriteError> {
        self.apply(&Command::Create(NewRecord::PurchaseOrder(Box::new(order.clone()))), None).await
    }

    /// Looks for a reference.
    ///
    /// # Errors
    /// As [`Connector::locate`].
    pub async fn locate(&self, reference: &Reference) -> Result<Sighting, Trouble> {
        self.connector.locate(&self.session, Resource::PurchaseOrder, reference).await
    }
}

/// What the behaviours do again and again, each with a visit of its own.
impl Stand {
    pub(crate) fn visit(&self) -> Visit {
        Visit::with(&self.connector)
    }

    /// Creates the sample order and reads it.
    pub(crate) async fn created(&self) -> PurchaseOrder {
        let receipt = self.visit().create(&self.samples.order).await.expect("the sample order is valid");
        self.read(receipt.id()).await
    }

    /// Reads an order that must be there.
    pub(crate) async fn read(&self, id: &RecordId) -> PurchaseOrder {
        self.find(id).await.unwrap_or_else(|| panic!("the ERP has no purchase order {id}"))
    }

    /// Reads an order that may be there.
    pub(crate) async fn find(&self, id: &RecordId) -> Option<PurchaseOrder> {
        let visit = self.visit();
        let found = self.connector.read(&visit.session, Resource::PurchaseOrder, id, false).await;
        found.expect("reading works").map(|record| match record {
            Record::PurchaseOrder(order) => *order,
            other => panic!("asked for a purchase order, given {other:?}"),
        })
    }

    /// Looks for a reference on a visit of its own.
    pub(crate) async fn sighting(&self, reference: &Reference) -> Sighting {
        self.visit().locate(reference).await.expect("looking for a reference works")
    }
}

pub(crate) fn fresh_reference() -> Reference {
    let operation: OperationId = Ids::random(Arc::new(SystemClock)).make();
    Reference::of(operation)
}

fn session(connector: &Arc<dyn Connector>, patience: Duration) -> Session {
    Session::new(connector.client().clone(), Instant::now() + 3 * PATIENCE, patience)
}
