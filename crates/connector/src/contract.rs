//! What every ERP connector must do.

use std::fmt::Debug;
use std::time::Duration;

use async_trait::async_trait;
use erpgate_model::{
    Capability, Command, FieldError, NativeAnswer, NativeRequest, Page, Query, Record, RecordId, Reference,
    Resource, Verb, Warning, WorkOrderKind,
};

use crate::error::{Trouble, WriteError};
use crate::send::{Answer, Call};
use crate::session::Session;

/// What the ERP said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct System {
    /// Name and version as far as it tells, such as `SAP S/4HANA`.
    pub name: String,
    /// What was looked at and found in order, in sentences.
    pub found: Vec<String>,
}

/// What is known about the sends before this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attempted<'a> {
    /// True when an earlier attempt may have been applied in part or whole.
    pub before: bool,
    /// The record as it stood before the first send; present for every command with a target.
    pub basis: Option<&'a Record>,
}

/// The ERP holds the change.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The record's id; nothing for a [`Command::Call`].
    pub record_id: Option<RecordId>,
    /// Warnings and informations that the ERP sent along with its yes.
    pub warnings: Vec<Warning>,
    /// What the ERP answered to a [`Command::Call`].
    pub answer: Option<NativeAnswer>,
}

impl Receipt {
    /// The record stands, with what the ERP said along with its yes.
    #[must_use]
    pub fn of(record_id: RecordId, warnings: Vec<Warning>) -> Self {
        Self { record_id: Some(record_id), warnings, answer: None }
    }

    /// The record's id.
    ///
    /// # Panics
    /// For the answer to a [`Command::Call`], which is about no record.
    #[must_use]
    pub fn id(&self) -> &RecordId {
        self.record_id.as_ref().expect("only a call is about no record")
    }

    /// The ERP's yes to a request in its own words.
    #[must_use]
    pub fn answered(answer: NativeAnswer) -> Self {
        Self { record_id: None, warnings: Vec::new(), answer: Some(answer) }
    }
}

/// What looking for a reference came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sighting {
    /// A document carries the reference.
    Found(RecordId),
    /// No document carries it, and the ERP would show it if there were one.
    Absent,
    /// The ERP cannot say.
    CannotTell(String),
}

/// An ERP that takes commands. The connector-suite tests these sentences on every connector.
#[async_trait]
pub trait Connector: Debug + Send + Sync + 'static {
    /// The rows that this connector dispatches on.
    ///
    /// # Behavior
    /// - Every verb of every resource has a row (see [`complete`](crate::complete)), for work orders one for
    ///   each kind or one for both; verbs without a usable row are never asked for.
    fn capabilities(&self) -> &'static [Capability];

    /// The HTTP client of this connection: see [`http_client`](crate::http_client).
    fn client(&self) -> &reqwest::Client;

    /// How long one call may take until its answer counts as lost (from the settings).
    fn call_timeout(&self) -> Duration;

    /// How many calls the ERP takes from this connection at a time.
    fn concurrency(&self) -> usize {
        4
    }

    /// How long after a lost answer the ERP may still commit the write: before that, not finding
    /// the reference proves nothing. At least twice the call timeout unless the settings say otherwise.
    fn settle_time(&self) -> Duration;

    /// Finds out whether the ERP is there, takes the credentials, and has what is needed.
    ///
    /// # Behavior
    /// - Changes nothing in the ERP.
    /// - Wrong credentials give `CredentialsRefused`; a missing service or permission gives
    ///   `Misconfigured` or `Forbidden` and names it.
    async fn probe(&self, session: &Session) -> Result<System, Trouble>;

    /// Carries out one command.
    ///
    /// # Behavior
    /// - A create stamps `session.reference()` on the document so that [`Connector::locate`] finds it.
    /// - A [`Command::Call`] is sent as it is; the ERP's refusal is `Rejected`, in its own words.
    /// - A create that the ERP refuses because this very reference stands there already is a success.
    /// - An expired token or CSRF session is renewed once, because the ERP refused before acting;
    ///   nothing else is ever sent twice.
    /// - With `attempted.before`, what stands already is not done again: of the lines to add, those
    ///   that are new since the basis and equal are skipped; what is set or removed already stays.
    /// - Locks are `NotApplied(Locked)`, throttling `NotApplied(Throttled)`, business refusals
    ///   `Rejected` with the ERP's own words, a stale version `Rejected(StaleVersion)`.
    async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError>;

    /// Looks for the document that a create stamped with this reference.
    ///
    /// # Behavior
    /// - Sees every document that the ERP has committed, whatever its state, also a deleted one that
    ///   the ERP still shows.
    async fn locate(
        &self,
        session: &Session,
        resource: Resource,
        reference: &Reference,
    ) -> Result<Sighting, Trouble>;

    /// Reads one record.
    ///
    /// # Behavior
    /// - `None` when the ERP has no such record (anything else is a `Trouble`).
    /// - Decimals come exactly as the ERP holds them. The version changes with every change.
    /// - With `native`, the ERP's own record is attached.
    async fn read(
        &self,
        session: &Session,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble>;

    /// Reads many records.
    ///
    /// # Behavior
    /// - Filters narrow, the limit holds, and following the cursors gives every record exactly once
    ///   while records are added.
    /// - Only filters that the row's fields name with `filter` are ever asked for.
    async fn list(&self, session: &Session, resource: Resource, query: &Query) -> Result<Page, Trouble>;

    /// What the ERP would answer at best to a write that a rehearsing session holds back: a success of
    /// the form that [`Connector::apply`] reads.
    ///
    /// # Behavior
    /// - Sends nothing. Ids that the ERP would give are plainly made up.
    fn rehearse(&self, call: &Call) -> Answer;

    /// Lets the ERP check a write that is not to be made, where it has such a check.
    ///
    /// # Behavior
    /// - Changes nothing in the ERP.
    /// - What the ERP would refuse comes back in its own words; an empty list means that it found nothing,
    ///   or that it has no such check.
    async fn precheck(&self, session: &Session, command: &Command) -> Result<Vec<FieldError>, Trouble> {
        let _ = (session, command);
        Ok(Vec::new())
    }

    /// Sends a request in the ERP's own words that changes nothing there, with the connection's sign-in.
    ///
    /// # Behavior
    /// - Whatever the ERP answers, errors included, is the answer; nothing of the sign-in is in it.
    /// - A path that leads away from the ERP's address, and a header of the sign-in, are `BadQuestion`.
    async fn ask(&self, session: &Session, request: &NativeRequest) -> Result<NativeAnswer, Trouble>;
}

impl dyn Connector {
    /// The row for this verb: of this kind of work order where one is given, else the first that can be
    /// used, else the first.
    #[must_use]
    pub fn capability(
        &self,
        resource: Resource,
        verb: Verb,
        kind: Option<WorkOrderKind>,
    ) -> Option<&'static Capability> {
        let rows = || self.capabilities().iter().filter(|row| row.resource == resource && row.verb == verb);
        let of_kind = |row: &&Capability| kind.is_none() || row.kind.is_none() || row.kind == kind;
        rows().filter(of_kind).find(|row| row.usable()).or_else(|| rows().find(of_kind))
    }

    /// The row for this command.
    #[must_use]
    pub fn row(&self, command: &Command) -> Option<&'static Capability> {
        self.capability(command.resource(), command.verb(), command.kind())
    }
}
