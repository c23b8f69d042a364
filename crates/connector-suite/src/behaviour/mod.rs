//! The behaviours, by the call they are about.

mod create;

use erpgate_model::{Resource, Verb};
use futures::future::BoxFuture;

use crate::stand::Stand;

/// Tries one behaviour; panics when the connector does not show it.
pub type BehaviourFn = for<'a> fn(&'a Stand) -> BoxFuture<'a, ()>;

/// One sentence that must be true of every connector.
#[derive(Debug, Clone, Copy)]
pub struct Behaviour {
    /// The sentence.
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
    [create::BEHAVIOURS].concat()
}

fn usable(stand: &Stand, verb: Verb) -> bool {
    stand.connector.capability(Resource::PurchaseOrder, verb).is_some_and(|row| row.usable())
}

fn creates(stand: &Stand) -> bool {
    usable(stand, Verb::Create)
}
