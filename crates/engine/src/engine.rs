//! The engine: what it is made of.

use std::sync::Arc;
use std::time::Duration;

use erpgate_connector::{Connector, Session};
use erpgate_model::{Clock, Ids, OperationId};
use erpgate_store::{Lease, Store};
use tokio::sync::{Notify, broadcast};
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use crate::decide::Policy;
use crate::source::ConnectorSource;

/// How the engine works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// When to send again, when to give up, when to ask a person.
    pub policy: Policy,
    /// True when no other process uses this store: what a dead process held is taken at once.
    pub sole_owner: bool,
}

/// Carries commands from accepted to known. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) source: Arc<dyn ConnectorSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Ids,
    pub(crate) options: Options,
    /// Writes on their way; shutdown waits for them.
    pub(crate) tasks: TaskTracker,
    /// Wakes the worker when something falls due sooner than it thinks.
    pub(crate) wake: Arc<Notify>,
    /// Tells waiting requests which operation moved.
    pub(crate) moved: broadcast::Sender<OperationId>,
    /// Tells the webhook dispatcher that there is something to deliver.
    pub(crate) deliveries: Arc<Notify>,
}

/// Names the options alone: the source may hold secrets.
impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine over a store and a source of connectors. `deliveries` is notified after every commit
    /// that may have made webhook deliveries.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        source: Arc<dyn ConnectorSource>,
        clock: Arc<dyn Clock>,
        ids: Ids,
        deliveries: Arc<Notify>,
        options: Options,
    ) -> Self {
        let (moved, _) = broadcast::channel(1024);
        let tasks = TaskTracker::new();
        Self { store, source, clock, ids, options, tasks, wake: Arc::default(), moved, deliveries }
    }

    /// Waits until every write on its way has come to rest. Take no new ones before calling it.
    pub async fn drain(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// The time that one attempt may take: several calls (token, CSRF, header, lines), each up to
    /// the connector's timeout.
    pub(crate) fn budget(connector: &dyn Connector) -> Duration {
        connector.call_timeout() * 4
    }

    /// A lease that outlives the attempt: no call to the ERP starts or runs after its end.
    pub(crate) fn lease(&self, budget: Duration) -> Lease {
        let now = self.clock.now();
        Lease { now, until: now + budget + Duration::from_secs(15) }
    }

    /// A visit to the ERP that ends with the budget, by the monotonic clock.
    pub(crate) fn session(connector: &dyn Connector, started: Instant) -> Session {
        Session::new(connector.client().clone(), started + Self::budget(connector), connector.call_timeout())
    }

    /// Tells everybody who waits that an operation moved.
    pub(crate) fn announce(&self, id: OperationId) {
        // Nobody listening is fine: the store holds the truth.
        let _ = self.moved.send(id);
        self.deliveries.notify_one();
        self.wake.notify_one();
    }
}
