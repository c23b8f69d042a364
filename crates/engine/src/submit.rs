//! Taking a write: checks first, then the durable intent, then the send.

use std::time::Duration;

use erpgate_model::{
    ApiKeyId, AuditOutcome, Command, ConnectionId, Operation, OperationId, OperationStatus, Record,
    Reference, Target,
};
use erpgate_store::{Lease, Submitted};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};

use crate::audit::Asker;
use crate::engine::Engine;
use crate::prepare::prepare;
use crate::refusal::Refusal;
use crate::source::Connected;
use crate::validate::validate;

/// A write as it came in.
#[derive(Debug, Clone)]
pub struct WriteRequest {
    /// The ERP.
    pub connection_id: ConnectionId,
    /// Who asks.
    pub api_key_id: ApiKeyId,
    /// Who asks: the name of the key, for the audit log.
    pub who: String,
    /// What is to be done, in the client's words.
    pub command: Command,
    /// The client's key.
    pub idempotency_key: Option<String>,
    /// SHA-256 of method, path and body, in hexadecimal.
    pub fingerprint: String,
    /// For the logs.
    pub request_id: String,
    /// How long the client waits for the ERP; zero: not at all (`Prefer: respond-async`).
    pub wait: Duration,
}

/// A write that was taken, now or before.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The operation, as far as it got while the client waited.
    pub operation: Operation,
    /// The same key and request came before: nothing new was begun.
    pub replayed: bool,
}

impl Engine {
    /// Takes a write and carries it out.
    ///
    /// # Errors
    /// A [`Refusal`]: nothing was stored, nothing was sent. After `Refusal::Store` the client must use
    /// the same key again, because the intent may have been stored.
    pub async fn submit(&self, request: WriteRequest) -> Result<Accepted, Refusal> {
        let taken = self.take(&request).await;
        match (&taken, &request.command) {
            // Whether the intent was stored is not known; its own entry stands with it.
            (Err(Refusal::Store(_)) | Ok(_), _) => {}
            (Err(_), Command::Call(native)) => {
                let asker = Asker {
                    who: &request.who,
                    api_key_id: request.api_key_id,
                    connection_id: request.connection_id,
                    request_id: &request.request_id,
                };
                let entry = self.audit_request(&asker, native, AuditOutcome::Refused, None);
                self.store.append_audit(&entry).await?;
            }
            (Err(_), _) => {}
        }
        taken
    }

    async fn take(&self, request: &WriteRequest) -> Result<Accepted, Refusal> {
        let wait = request.wait;
        // A replay must be answered even when the connection cannot be used any more.
        if let Some(key) = &request.idempotency_key
            && let Some(earlier) = self.store.operation_by_key(request.api_key_id, key).await?
        {
            return self.replay(earlier, &request.fingerprint, wait).await;
        }
        let connected = self.source.connected(request.connection_id).await?;
        let command = prepare(request.command.clone(), &connected.connection)?;
        let row = connected.connector.row(&command);
        validate(&command, row)?;
        let permit = self.permit(&connected, wait).await;
        let operation = self.intent(request, command, &connected, permit.is_some()).await?;
        self.store_and_begin(request, operation, connected, permit).await
    }

    /// A place among the calls that the ERP takes at a time. Without one the write is kept as pending.
    async fn permit(&self, connected: &Connected, wait: Duration) -> Option<OwnedSemaphorePermit> {
        if wait.is_zero() {
            return None;
        }
        timeout(wait, connected.permits.clone().acquire_owned()).await.ok()?.ok()
    }

    async fn intent(
        &self,
        request: &WriteRequest,
        command: Command,
        connected: &Connected,
        now: bool,
    ) -> Result<Operation, Refusal> {
        let basis = match command.target().filter(|_| now) {
            Some(target) => Some(self.basis(target, &command, connected).await?),
            None => None,
        };
        let id = self.ids.make();
        let lease = self.lease(Self::budget(&*connected.connector));
        Ok(Operation {
            id,
            connection_id: request.connection_id,
            api_key_id: request.api_key_id,
            basis,
            reference: Reference::of(id),
            status: if now { OperationStatus::Running } else { OperationStatus::Pending },
            epoch: i64::from(now),
            attempts: Vec::new(),
            due_at: (!now).then_some(lease.now),
            lease_until: now.then_some(lease.until),
            record_id: command.target().map(|target| target.id.clone()),
            command,
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            idempotency_key: request.idempotency_key.clone(),
            fingerprint: request.fingerprint.clone(),
            request_id: request.request_id.clone(),
            created_at: lease.now,
            settled_at: None,
        })
    }

    /// The record before the write: it must be there, and at the version that the client names.
    pub(crate) async fn basis(
        &self,
        target: &Target,
        command: &Command,
        connected: &Connected,
    ) -> Result<Record, Refusal> {
        let session = Self::session(&*connected.connector, Instant::now());
        let read = connected.connector.read(&session, command.resource(), &target.id, false).await;
        let record = read.map_err(Refusal::Erp)?.ok_or(Refusal::NoSuchRecord)?;
        if target.if_match.as_ref().is_some_and(|wanted| wanted != record.version()) {
            return Err(Refusal::Stale {
                current: crate::reads::told(&record, &connected.connection.aliases),
            });
        }
        Ok(record)
    }

    async fn store_and_begin(
        &self,
        request: &WriteRequest,
        mut operation: Operation,
        connected: Connected,
        permit: Option<OwnedSemaphorePermit>,
    ) -> Result<Accepted, Refusal> {
        let WriteRequest { who, fingerprint, wait, .. } = request;
        let wait = *wait;
        // The lease runs from before the commit: fencing by the monotonic clock must not be later.
        let started = Instant::now();
        loop {
            let audit = self.audit_submission(&operation, who);
            match self.store.submit(&operation, audit.as_ref()).await? {
                Submitted::Accepted => break,
                Submitted::Replayed(earlier) => return self.replay(*earlier, fingerprint, wait).await,
                Submitted::KeyReused(earlier) => return Err(Refusal::KeyReused(earlier)),
                Submitted::RecordBusy(other) => return Err(Refusal::RecordBusy(other)),
                Submitted::ReferenceTaken => {
                    operation.id = self.ids.make();
                    operation.reference = Reference::of(operation.id);
                }
            }
        }
        let id = operation.id;
        if operation.status == OperationStatus::Running {
            let engine = self.clone();
            // In a task of its own: a client that goes away does not stop the write.
            self.tasks.spawn(async move {
                engine.perform(operation, connected, started).await;
                drop(permit);
            });
        } else {
            self.wake.notify_one();
        }
        Ok(Accepted { operation: self.wait_for(id, wait).await?, replayed: false })
    }

    async fn replay(
        &self,
        earlier: Operation,
        fingerprint: &str,
        wait: Duration,
    ) -> Result<Accepted, Refusal> {
        if earlier.fingerprint != fingerprint {
            return Err(Refusal::KeyReused(earlier.id));
        }
        Ok(Accepted { operation: self.wait_for(earlier.id, wait).await?, replayed: true })
    }

    /// A lease that begins now, for work on an operation that was taken from the store.
    pub(crate) fn lease_now(&self, connected: &Connected) -> Lease {
        self.lease(Self::budget(&*connected.connector))
    }

    /// One operation.
    ///
    /// # Errors
    /// `NoSuchOperation`, or the store's.
    pub async fn operation(&self, id: OperationId) -> Result<Operation, Refusal> {
        self.store.operation(id).await?.ok_or(Refusal::NoSuchOperation)
    }
}
