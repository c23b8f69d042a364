//! One record made from a sample, and the visits that make it.

use erpgate_connector::{Receipt, Sighting, WriteError};
use erpgate_model::{Capability, Command, NewRecord, Patch, Record, RecordId, Target, Update, Verb, Version};
use serde_json::Value;

use crate::sample::{BodyFn, Sample, Writes};
use crate::stand::Stand;
use crate::visit::Visit;

/// A stand and one of its samples.
pub(super) struct Specimen<'a> {
    pub(super) stand: &'a Stand,
    pub(super) sample: &'a Sample,
}

impl<'a> Specimen<'a> {
    /// Of every sample that creates.
    pub(super) fn written(stand: &'a Stand) -> impl Iterator<Item = (Self, &'a Writes)> {
        let of = move |sample: &'a Sample| Some((Self { stand, sample }, sample.writes.as_ref()?));
        stand.records.iter().filter_map(of)
    }

    pub(super) fn row(&self, verb: Verb) -> Option<&'static Capability> {
        let row = self.stand.connector.capability(self.sample.resource, verb, self.sample.kind);
        row.filter(|row| row.usable())
    }

    /// The command that creates, after what must be there first was made.
    pub(super) async fn creation(&self, writes: &Writes, body: BodyFn) -> (Command, Value) {
        let body = body(&(writes.prepare)(self.stand).await);
        let record = NewRecord::read(self.sample.resource, &body);
        let record = record.unwrap_or_else(|error| panic!("{}: {body}: {error}", self.sample.name()));
        (Command::Create(record), body)
    }

    /// A record that stands.
    pub(super) async fn made(&self, writes: &Writes) -> Record {
        let (command, _) = self.creation(writes, writes.plain).await;
        let receipt = self.stand.visit().apply(&command, None).await;
        let receipt = receipt.unwrap_or_else(|error| panic!("{}: {error:?}", self.sample.name()));
        self.read(receipt.id()).await
    }

    pub(super) async fn read(&self, id: &RecordId) -> Record {
        let name = self.sample.name();
        self.find(id).await.unwrap_or_else(|| panic!("the ERP has no {name} {id}"))
    }

    pub(super) async fn find(&self, id: &RecordId) -> Option<Record> {
        let visit = self.stand.visit();
        let read = self.stand.connector.read(&visit.session, self.sample.resource, id, false).await;
        read.unwrap_or_else(|trouble| panic!("{} {id}: {trouble}", self.sample.name()))
    }

    pub(super) async fn sighting(&self, visit: &Visit) -> Sighting {
        let look = self.stand.visit();
        let resource = self.sample.resource;
        let seen = self.stand.connector.locate(&look.session, resource, visit.reference()).await;
        seen.unwrap_or_else(|trouble| panic!("{}: {trouble}", self.sample.name()))
    }

    /// How many documents of this resource the ERP holds.
    pub(super) async fn documents(&self) -> usize {
        self.stand.simulator.count(self.sample.ledger).await
    }

    pub(super) fn act(&self, verb: Verb, id: &RecordId) -> Command {
        Command::act(self.sample.resource, verb, Target { id: id.clone(), if_match: None })
    }

    pub(super) fn update(&self, record: &Record, patch: &Value, if_match: Option<Version>) -> Command {
        let patch = Patch::read(self.sample.resource, patch);
        let patch = patch.unwrap_or_else(|error| panic!("{}: {error}", self.sample.name()));
        Command::Update(Update { target: Target { id: record.id().clone(), if_match }, patch })
    }

    /// What must not fail.
    #[track_caller]
    pub(super) fn done(&self, what: &str, result: Result<Receipt, WriteError>) -> Receipt {
        result.unwrap_or_else(|error| panic!("{} {what}: {error:?}", self.sample.name()))
    }
}
