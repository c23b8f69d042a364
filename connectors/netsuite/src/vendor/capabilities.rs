//! What can be done with vendors.

use erpgate_model::{Capability, Means, Resource, Support, Verb};

use super::fields::SPECS;
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::Vendor;

const ROWS: [Capability; 8] = [
    create(
        OF,
        "POST record/v1/vendor with the reference as externalId, which NetSuite keeps unique among vendors, customers, \
         employees and contacts. A person's name is split into first and last name.",
    ),
    row(
        OF,
        Verb::Update,
        Support::Yes,
        Means::Writes,
        "PATCH record/v1/vendor/{id}: fields and addresses in one request. Addresses are taken away by listing the \
         others with ?replace=addressBook.",
    ),
    row(
        OF,
        Verb::Delete,
        Support::Yes,
        Means::Removes,
        "DELETE record/v1/vendor/{id}. NetSuite refuses when anything refers to the vendor: deactivate it instead.",
    ),
    row(
        OF,
        Verb::Block,
        Support::Emulated,
        Means::Blocks,
        "NetSuite has no block of a vendor: isInactive, as for deactivate. It can no more be chosen, and its status \
         reads `inactive`.",
    ),
    row(
        OF,
        Verb::Unblock,
        Support::Yes,
        Means::Unblocks,
        "PATCH record/v1/vendor/{id}: isInactive false; takes a deactivation back.",
    ),
    row(
        OF,
        Verb::Deactivate,
        Support::Yes,
        Means::Deactivates,
        "PATCH record/v1/vendor/{id}: isInactive true.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/vendor/{id}?expandSubResources=true; `eid:X` reads by external id.",
    ),
    row(OF, Verb::List, Support::Yes, Means::Reads, "SuiteQL over vendors finds the ids, then each is read."),
];

/// Every verb.
pub(crate) fn capabilities() -> Vec<Capability> {
    ROWS.map(|row| with(row, requires, &SPECS)).to_vec()
}

fn requires(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Create => &["Lists > Vendors (Create)", REST, SUITEQL],
        Verb::Update | Verb::Block | Verb::Unblock | Verb::Deactivate => &["Lists > Vendors (Edit)", REST],
        Verb::Delete => &["Lists > Vendors (Full)", REST],
        _ => &["Lists > Vendors (View)", REST, SUITEQL],
    }
}
