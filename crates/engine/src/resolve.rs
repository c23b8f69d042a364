//! What people decide: cancel what was not sent, settle what could not be found out.

use erpgate_model::{
    Attempt, AttemptOutcome, Command, FailureCode, Operation, OperationId, OperationStatus, RecordChange,
    RecordId, Resource, Verb,
};
use erpgate_store::Settlement;

use crate::engine::Engine;
use crate::perform::{change_kind, plain};
use crate::refusal::Refusal;

/// What a person found in the ERP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The write stands, as this record; none where the request was the ERP's own and is about no record.
    Applied(Option<RecordId>),
    /// The write does not stand.
    NotApplied,
}

impl Engine {
    /// Ends an operation that was not sent.
    ///
    /// # Errors
    /// `NoSuchOperation`; `WrongState` unless it is pending and nobody is about to send it.
    pub async fn cancel(&self, id: OperationId) -> Result<Operation, Refusal> {
        let operation = self.operation(id).await?;
        let failure = plain(FailureCode::CancelledByClient, "cancelled before it was sent");
        let status = OperationStatus::Failed;
        let settlement = Settlement {
            events: self.events(&operation, status, &[], None, Some(&failure)),
            failure: Some(failure),
            ..self.settlement(&operation, status)
        };
        // An operation in doubt is never pending, so a pending one certainly was not applied.
        if !self.store.cancel_pending(&settlement).await? {
            let status = operation.status.as_str();
            return Err(Refusal::WrongState(format!(
                "only a pending operation can be cancelled; this one is {status}"
            )));
        }
        self.announce(id);
        self.operation(id).await
    }

    /// Settles an operation that waits for a person.
    ///
    /// # Errors
    /// `NoSuchOperation`; `WrongState` unless it needs attention; `NoSuchRecord` when the ERP does not
    /// hold the record named; the ERP's trouble when it cannot be asked.
    pub async fn resolve(&self, id: OperationId, decision: Decision) -> Result<Operation, Refusal> {
        let before = self.operation(id).await?;
        if before.status != OperationStatus::NeedsAttention {
            let status = before.status.as_str();
            return Err(Refusal::WrongState(format!(
                "only an operation that needs attention can be resolved; this one is {status}"
            )));
        }
        let found = match &decision {
            Decision::Applied(Some(record)) => self.read_decided(&before, record).await?,
            Decision::Applied(None) | Decision::NotApplied => None,
        };
        let Some(operation) = self.store.take_for_decision(id).await? else {
            return Err(Refusal::WrongState("somebody else has just resolved it".to_owned()));
        };
        let settlement = self.decided(&operation, decision, found.as_ref());
        self.store.settle(&settlement).await?;
        self.announce(id);
        self.operation(id).await
    }

    async fn read_decided(
        &self,
        operation: &Operation,
        id: &RecordId,
    ) -> Result<Option<(serde_json::Value, erpgate_model::Record)>, Refusal> {
        if matches!(operation.command, Command::Call(_)) {
            // A request in the ERP's own words is about no record that could be read.
            return Ok(None);
        }
        match self.read(operation.connection_id, operation.command.resource(), id, false).await {
            Ok(found) => Ok(Some(found)),
            // What was deleted is gone.
            Err(Refusal::NoSuchRecord) if operation.command.verb() == Verb::Delete => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    fn decided(
        &self,
        operation: &Operation,
        decision: Decision,
        record: Option<&(serde_json::Value, erpgate_model::Record)>,
    ) -> Settlement {
        let now = self.clock.now();
        let (status, outcome) = match decision {
            Decision::Applied(_) => (OperationStatus::Succeeded, AttemptOutcome::FoundApplied),
            Decision::NotApplied => (OperationStatus::Failed, AttemptOutcome::FoundAbsent),
        };
        let detail = Some("decided by a person".to_owned());
        let attempt = Attempt { started_at: now, ended_at: now, outcome, detail, native: Vec::new() };
        let mut settlement = Settlement { attempt: Some(attempt), ..self.settlement(operation, status) };
        match decision {
            Decision::NotApplied => {
                settlement.failure =
                    Some(plain(FailureCode::ResolvedNotApplied, "a person found that it was not applied"));
            }
            Decision::Applied(id) => {
                let change = change_kind(operation.command.verb());
                let resource = operation.command.resource();
                if resource != Resource::Passthrough {
                    settlement.changes =
                        id.clone().map(|id| RecordChange { resource, id, change }).into_iter().collect();
                }
                settlement.record_id = id;
                settlement.record = record.map(|(told, _)| told.clone());
            }
        }
        let about = record.map(|(told, record)| (record, told));
        settlement.events =
            self.events(operation, status, &settlement.changes, about, settlement.failure.as_ref());
        settlement
    }

    /// A settlement that says nothing yet but the status.
    pub(crate) fn settlement(&self, operation: &Operation, status: OperationStatus) -> Settlement {
        Settlement {
            id: operation.id,
            epoch: operation.epoch,
            status,
            attempt: None,
            record_id: operation.record_id.clone(),
            record: None,
            changes: Vec::new(),
            warnings: Vec::new(),
            failure: None,
            at: self.clock.now(),
            events: Vec::new(),
            audit: self.audit_settlement(operation, status, None),
        }
    }
}
