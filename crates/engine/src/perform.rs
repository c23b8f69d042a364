//! Sending once, and writing down what it came to.

use std::time::Duration;

use erpgate_connector::{Attempted, Receipt, Session, Trouble, TroubleKind, WriteError, attempt};
use erpgate_model::{
    Attempt, AttemptOutcome, ChangeKind, Failure, FailureCode, Health, Operation, OperationStatus, Record,
    RecordChange, Timestamp, Verb, Warning, WarningCode,
};
use erpgate_store::{Postponement, Settlement};
use tokio::time::Instant;

use crate::decide::{Known, Next, Seen, doubt, next};
use crate::engine::Engine;
use crate::reads::told;
use crate::source::Connected;

/// What one attempt, or one look, came to.
pub(crate) struct Report {
    pub(crate) seen: Seen,
    pub(crate) outcome: AttemptOutcome,
    pub(crate) receipt: Option<Receipt>,
    pub(crate) failure: Option<Failure>,
}

impl Engine {
    /// Sends a running operation once, in the time since `started`, and concludes.
    pub(crate) async fn perform(&self, operation: Operation, connected: Connected, started: Instant) {
        let began = self.clock.now();
        let session =
            Self::session(&*connected.connector, started).with_reference(operation.reference.clone());
        let attempted = Attempted {
            before: doubt(operation.attempts.iter().map(|attempt| attempt.outcome)),
            basis: operation.basis.as_ref(),
        };
        let result = attempt(&*connected.connector, &session, &operation.command, attempted).await;
        self.note_health(&connected, &result).await;
        let report = report(result);
        self.conclude(operation, &connected, &session, began, report).await;
    }

    /// Decides what comes next and writes it down. When the store does not answer, nothing is lost:
    /// the lease runs out and the operation is found again, in doubt.
    pub(crate) async fn conclude(
        &self,
        operation: Operation,
        connected: &Connected,
        session: &Session,
        began: Timestamp,
        report: Report,
    ) {
        let now = self.clock.now();
        let detail = report.failure.as_ref().map(|failure| failure.detail.clone());
        let entry = Attempt {
            started_at: began,
            ended_at: now,
            outcome: report.outcome,
            detail,
            native: session.calls(),
        };
        let known = self.known(&operation, connected, report.outcome, now);
        let (id, was) = (operation.id, operation.status);
        let what_next = next(&self.options.policy, &known, report.seen);
        tracing::info!(operation = %id, ?what_next, outcome = ?report.outcome, "attempt ended");
        let written = match what_next {
            Next::SendAt(at) => {
                self.postpone(&operation, OperationStatus::Pending, at, Some(entry), report.failure, now)
                    .await
            }
            Next::FindOutAt(at) => {
                self.postpone(&operation, OperationStatus::Unknown, at, Some(entry), report.failure, now)
                    .await
            }
            Next::Succeed => self.succeed(&operation, connected, session, entry, report.receipt).await,
            Next::Reject => {
                self.end(&operation, connected, session, OperationStatus::Rejected, entry, report.failure)
                    .await
            }
            Next::Fail => {
                self.end(&operation, connected, session, OperationStatus::Failed, entry, report.failure).await
            }
            Next::AskPerson => {
                let status = OperationStatus::NeedsAttention;
                self.end(&operation, connected, session, status, entry, report.failure).await
            }
        };
        match written {
            Ok(true) => self.announce(id),
            Ok(false) => {
                tracing::warn!(operation = %id, ?was, "somebody took over; this result is discarded");
            }
            Err(error) => {
                tracing::error!(operation = %id, %error, "the result could not be stored; it will be found out again");
            }
        }
    }

    fn known(
        &self,
        operation: &Operation,
        connected: &Connected,
        last: AttemptOutcome,
        now: Timestamp,
    ) -> Known {
        let outcomes = operation.attempts.iter().map(|attempt| attempt.outcome);
        let sends = outcomes
            .clone()
            .filter(|outcome| !matches!(outcome, AttemptOutcome::FoundAbsent | AttemptOutcome::FoundApplied));
        let row = connected.connector.row(&operation.command);
        Known {
            doubt: doubt(outcomes.chain([last])) && last != AttemptOutcome::Unknown,
            sends: sends.count() + 1,
            tries: operation.attempts.len() + 1,
            // A verb that lost its row since (an older node wrote it) is treated with the greatest care.
            repeat: row.map_or(erpgate_model::Repeat::Duplicates, |row| row.repeat),
            settle_time: connected.connector.settle_time(),
            accepted_at: operation.created_at,
            now,
        }
    }

    pub(crate) async fn postpone(
        &self,
        operation: &Operation,
        status: OperationStatus,
        due_at: Timestamp,
        attempt: Option<Attempt>,
        failure: Option<Failure>,
        at: Timestamp,
    ) -> erpgate_store::Result<bool> {
        let first_doubt = status == OperationStatus::Unknown && operation.status != OperationStatus::Unknown;
        let events = if first_doubt {
            self.events(operation, status, &[], None, failure.as_ref())
        } else {
            Vec::new()
        };
        let (id, epoch) = (operation.id, operation.epoch);
        self.store.postpone(&Postponement { id, epoch, status, attempt, due_at, failure, events, at }).await
    }

    async fn succeed(
        &self,
        operation: &Operation,
        connected: &Connected,
        session: &Session,
        attempt: Attempt,
        receipt: Option<Receipt>,
    ) -> erpgate_store::Result<bool> {
        let (record_id, mut warnings, answer) = match receipt {
            Some(receipt) => (receipt.record_id, receipt.warnings, receipt.answer),
            None => (None, Vec::new(), None),
        };
        let record_id = record_id.or(operation.record_id.clone());
        let record = match &record_id {
            Some(id) => self.read_back(operation, connected, session, id, &mut warnings).await,
            None if answer.is_none() => {
                let detail = "the ERP holds everything as wanted already: nothing was written".to_owned();
                let code = WarningCode::NothingToWrite;
                warnings.push(Warning { pointer: None, code, detail, native: None });
                None
            }
            None => None,
        };
        let changes: Vec<RecordChange> = record_id.iter().map(|id| change(operation, id.clone())).collect();
        let told = record.as_ref().map(|record| told(record, &connected.connection.aliases));
        let status = OperationStatus::Succeeded;
        let events = self.events(operation, status, &changes, record.as_ref().zip(told.as_ref()), None);
        let told = told.or_else(|| answer.map(|answer| serde_json::json!(answer)));
        let audit = self.audit_settlement(operation, status, Some(&attempt));
        self.store
            .settle(&Settlement {
                id: operation.id,
                epoch: operation.epoch,
                status,
                attempt: Some(attempt),
                record_id,
                record: told,
                changes,
                warnings,
                failure: None,
                at: self.clock.now(),
                events,
                audit,
            })
            .await
    }

    /// The record as the ERP holds it now, and a warning for each field that differs from what was sent.
    async fn read_back(
        &self,
        operation: &Operation,
        connected: &Connected,
        session: &Session,
        id: &erpgate_model::RecordId,
        warnings: &mut Vec<Warning>,
    ) -> Option<Record> {
        let command = &operation.command;
        let row = connected.connector.row(command);
        match connected.connector.read(session, command.resource(), id, false).await {
            Ok(Some(record)) => {
                let fields = row.map_or(&[][..], |row| row.fields);
                let aliases = &connected.connection.aliases;
                let basis = operation.basis.as_ref();
                warnings.extend(crate::read_back::differences(command, basis, &record, aliases, fields));
                Some(record)
            }
            Ok(None) => None,
            Err(trouble) => {
                let detail = format!("the write stands, but the record could not be read: {trouble}");
                warnings.push(Warning {
                    pointer: None,
                    code: WarningCode::NotReadBack,
                    detail,
                    native: trouble.native,
                });
                None
            }
        }
    }

    /// Settles as rejected or failed, or hands over to a person.
    async fn end(
        &self,
        operation: &Operation,
        connected: &Connected,
        session: &Session,
        status: OperationStatus,
        attempt: Attempt,
        failure: Option<Failure>,
    ) -> erpgate_store::Result<bool> {
        let mut failure = failure
            .unwrap_or_else(|| plain(FailureCode::OutcomeUnknown, "the outcome could not be found out"));
        let mut changes = Vec::new();
        let mut now = None;
        if let (FailureCode::StaleVersion | FailureCode::PartiallyApplied, Some(id)) =
            (failure.code, &operation.record_id)
        {
            let read = connected.connector.read(session, operation.command.resource(), id, false).await;
            now = read.ok().flatten().map(|record| (told(&record, &connected.connection.aliases), record));
            failure.current = now.as_ref().map(|(told, _)| told.clone());
            if failure.code == FailureCode::PartiallyApplied {
                changes.push(RecordChange { change: ChangeKind::Updated, ..change(operation, id.clone()) });
            }
        }
        let record = now.as_ref().map(|(told, record)| (record, told));
        let events = self.events(operation, status, &changes, record, Some(&failure));
        let audit = self.audit_settlement(operation, status, Some(&attempt));
        self.store
            .settle(&Settlement {
                id: operation.id,
                epoch: operation.epoch,
                status,
                attempt: Some(attempt),
                record_id: operation.record_id.clone(),
                record: None,
                changes,
                warnings: Vec::new(),
                failure: Some(failure),
                at: self.clock.now(),
                events,
                audit,
            })
            .await
    }

    /// Refused credentials make a connection unhealthy; a write that stands makes it healthy.
    async fn note_health(&self, connected: &Connected, result: &Result<Receipt, WriteError>) {
        let connection = &connected.connection;
        let (health, detail) = match result {
            Ok(_) => (Health::Healthy, None),
            Err(WriteError::NotApplied(trouble)) if trouble.kind == TroubleKind::CredentialsRefused => {
                (Health::Unhealthy, Some(trouble.detail.as_str()))
            }
            Err(_) => return,
        };
        // Never older than the connection as it was used: the store keeps the newer of two findings.
        let at = self.clock.now().max(connection.updated_at);
        if connection.health != health
            && let Err(error) = self.store.set_health(connection.id, health, detail, at).await
        {
            tracing::warn!(connection = %connection.id, %error, "the connection's health could not be stored");
        }
    }
}

pub(crate) fn plain(code: FailureCode, detail: impl Into<String>) -> Failure {
    Failure { code, detail: detail.into(), errors: Vec::new(), retry_after: None, current: None }
}

fn change(operation: &Operation, id: erpgate_model::RecordId) -> RecordChange {
    let change = change_kind(operation.command.verb());
    RecordChange { resource: operation.command.resource(), id, change }
}

pub(crate) fn change_kind(verb: Verb) -> ChangeKind {
    match verb {
        Verb::Create => ChangeKind::Created,
        Verb::Delete => ChangeKind::Deleted,
        Verb::Cancel => ChangeKind::Cancelled,
        Verb::Close => ChangeKind::Closed,
        Verb::Reverse => ChangeKind::Reversed,
        Verb::Approve | Verb::Release | Verb::Complete | Verb::Block | Verb::Unblock | Verb::Deactivate => {
            ChangeKind::StatusChanged
        }
        Verb::Update | Verb::Call | Verb::Get | Verb::List => ChangeKind::Updated,
    }
}

fn report(result: Result<Receipt, WriteError>) -> Report {
    match result {
        Ok(receipt) => Report {
            seen: Seen::Applied,
            outcome: AttemptOutcome::Applied,
            receipt: Some(receipt),
            failure: None,
        },
        Err(WriteError::Rejected(rejection)) => {
            let failure = Failure { errors: rejection.errors, ..plain(rejection.code, rejection.detail) };
            Report {
                seen: Seen::Refused,
                outcome: AttemptOutcome::Rejected,
                receipt: None,
                failure: Some(failure),
            }
        }
        // The connector sent nothing, because the request itself cannot be right.
        Err(WriteError::NotApplied(trouble)) if trouble.kind == TroubleKind::BadQuestion => {
            let failure = Failure { code: FailureCode::RejectedByErp, ..failure_of(&trouble) };
            Report {
                seen: Seen::Refused,
                outcome: AttemptOutcome::Rejected,
                receipt: None,
                failure: Some(Failure { retry_after: None, ..failure }),
            }
        }
        Err(WriteError::NotApplied(trouble)) => {
            let failure = failure_of(&trouble);
            let seen = match trouble.kind {
                TroubleKind::CredentialsRefused | TroubleKind::Forbidden | TroubleKind::Misconfigured => {
                    Seen::Hopeless(failure.code)
                }
                _ => Seen::NotApplied { retry_after: trouble.retry_after },
            };
            Report { seen, outcome: AttemptOutcome::NotApplied, receipt: None, failure: Some(failure) }
        }
        Err(WriteError::Unknown(trouble)) => {
            let failure = Failure { code: FailureCode::OutcomeUnknown, ..failure_of(&trouble) };
            Report {
                seen: Seen::Unknown,
                outcome: AttemptOutcome::Unknown,
                receipt: None,
                failure: Some(failure),
            }
        }
    }
}

/// A trouble in the client's words.
pub(crate) fn failure_of(trouble: &Trouble) -> Failure {
    let code = match trouble.kind {
        TroubleKind::Throttled => FailureCode::ErpThrottled,
        TroubleKind::Locked => FailureCode::RecordLocked,
        TroubleKind::CredentialsRefused | TroubleKind::Forbidden | TroubleKind::Misconfigured => {
            FailureCode::CredentialsRefused
        }
        TroubleKind::Unreachable
        | TroubleKind::NoAnswer
        | TroubleKind::ErpFailed
        | TroubleKind::Unreadable
        | TroubleKind::BadQuestion => FailureCode::ErpUnreachable,
    };
    let retry_after = trouble.retry_after.unwrap_or(Duration::from_secs(30)).as_secs();
    let mut failure = plain(code, trouble.detail.clone());
    failure.retry_after = u32::try_from(retry_after).ok();
    failure.errors.extend(trouble.native.clone().map(|native| erpgate_model::FieldError {
        pointer: None,
        code: "erp_message".to_owned(),
        detail: native.message.clone(),
        native: Some(native),
    }));
    failure
}
