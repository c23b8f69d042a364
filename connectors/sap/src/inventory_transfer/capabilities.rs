//! What each verb does with inventory transfers.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use super::fields;
use crate::capabilities::{capability, specs};
use crate::material_document::{self, POST, READ};

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "One goods movement in one step, POST A_MaterialDocumentHeader with code 04: movement type 311 \
                  within a plant, 301 to another. The gateway's reference stands in ReferenceDocument.",
            requires: POST,
            ..row(Verb::Create, Means::Writes, every_field())
        },
        Capability {
            how: "POST Cancel: a second material document takes the first back; both stay. A transfer that is \
                  undone already stays as it is.",
            requires: POST,
            ..row(Verb::Reverse, Means::Reverses, &[])
        },
        Capability {
            how: "GET A_MaterialDocumentHeader with its items: documents whose items name a receiving plant or \
                  storage location other than their own.",
            requires: READ,
            ..row(Verb::Get, Means::Reads, every_field())
        },
        Capability {
            how: "GET A_MaterialDocumentHeader in the order of its key. external_id, number and the day of \
                  updated_since narrow within SAP, the kind of document after reading: pages may come part full.",
            requires: READ,
            ..row(Verb::List, Means::Reads, listed())
        },
    ]
}

fn row(verb: Verb, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::InventoryTransfer, verb, Support::Yes, means, fields)
}

fn every_field() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all()));
    &SPECS
}

fn listed() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(fields::all().chain(material_document::fields::FILTERS)));
    &SPECS
}
