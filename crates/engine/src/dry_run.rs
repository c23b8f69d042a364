//! What a write would do, without doing it.

mod references;

use std::collections::HashSet;
use std::sync::Arc;

use erpgate_connector::{Attempted, PlannedWrite, WriteError, attempt};
use erpgate_model::{Command, ConnectionId, FailureCode, FieldError, Record, Reference};
use serde_json::Value;
use tokio::time::Instant;

use crate::engine::Engine;
use crate::prepare::prepare;
use crate::reads::told;
use crate::refusal::Refusal;
use crate::source::Connected;
use crate::validate::validate;

/// The finding of a record that changed since the version in `If-Match`.
const STALE: &str = "stale_version";

/// What a write would do, as far as one can tell without doing it.
#[derive(Debug, Clone, PartialEq)]
pub struct DryRun {
    /// What would be refused, by the gateway or by the ERP; empty when nothing was found.
    pub findings: Vec<FieldError>,
    /// JSON pointers of references that could not be looked up: nobody knows whether they can be used.
    pub unchecked: Vec<String>,
    /// The requests that would be sent, in their order; none when the body itself is wrong.
    pub requests: Vec<PlannedWrite>,
    /// The record as it stands, in the client's words, for writes that change one.
    pub current: Option<Value>,
}

impl DryRun {
    /// The checks overlap: what several found is told once, in the words of the first.
    fn tell_once(&mut self) {
        let mut told = HashSet::new();
        self.findings.retain(|finding| told.insert((finding.pointer.clone(), finding.code.clone())));
    }
}

impl Engine {
    /// Works out a write without making it: checks the body, looks up what it refers to, lets the ERP check
    /// where it can, and plans the requests. Nothing is stored, and nothing that writes is sent.
    ///
    /// # Errors
    /// A [`Refusal`] where there is nothing to work out: no such connection or record, not supported, or the
    /// ERP could not be asked.
    pub async fn dry_run(&self, connection: ConnectionId, command: Command) -> Result<DryRun, Refusal> {
        let connected = self.source.connected(connection).await?;
        let mut run =
            DryRun { findings: Vec::new(), unchecked: Vec::new(), requests: Vec::new(), current: None };
        let command = match prepare(command, &connected.connection) {
            Err(Refusal::Invalid(errors)) => return Ok(DryRun { findings: errors, ..run }),
            prepared => prepared?,
        };
        let fits = match validate(&command, connected.connector.row(&command)) {
            Err(Refusal::Invalid(errors)) => {
                run.findings = errors;
                false
            }
            valid => valid.map(|()| true)?,
        };
        let basis = self.standing(&command, &connected, &mut run).await?;
        if fits {
            self.check_references(&command, &connected, &mut run).await?;
            let session = Self::session(&*connected.connector, Instant::now());
            let prechecked = connected.connector.precheck(&session, &command).await;
            run.findings.extend(prechecked.map_err(Refusal::Erp)?);
            self.rehearse(&command, basis.as_ref(), &connected, &mut run).await?;
            run.tell_once();
        }
        Ok(run)
    }

    /// The record that would be changed. A stale version is a finding, a missing record a refusal.
    async fn standing(
        &self,
        command: &Command,
        connected: &Connected,
        run: &mut DryRun,
    ) -> Result<Option<Record>, Refusal> {
        let Some(target) = command.target() else { return Ok(None) };
        let session = Self::session(&*connected.connector, Instant::now());
        let read = connected.connector.read(&session, command.resource(), &target.id, false).await;
        let record = read.map_err(Refusal::Erp)?.ok_or(Refusal::NoSuchRecord)?;
        if target.if_match.as_ref().is_some_and(|wanted| wanted != record.version()) {
            let detail = "the record changed since the version in If-Match";
            run.findings.push(general(STALE, detail));
        }
        run.current = Some(told(&record, &connected.connection.aliases));
        Ok(Some(record))
    }

    /// Carries the write out on a session that holds back every write.
    async fn rehearse(
        &self,
        command: &Command,
        basis: Option<&Record>,
        connected: &Connected,
        run: &mut DryRun,
    ) -> Result<(), Refusal> {
        let connector = Arc::clone(&connected.connector);
        let session = Self::session(&*connected.connector, Instant::now())
            .with_reference(Reference::of(self.ids.make()))
            .rehearsing(Arc::new(move |call| connector.rehearse(call)));
        let attempted = Attempted { before: false, basis };
        let outcome = attempt(&*connected.connector, &session, command, attempted).await;
        run.requests = session.planned();
        let stale = run.findings.iter().any(|finding| finding.code == STALE && finding.pointer.is_none());
        match outcome {
            Ok(_) => Ok(()),
            // Told already, when the record that stands was read.
            Err(WriteError::Rejected(rejection)) if rejection.code == FailureCode::StaleVersion && stale => {
                Ok(())
            }
            Err(WriteError::Rejected(rejection)) => {
                run.findings.extend(rejection.findings());
                Ok(())
            }
            Err(WriteError::NotApplied(trouble) | WriteError::Unknown(trouble)) => Err(Refusal::Erp(trouble)),
        }
    }
}

fn general(code: &str, detail: &str) -> FieldError {
    FieldError { pointer: None, ..FieldError::at("", code, detail) }
}
