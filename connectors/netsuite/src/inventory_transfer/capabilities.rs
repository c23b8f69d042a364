//! What can be done with inventory transfers.

use erpgate_model::{Capability, Means, Resource, Support, Verb};

use super::fields::SPECS;
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::InventoryTransfer;

const ROWS: [Capability; 4] = [
    create(
        OF,
        "POST record/v1/inventoryTransfer with the reference as externalId, which NetSuite keeps unique. Both locations \
         belong to one subsidiary; the goods arrive at once.",
    ),
    row(
        OF,
        Verb::Reverse,
        Support::Emulated,
        Means::Reverses,
        "NetSuite's API could only delete a transfer: one that goes back is made instead, dated today, with an externalId \
         made of the first one's id, so that there is at most one.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/inventoryTransfer/{id}?expandSubResources=true; `eid:X` reads by external id. A line of several \
         lots or bins is shown as a line for each.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions finds the ids, then each transfer is read.",
    ),
];

/// Every row of inventory transfers.
pub(crate) fn capabilities() -> Vec<Capability> {
    ROWS.map(|row| with(row, requires, &SPECS)).to_vec()
}

fn requires(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Create | Verb::Reverse => &["Transactions > Transfer Inventory (Create)", REST, SUITEQL],
        _ => &["Transactions > Transfer Inventory (View)", REST, SUITEQL],
    }
}
