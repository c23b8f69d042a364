//! Claims deliveries, has them sent, records what came of them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use erpgate_model::{Clock, DeliveryAttempt, DeliveryState, Timestamp};
use erpgate_store::{ClaimedDelivery, DeliveryResult, Lease, Store};
use erpgate_vault::DataKey;
use futures::future::join_all;
use rand::rngs::StdRng;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::egress::Egress;
use crate::endpoints::open_secret;
use crate::failure::ErrorClass;
use crate::lanes::{Lanes, Place};
use crate::schedule::{Jitter, delay_after};
use crate::sender::{Sender, SenderError, Sent, Verdict};

/// So many deliveries are claimed at a time.
const CLAIM: u16 = 64;
/// A claim outlives the request by so much: waiting for a turn, and recording.
const LEASE_MARGIN: Duration = Duration::from_secs(15);
/// The longest sleep: other nodes' deliveries come without a wake-up.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);

/// How a dispatcher works.
#[derive(Debug)]
pub struct DispatcherOptions {
    /// Time for all of a request, its answer's body included.
    pub timeout: Duration,
    /// Requests to one endpoint at a time.
    pub per_endpoint: usize,
    /// Requests at a time.
    pub total: usize,
    /// Where webhooks may go.
    pub egress: Egress,
    /// Draws the jitter of the retry schedule.
    pub random: StdRng,
}

impl DispatcherOptions {
    /// 10 seconds, 8 requests to one endpoint and 64 in all.
    #[must_use]
    pub fn new(egress: Egress) -> Self {
        Self {
            timeout: Duration::from_secs(10),
            per_endpoint: 8,
            total: 64,
            egress,
            random: rand::make_rng(),
        }
    }
}

/// Takes deliveries from the store to their endpoints. Several dispatchers, in one process or on
/// several nodes, may share a store: a claim is given to one of them.
pub struct Dispatcher {
    store: Arc<dyn Store>,
    secrets: DataKey,
    clock: Arc<dyn Clock>,
    sender: Sender,
    lanes: Arc<Lanes>,
    timeout: Duration,
    random: Mutex<StdRng>,
}

impl Dispatcher {
    /// A dispatcher. `secrets` is the data key of [`SECRET_OWNER`](crate::SECRET_OWNER).
    ///
    /// # Errors
    /// [`SenderError`] when the HTTP client cannot be set up.
    pub fn new(
        store: Arc<dyn Store>,
        secrets: DataKey,
        clock: Arc<dyn Clock>,
        options: DispatcherOptions,
    ) -> Result<Self, SenderError> {
        Ok(Self {
            store,
            secrets,
            clock,
            sender: Sender::new(options.egress, options.timeout)?,
            lanes: Lanes::new(options.per_endpoint, options.total),
            timeout: options.timeout,
            random: Mutex::new(options.random),
        })
    }

    /// Delivers until `shutdown`, then lets the requests that are out end. `wake` says that a delivery
    /// was stored by this process; without it one waits up to a second.
    pub async fn run(self, shutdown: CancellationToken, wake: Arc<Notify>) {
        let dispatcher = Arc::new(self);
        let mut sends = JoinSet::new();
        while !shutdown.is_cancelled() {
            let more = Self::start_due(&dispatcher, &mut sends).await;
            // With more to claim, the next turn that becomes free is what to wait for.
            let sleep = if more { LONGEST_SLEEP } else { dispatcher.time_to_next().await };
            tokio::select! {
                () = shutdown.cancelled() => {}
                () = wake.notified() => {}
                Some(_) = sends.join_next(), if more => {}
                () = tokio::time::sleep(sleep) => {}
            }
            while sends.try_join_next().is_some() {}
        }
        dispatcher.lanes.close();
        while sends.join_next().await.is_some() {}
    }

    /// Sends everything that is due, and returns how many attempts were made. For tests and programs
    /// that run no dispatcher in the background.
    pub async fn deliver_due(&self) -> usize {
        let mut sent = 0;
        loop {
            let Some((claimed, lease)) = self.claim().await.filter(|(claimed, _)| !claimed.is_empty()) else {
                return sent;
            };
            let places: Vec<_> = claimed.iter().map(|claim| self.lanes.enter(claim.endpoint.id)).collect();
            let sends =
                claimed.into_iter().zip(places).map(|(claim, place)| self.deliver(claim, lease, place));
            sent += join_all(sends).await.into_iter().filter(|sent| *sent).count();
        }
    }

    /// Claims and starts what is due; `true` when more may be due than could be claimed.
    async fn start_due(this: &Arc<Self>, sends: &mut JoinSet<bool>) -> bool {
        loop {
            if this.lanes.all_taken() {
                return true;
            }
            let Some((claimed, lease)) = this.claim().await else {
                return true;
            };
            let last = claimed.len() < usize::from(CLAIM);
            for claim in claimed {
                let (this, place) = (Arc::clone(this), this.lanes.enter(claim.endpoint.id));
                sends.spawn(async move { this.deliver(claim, lease, place).await });
            }
            if last {
                return !this.lanes.full().is_empty();
            }
        }
    }

    /// Nothing when the store cannot tell.
    async fn claim(&self) -> Option<(Vec<ClaimedDelivery>, Lease)> {
        let now = self.clock.now();
        let lease = Lease { now, until: now + self.timeout + LEASE_MARGIN };
        match self.store.claim_deliveries(lease, CLAIM, &self.lanes.full()).await {
            Ok(claimed) => Some((claimed, lease)),
            Err(error) => {
                tracing::error!(%error, "webhook deliveries cannot be claimed; trying again within a second");
                None
            }
        }
    }

    async fn time_to_next(&self) -> Duration {
        let due = self.store.next_delivery_due().await.unwrap_or_else(|error| {
            tracing::error!(%error, "nobody can tell when the next webhook delivery is due");
            None
        });
        let time = due.map_or(LONGEST_SLEEP, |due| (due - self.clock.now()).to_std().unwrap_or_default());
        time.min(LONGEST_SLEEP)
    }

    /// Makes one delivery in its turn; `false` when nothing was sent, and the claim runs out.
    async fn deliver(&self, claim: ClaimedDelivery, lease: Lease, place: Place) -> bool {
        let Some(_turn) = place.turn().await else {
            return false;
        };
        let now = self.clock.now();
        if now + self.timeout > lease.until {
            // It waited too long for its turn: another claim could send it at the same time.
            return false;
        }
        let sent = self.send(&claim, now).await;
        if sent.verdict == Verdict::Gone {
            place.close_lane();
        }
        let result = self.result(&claim, sent);
        match self.store.record_delivery(&result).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::info!(delivery = %result.id, "the claim on a delivery was lost; it is sent again");
            }
            Err(error) => {
                tracing::error!(delivery = %result.id, %error, "a delivery cannot be recorded; it is sent again");
            }
        }
        true
    }

    async fn send(&self, claim: &ClaimedDelivery, now: Timestamp) -> Sent {
        match open_secret(&claim.endpoint, &self.secrets) {
            Ok(secret) => self.sender.send(&claim.endpoint.url, &secret, &claim.event, now).await,
            Err(error) => {
                tracing::error!(endpoint = %claim.endpoint.id, %error, "a signing secret cannot be opened");
                let attempt = DeliveryAttempt {
                    started_at: now,
                    duration_ms: 0,
                    status: None,
                    error: Some(ErrorClass::SecretUnreadable.to_string()),
                    request_headers: Vec::new(),
                    response_body: None,
                };
                Sent { attempt, verdict: Verdict::TryAgain(None) }
            }
        }
    }

    fn result(&self, claim: &ClaimedDelivery, sent: Sent) -> DeliveryResult {
        let attempts = claim.delivery.attempts + 1;
        let (state, due_at) = match sent.verdict {
            Verdict::Delivered => (DeliveryState::Delivered, None),
            Verdict::Gone => (DeliveryState::Failed, None),
            Verdict::TryAgain(asked) => match delay_after(attempts, asked, self.jitter()) {
                Some(delay) => (DeliveryState::Pending, Some(self.clock.now() + delay)),
                None => (DeliveryState::Failed, None),
            },
        };
        DeliveryResult {
            id: claim.delivery.id,
            lease_generation: claim.delivery.lease_generation,
            attempt: sent.attempt,
            state,
            due_at,
            disable_endpoint: sent.verdict == Verdict::Gone,
        }
    }

    fn jitter(&self) -> Jitter {
        // A panic elsewhere cannot leave a random generator in a wrong state.
        Jitter::draw(&mut *self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
