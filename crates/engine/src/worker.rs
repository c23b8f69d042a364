//! Takes up what is due: queued writes, writes in doubt, and what a dead process left behind.

use std::time::Duration;

use erpgate_model::{AttemptOutcome, Failure, FailureCode, Operation, OperationStatus};
use erpgate_store::{Lease, Settlement};
use futures::future::join_all;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use crate::decide::Seen;
use crate::engine::Engine;
use crate::perform::{Report, plain};
use crate::refusal::Refusal;
use crate::source::Connected;

/// How many operations are taken at once.
const BATCH: u16 = 32;
/// How long a write waits for its connection to become usable before it is looked at again.
const WITHOUT_CONNECTION: Duration = Duration::from_secs(30);
/// The worker takes no more while so many writes are on their way.
const MOST_AT_ONCE: usize = 512;
/// A taken operation that cannot begin within this time is given back.
const TAKE_FOR: Duration = Duration::from_secs(30);

impl Engine {
    /// Works until told to stop; what is on its way then is finished by [`Engine::drain`].
    pub async fn work(&self, stop: CancellationToken) {
        if self.options.sole_owner {
            match self.store.end_all_leases(self.clock.now()).await {
                Ok(count) => tracing::info!(count, "took over what an earlier process was sending"),
                Err(error) => {
                    tracing::error!(%error, "what an earlier process left waits for its leases to end");
                }
            }
        }
        while !stop.is_cancelled() {
            let taken = if self.tasks.len() < MOST_AT_ONCE { self.take_due().await } else { Ok(Vec::new()) };
            let idle = match taken {
                Ok(tasks) if tasks.len() == usize::from(BATCH) => continue,
                Ok(_) => self.idle_time().await,
                Err(error) => {
                    tracing::error!(%error, "due operations could not be taken");
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.wake.notified() => {}
                () = tokio::time::sleep(idle) => {}
            }
        }
    }

    /// Takes what is due now and waits until each came as far as it goes; says how many were taken.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn work_off_due(&self) -> erpgate_store::Result<usize> {
        let tasks = self.take_due().await?;
        let count = tasks.len();
        for ended in join_all(tasks).await {
            if let Err(error) = ended {
                tracing::error!(%error, "a write's task ended early; its lease will run out");
            }
        }
        Ok(count)
    }

    /// Each taken operation goes on in a task of its own, so that a slow ERP holds up nobody else.
    async fn take_due(&self) -> erpgate_store::Result<Vec<JoinHandle<()>>> {
        let now = self.clock.now();
        let taken = self.store.take_due(Lease { now, until: now + TAKE_FOR }, BATCH).await?;
        let begin = |operation| {
            let engine = self.clone();
            self.tasks.spawn(async move { engine.resume(operation).await })
        };
        Ok(taken.into_iter().map(begin).collect())
    }

    async fn idle_time(&self) -> Duration {
        let next = self.store.next_due().await.ok().flatten();
        let wait =
            next.map_or(Duration::from_secs(1), |at| (at - self.clock.now()).to_std().unwrap_or_default());
        wait.clamp(Duration::from_millis(20), Duration::from_secs(1))
    }

    /// Carries one taken operation as far as it goes.
    async fn resume(&self, operation: Operation) {
        let started = Instant::now();
        let connected = match self.source.connected(operation.connection_id).await {
            Ok(connected) => connected,
            Err(error) => return self.without_connection(operation, &error.to_string()).await,
        };
        let Ok(Ok(permit)) = timeout(TAKE_FOR / 2, connected.permits.clone().acquire_owned()).await else {
            return; // given back when the lease runs out
        };
        match operation.status {
            OperationStatus::Pending => self.send_pending(operation, connected, started).await,
            OperationStatus::Running => self.orphan(operation, &connected, started).await,
            OperationStatus::Unknown => self.find_out(operation, connected, started).await,
            _ => {
                tracing::error!(operation = %operation.id, status = ?operation.status, "took a settled operation");
            }
        }
        drop(permit);
    }

    async fn send_pending(&self, mut operation: Operation, connected: Connected, started: Instant) {
        if let (None, Some(target)) = (&operation.basis, operation.command.target()) {
            match self.basis(target, &operation.command, &connected).await {
                Ok(record) => operation.basis = Some(record),
                Err(refusal) => {
                    return self.refused_before_send(operation, &connected, started, refusal).await;
                }
            }
        }
        let lease = self.lease_now(&connected);
        match self.store.start(operation.id, operation.epoch, operation.basis.as_ref(), lease).await {
            Ok(true) => self.perform(operation, connected, started).await,
            Ok(false) => tracing::warn!(operation = %operation.id, "somebody took over; nothing is sent"),
            Err(error) => {
                tracing::error!(operation = %operation.id, %error, "nothing is sent: the store did not answer");
            }
        }
    }

    async fn refused_before_send(
        &self,
        operation: Operation,
        connected: &Connected,
        started: Instant,
        refusal: Refusal,
    ) {
        let (seen, outcome, failure) = match refusal {
            Refusal::NoSuchRecord => {
                let failure = plain(FailureCode::RecordNotFound, "the ERP has no such record");
                (Seen::Refused, AttemptOutcome::Rejected, failure)
            }
            Refusal::Stale { current } => {
                let failure =
                    plain(FailureCode::StaleVersion, "the record changed since the version in If-Match");
                let failure = Failure { current: Some(current), ..failure };
                (Seen::Refused, AttemptOutcome::Rejected, failure)
            }
            Refusal::Erp(trouble) => {
                let failure = crate::perform::failure_of(&trouble);
                (Seen::NotApplied { retry_after: trouble.retry_after }, AttemptOutcome::NotApplied, failure)
            }
            other => {
                let failure = plain(FailureCode::ErpUnreachable, other.to_string());
                (Seen::NotApplied { retry_after: None }, AttemptOutcome::NotApplied, failure)
            }
        };
        let session = Self::session(&*connected.connector, started);
        let report = Report { seen, outcome, receipt: None, failure: Some(failure) };
        self.conclude(operation, connected, &session, self.clock.now(), report).await;
    }

    /// The process that was sending is no more: the request may have left.
    async fn orphan(&self, operation: Operation, connected: &Connected, started: Instant) {
        let session = Self::session(&*connected.connector, started);
        let failure = plain(FailureCode::OutcomeUnknown, "the gateway stopped while this was being sent");
        let report = Report {
            seen: Seen::Unknown,
            outcome: AttemptOutcome::Unknown,
            receipt: None,
            failure: Some(failure),
        };
        self.conclude(operation, connected, &session, self.clock.now(), report).await;
    }

    /// Without its connection nothing can be sent or looked up; try again later.
    async fn without_connection(&self, operation: Operation, why: &str) {
        let now = self.clock.now();
        let status = match operation.status {
            OperationStatus::Pending => OperationStatus::Pending,
            _ => OperationStatus::Unknown,
        };
        let code = if status == OperationStatus::Pending {
            FailureCode::ErpUnreachable
        } else {
            FailureCode::OutcomeUnknown
        };
        let failure = plain(code, why);
        let age = (now - operation.created_at).to_std().unwrap_or_default();
        if status == OperationStatus::Pending && age >= self.options.policy.give_up_after {
            return self.give_up(&operation, failure).await;
        }
        // An orphan's send must stay on record, or a later look would take it for never sent.
        let attempt = (operation.status == OperationStatus::Running).then(|| erpgate_model::Attempt {
            started_at: now,
            ended_at: now,
            outcome: AttemptOutcome::Unknown,
            detail: Some("the gateway stopped while this was being sent".to_owned()),
            native: Vec::new(),
        });
        let due_at = now + WITHOUT_CONNECTION;
        if let Err(error) = self.postpone(&operation, status, due_at, attempt, Some(failure), now).await {
            tracing::error!(operation = %operation.id, %error, "could not be put off; its lease will run out");
        }
    }

    /// Ends a write that never was sent, because its connection cannot be used.
    async fn give_up(&self, operation: &Operation, failure: Failure) {
        let status = OperationStatus::Failed;
        let settlement = Settlement {
            events: self.events(operation, status, &[], None, Some(&failure)),
            failure: Some(Failure { code: FailureCode::CredentialsRefused, ..failure }),
            ..self.settlement(operation, status)
        };
        match self.store.settle(&settlement).await {
            Ok(_) => self.announce(operation.id),
            Err(error) => {
                tracing::error!(operation = %operation.id, %error, "could not be ended; its lease will run out");
            }
        }
    }
}
