//! What can be done with purchase orders.

use erpgate_model::{Capability, Means, Resource, Support, Verb};

use super::fields::SPECS;
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::PurchaseOrder;

const ROWS: [Capability; 8] = [
    create(
        OF,
        "POST record/v1/purchaseOrder with the reference as externalId, which NetSuite keeps unique. A line with an \
         item goes to the list of items; a line with an account alone to the list of expenses, as one amount.",
    ),
    row(
        OF,
        Verb::Update,
        Support::Yes,
        Means::Writes,
        "PATCH record/v1/purchaseOrder/{id}: header and lines in one request. Lines are taken away by listing the \
         others with ?replace=.",
    ),
    row(
        OF,
        Verb::Delete,
        Support::Yes,
        Means::Removes,
        "DELETE record/v1/purchaseOrder/{id}. NetSuite refuses when receipts or bills exist.",
    ),
    row(
        OF,
        Verb::Cancel,
        Support::Emulated,
        Means::Closes,
        "NetSuite's API has no cancel: every line is closed, if nothing was received or billed.",
    ),
    row(
        OF,
        Verb::Close,
        Support::Yes,
        Means::Closes,
        "PATCH record/v1/purchaseOrder/{id}: isClosed on every open line.",
    ),
    row(
        OF,
        Verb::Approve,
        Support::Yes,
        Means::Approves,
        "PATCH record/v1/purchaseOrder/{id}: approvalStatus 2 (Approved). NetSuite refuses where the account's \
         approval routing wants another approver.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/purchaseOrder/{id}?expandSubResources=true; `eid:X` reads by external id.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions finds the ids, then each order is read.",
    ),
];

/// Every verb.
pub(crate) fn capabilities() -> Vec<Capability> {
    ROWS.map(|row| with(row, requires, &SPECS)).to_vec()
}

fn requires(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Create => &["Transactions > Purchase Order (Create)", REST, SUITEQL],
        Verb::Update | Verb::Cancel | Verb::Close => &["Transactions > Purchase Order (Edit)", REST],
        Verb::Approve => {
            &["Transactions > Purchase Order (Edit)", "Transactions > Purchase Order Approval", REST]
        }
        Verb::Delete => &["Transactions > Purchase Order (Full)", REST],
        _ => &["Transactions > Purchase Order (View)", REST, SUITEQL],
    }
}
