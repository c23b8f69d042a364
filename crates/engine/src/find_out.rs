//! Finding out what became of a write whose answer was lost.

use erpgate_connector::{Receipt, Sighting};
use erpgate_model::{AttemptOutcome, FailureCode, Operation, Repeat, Timestamp};
use tokio::time::Instant;

use crate::clash::{Trace, trace};
use crate::decide::Seen;
use crate::engine::Engine;
use crate::perform::{Report, failure_of, plain};
use crate::source::Connected;

impl Engine {
    /// Looks for the outcome of an operation in doubt, after the settle time, and concludes; where a
    /// repeat cannot do harm, the repeat is the look.
    pub(crate) async fn find_out(&self, operation: Operation, connected: Connected, started: Instant) {
        let row = connected.connector.row(&operation.command);
        let has_target = operation.command.target().is_some();
        match row.map(|row| row.repeat) {
            Some(Repeat::Locatable) => self.look(operation, connected, started).await,
            // After a refused repeat the reference tells whether the first send stands.
            Some(Repeat::Deduplicated | Repeat::Harmless) if last_was_refused(&operation) && !has_target => {
                self.look(operation, connected, started).await;
            }
            Some(Repeat::Harmless) if last_was_refused(&operation) || names_a_version(&operation) => {
                self.compare(operation, connected, started).await;
            }
            Some(Repeat::Deduplicated | Repeat::Harmless) => {
                self.send_again(operation, connected, started).await;
            }
            Some(Repeat::Duplicates) | None => {
                let failure = plain(
                    FailureCode::OutcomeUnknown,
                    "a second send would double it, and nothing can be looked up",
                );
                let report = Report {
                    seen: Seen::CannotTell,
                    outcome: AttemptOutcome::Unknown,
                    receipt: None,
                    failure: Some(failure),
                };
                self.conclude_look(operation, &connected, started, report).await;
            }
        }
    }

    async fn look(&self, operation: Operation, connected: Connected, started: Instant) {
        let session = Self::session(&*connected.connector, started);
        let began = self.clock.now();
        let resource = operation.command.resource();
        let report = match connected.connector.locate(&session, resource, &operation.reference).await {
            Ok(Sighting::Found(record_id)) => Report {
                seen: Seen::Applied,
                outcome: AttemptOutcome::FoundApplied,
                receipt: Some(Receipt::of(record_id, Vec::new())),
                failure: None,
            },
            Ok(Sighting::Absent) if last_was_refused(&operation) => refused_and_absent(&operation),
            Ok(Sighting::Absent) => absent(),
            Ok(Sighting::CannotTell(why)) => Report {
                seen: Seen::CannotTell,
                outcome: AttemptOutcome::Unknown,
                receipt: None,
                failure: Some(plain(FailureCode::OutcomeUnknown, why)),
            },
            Err(trouble) => could_not_look(failure_of(&trouble)),
        };
        self.conclude(operation, &connected, &session, began, report).await;
    }

    /// Reads the record and compares it with its basis: did a send leave a trace, or has somebody
    /// else changed the record since?
    async fn compare(&self, operation: Operation, connected: Connected, started: Instant) {
        let (Some(target), Some(basis)) = (operation.command.target(), &operation.basis) else {
            return self.send_again(operation, connected, started).await;
        };
        let session = Self::session(&*connected.connector, started);
        let read = connected.connector.read(&session, operation.command.resource(), &target.id, false).await;
        let refused = last_was_refused(&operation);
        let report = match read {
            Ok(Some(current)) => match trace(&operation.command, basis, &current) {
                Trace::Unchanged | Trace::SomebodyElse if refused => refused_and_absent(&operation),
                Trace::Unchanged => absent(),
                Trace::SomebodyElse => {
                    refused_now(FailureCode::StaleVersion, "the record changed since the version in If-Match")
                }
                Trace::Whole if refused => Report {
                    seen: Seen::Applied,
                    outcome: AttemptOutcome::FoundApplied,
                    receipt: Some(Receipt::of(target.id.clone(), Vec::new())),
                    failure: None,
                },
                Trace::Part if refused => refused_now(
                    FailureCode::PartiallyApplied,
                    "some of the changes stand, the others were refused",
                ),
                Trace::Part | Trace::Whole => return self.send_again(operation, connected, started).await,
            },
            // A record that is gone is what a delete wanted; others are told so by the repeat.
            Ok(None) if !refused => return self.send_again(operation, connected, started).await,
            Ok(None) => refused_and_absent(&operation),
            Err(trouble) => could_not_look(failure_of(&trouble)),
        };
        self.conclude_look(operation, &connected, started, report).await;
    }

    async fn send_again(&self, mut operation: Operation, connected: Connected, started: Instant) {
        let lease = self.lease_now(&connected);
        match self.store.start(operation.id, operation.epoch, None, lease).await {
            Ok(true) => {
                // The status in the store is `running` again; in doubt it stays by its attempts.
                operation.lease_until = Some(lease.until);
                self.perform(operation, connected, started).await;
            }
            Ok(false) => tracing::warn!(operation = %operation.id, "somebody took over; nothing is sent"),
            Err(error) => {
                tracing::error!(operation = %operation.id, %error, "nothing is sent: the store did not answer");
            }
        }
    }

    async fn conclude_look(
        &self,
        operation: Operation,
        connected: &Connected,
        started: Instant,
        report: Report,
    ) {
        let session = Self::session(&*connected.connector, started);
        let began: Timestamp = self.clock.now();
        self.conclude(operation, connected, &session, began, report).await;
    }
}

fn absent() -> Report {
    let failure = plain(FailureCode::OutcomeUnknown, "the ERP does not hold it; it will be sent again");
    Report { seen: Seen::Absent, outcome: AttemptOutcome::FoundAbsent, receipt: None, failure: Some(failure) }
}

fn could_not_look(failure: erpgate_model::Failure) -> Report {
    Report {
        seen: Seen::CouldNotLook,
        outcome: AttemptOutcome::NotApplied,
        receipt: None,
        failure: Some(failure),
    }
}

/// The last send was refused and the earlier one is not there: the refusal is the outcome.
fn refused_and_absent(operation: &Operation) -> Report {
    let failure = operation.failure.clone();
    Report { seen: Seen::Refused, outcome: AttemptOutcome::FoundAbsent, receipt: None, failure }
}

/// Settled by a look: nothing (more) of it will be done.
fn refused_now(code: FailureCode, detail: &str) -> Report {
    let failure = Some(plain(code, detail));
    Report { seen: Seen::Refused, outcome: AttemptOutcome::FoundAbsent, receipt: None, failure }
}

fn names_a_version(operation: &Operation) -> bool {
    operation.command.target().is_some_and(|target| target.if_match.is_some())
}

fn last_was_refused(operation: &Operation) -> bool {
    operation.attempts.last().is_some_and(|attempt| attempt.outcome == AttemptOutcome::Rejected)
}
