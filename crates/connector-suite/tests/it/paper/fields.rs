//! What the paper connector can do.

use std::sync::LazyLock;

use erpgate_connector::complete;
use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb, Writable};

const fn field(name: &'static str, writable: Writable, required: bool) -> FieldSpec {
    let mapped_to = "the same word on the paper";
    FieldSpec {
        name,
        readable: true,
        writable,
        required,
        max_length: None,
        max_scale: None,
        filter: true,
        mapped_to,
    }
}

const FIELDS: &[FieldSpec] = &[
    field("number", Writable::No, false),
    field("status", Writable::No, false),
    field("external_id", Writable::OnCreate, false),
    field("vendor_id", Writable::OnCreate, true),
    field("payment_terms_id", Writable::Always, false),
    field("notes", Writable::Always, false),
    field("lines.item_id", Writable::OnCreate, true),
    field("lines.description", Writable::Always, false),
    field("lines.quantity", Writable::Always, true),
    field("lines.unit_price", Writable::Always, false),
];

const fn row(verb: Verb, means: Means, repeat: Repeat) -> Capability {
    Capability {
        resource: Resource::PurchaseOrder,
        kind: None,
        verb,
        supported: Support::Yes,
        means,
        repeat,
        how: "written on paper",
        requires: &[],
        fields: FIELDS,
    }
}

pub(super) fn rows() -> &'static [Capability] {
    static ALL: LazyLock<Vec<Capability>> = LazyLock::new(|| complete(ROWS.to_vec()));
    &ALL
}

const ROWS: &[Capability] = &[
    row(Verb::Create, Means::Writes, Repeat::Deduplicated),
    row(Verb::Update, Means::Writes, Repeat::Harmless),
    row(Verb::Delete, Means::Removes, Repeat::Harmless),
    row(Verb::Cancel, Means::Cancels, Repeat::Harmless),
    row(Verb::Close, Means::Closes, Repeat::Harmless),
    row(Verb::Get, Means::Reads, Repeat::Harmless),
    row(Verb::List, Means::Reads, Repeat::Harmless),
];
