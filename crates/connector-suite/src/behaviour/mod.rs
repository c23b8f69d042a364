//! The behaviours, by the call they are about.

mod answers;
mod capabilities;
mod create;
mod doubt;
mod end;
mod fields;
mod interrupted;
mod list;
mod probe;
mod read;
mod records;
mod repeat;
mod secrets;
mod update;

use erpgate_connector::{Receipt, Trouble, WriteError};
use erpgate_model::{Repeat, Resource, Verb};
use futures::future::BoxFuture;

use crate::stand::Stand;

/// Tries one behaviour; panics when the connector does not show it.
pub type BehaviourFn = for<'a> fn(&'a Stand) -> BoxFuture<'a, ()>;

/// One sentence that must be true of every connector.
#[derive(Debug, Clone, Copy)]
pub struct Behaviour {
    /// The sentence, after the group it belongs to.
    pub name: &'static str,
    /// Whether the declared capabilities call for it.
    pub applies: fn(&Stand) -> bool,
    /// The test.
    pub run: BehaviourFn,
}

const fn behaviour(name: &'static str, applies: fn(&Stand) -> bool, run: BehaviourFn) -> Behaviour {
    Behaviour { name, applies, run }
}

/// Every behaviour.
#[must_use]
pub fn behaviours() -> Vec<Behaviour> {
    [
        capabilities::BEHAVIOURS,
        probe::BEHAVIOURS,
        create::BEHAVIOURS,
        fields::BEHAVIOURS,
        answers::BEHAVIOURS,
        doubt::BEHAVIOURS,
        read::BEHAVIOURS,
        update::BEHAVIOURS,
        repeat::BEHAVIOURS,
        interrupted::BEHAVIOURS,
        end::BEHAVIOURS,
        list::BEHAVIOURS,
        records::BEHAVIOURS,
        secrets::BEHAVIOURS,
    ]
    .concat()
}

fn usable(stand: &Stand, verb: Verb) -> bool {
    stand.connector.capability(Resource::PurchaseOrder, verb, None).is_some_and(|row| row.usable())
}

fn always(_: &Stand) -> bool {
    true
}

fn creates(stand: &Stand) -> bool {
    usable(stand, Verb::Create)
}

fn updates(stand: &Stand) -> bool {
    creates(stand) && usable(stand, Verb::Update)
}

fn deduplicates(stand: &Stand) -> bool {
    let row = stand.connector.capability(Resource::PurchaseOrder, Verb::Create, None);
    row.is_some_and(|row| row.usable() && row.repeat == Repeat::Deduplicated)
}

/// The reason why a write was certainly not applied.
#[track_caller]
fn not_applied(result: Result<Receipt, WriteError>) -> Trouble {
    match result {
        Err(WriteError::NotApplied(trouble)) => trouble,
        other => panic!("certainly not applied, yet the connector said: {other:?}"),
    }
}

#[track_caller]
fn assert_unknown(result: &Result<Receipt, WriteError>, what: impl std::fmt::Display) {
    assert!(
        matches!(result, Err(WriteError::Unknown(_))),
        "{what}: nobody can tell, yet the connector said {result:?}"
    );
}
