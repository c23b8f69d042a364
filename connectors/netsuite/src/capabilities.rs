//! What the connector can do, as rows of data.

use std::sync::LazyLock;

use erpgate_connector::complete;
use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use crate::purchase_order::fields::SPECS;

const NO_FIELDS: &[FieldSpec] = &[];
/// For the account's currencies and for lists.
const SUITEQL: &str = "Reports > SuiteAnalytics Workbook";
const REST: &str = "Setup > REST Web Services";

/// Every verb of every resource.
pub(crate) fn rows() -> &'static [Capability] {
    static ROWS: LazyLock<Vec<Capability>> = LazyLock::new(|| complete(PURCHASE_ORDERS.to_vec()));
    &ROWS
}

const PURCHASE_ORDERS: [Capability; 8] = [
    row(
        Verb::Create,
        Support::Yes,
        Means::Writes,
        Repeat::Deduplicated,
        "POST record/v1/purchaseOrder with the reference as externalId, which NetSuite keeps unique. A line with an \
         item goes to the list of items; a line with an account alone to the list of expenses, as one amount.",
    ),
    row(
        Verb::Update,
        Support::Yes,
        Means::Writes,
        Repeat::Harmless,
        "PATCH record/v1/purchaseOrder/{id}: header and lines in one request. Lines are taken away by listing the \
         others with ?replace=.",
    ),
    row(
        Verb::Delete,
        Support::Yes,
        Means::Removes,
        Repeat::Harmless,
        "DELETE record/v1/purchaseOrder/{id}. NetSuite refuses when receipts or bills exist.",
    ),
    row(
        Verb::Cancel,
        Support::Emulated,
        Means::Closes,
        Repeat::Harmless,
        "NetSuite's API has no cancel: every line is closed, if nothing was received or billed.",
    ),
    row(
        Verb::Close,
        Support::Yes,
        Means::Closes,
        Repeat::Harmless,
        "PATCH record/v1/purchaseOrder/{id}: isClosed on every open line.",
    ),
    row(
        Verb::Get,
        Support::Yes,
        Means::Reads,
        Repeat::Harmless,
        "GET record/v1/purchaseOrder/{id}?expandSubResources=true; `eid:X` reads by external id.",
    ),
    row(
        Verb::List,
        Support::Yes,
        Means::Reads,
        Repeat::Harmless,
        "SuiteQL over transactions finds the ids, then each order is read.",
    ),
    Capability {
        resource: Resource::Passthrough,
        kind: None,
        verb: Verb::Call,
        supported: Support::Yes,
        means: Means::Writes,
        repeat: Repeat::Duplicates,
        how: "The request as it is, to a path below /services/rest, with the connection's sign-in. An answer that is \
              lost goes to a person.",
        requires: &["what the called service demands", REST],
        fields: NO_FIELDS,
    },
];

const fn row(verb: Verb, supported: Support, means: Means, repeat: Repeat, how: &'static str) -> Capability {
    Capability {
        resource: Resource::PurchaseOrder,
        kind: None,
        verb,
        supported,
        means,
        repeat,
        how,
        requires: match verb {
            Verb::Create => &["Transactions > Purchase Order (Create)", REST, SUITEQL],
            Verb::Update | Verb::Cancel | Verb::Close => &["Transactions > Purchase Order (Edit)", REST],
            Verb::Delete => &["Transactions > Purchase Order (Full)", REST],
            _ => &["Transactions > Purchase Order (View)", REST, SUITEQL],
        },
        fields: match verb {
            Verb::Create | Verb::Update | Verb::Get | Verb::List => &SPECS,
            _ => NO_FIELDS,
        },
    }
}
