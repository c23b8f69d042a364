//! What can be done with goods receipts.

use erpgate_model::{Capability, Means, Resource, Support, Verb};

use super::fields::SPECS;
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::GoodsReceipt;

const ROWS: [Capability; 4] = [
    create(
        OF,
        "POST record/v1/purchaseOrder/{id}/!transform/itemReceipt with the reference as externalId, which NetSuite keeps \
         unique. Open lines that are not named are sent with itemReceive false. With `final_delivery` the order's line is \
         closed afterwards, by a PATCH of the order.",
    ),
    row(
        OF,
        Verb::Reverse,
        Support::Emulated,
        Means::Removes,
        "DELETE record/v1/itemReceipt/{id}: the order's quantities and the stock are as before, and the receipt is gone. \
         NetSuite refuses when the goods were billed or used up. A line that `final_delivery` closed stays closed.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/itemReceipt/{id}?expandSubResources=true; `eid:X` reads by external id. A line of several lots or \
         bins is shown as a line for each.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions finds the ids of receipts for purchase orders, then each is read.",
    ),
];

/// Every row of goods receipts.
pub(crate) fn capabilities() -> Vec<Capability> {
    ROWS.map(|row| with(row, requires, &SPECS)).to_vec()
}

fn requires(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Create => &[
            "Transactions > Item Receipt (Create)",
            "Transactions > Purchase Order (View; Edit for final_delivery)",
            REST,
            SUITEQL,
        ],
        Verb::Reverse => &["Transactions > Item Receipt (Full)", REST],
        _ => &["Transactions > Item Receipt (View)", REST, SUITEQL],
    }
}
