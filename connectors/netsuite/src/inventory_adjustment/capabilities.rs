//! What can be done with inventory adjustments.

use erpgate_model::{Capability, Means, Resource, Support, Verb};

use super::fields::SPECS;
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::InventoryAdjustment;

const ROWS: [Capability; 4] = [
    create(
        OF,
        "POST record/v1/inventoryAdjustment with the reference as externalId, which NetSuite keeps unique. `set_to` is \
         compared with the level that SuiteQL shows right before, and becomes a change; NetSuite itself compares nothing. \
         A line that stands at its level already is left out, and when all do, no adjustment is made.",
    ),
    row(
        OF,
        Verb::Reverse,
        Support::Emulated,
        Means::Reverses,
        "NetSuite's API could only delete an adjustment: an opposite one is made instead, dated today, with an externalId \
         made of the first one's id, so that there is at most one.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/inventoryAdjustment/{id}?expandSubResources=true; `eid:X` reads by external id. A line of several \
         lots or bins is shown as a line for each.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions finds the ids, then each adjustment is read.",
    ),
];

/// Every row of inventory adjustments.
pub(crate) fn capabilities() -> Vec<Capability> {
    ROWS.map(|row| with(row, requires, &SPECS)).to_vec()
}

fn requires(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Create | Verb::Reverse => &["Transactions > Adjust Inventory (Create)", REST, SUITEQL],
        _ => &["Transactions > Adjust Inventory (View)", REST, SUITEQL],
    }
}
