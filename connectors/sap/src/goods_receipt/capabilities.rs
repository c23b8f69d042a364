//! What each verb does with goods receipts.

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
            how: "One goods movement, POST A_MaterialDocumentHeader with code 01, movement type 101 and reference \
                  type B. A line without quantity takes what is open: the order's quantity less what material \
                  documents have received. The gateway's reference stands in ReferenceDocument; where a \
                  delivery_note stands there, in MaterialDocumentHeaderText; where external_id stands there, in \
                  GoodsRecipientName of the first line.",
            requires: POST,
            ..row(Verb::Create, Means::Writes, every_field())
        },
        Capability {
            how: "POST Cancel: a second material document (movement type 102) takes the first back; both stay, \
                  and the order is open again. A receipt that is undone already stays as it is.",
            requires: POST,
            ..row(Verb::Reverse, Means::Reverses, &[])
        },
        Capability {
            how: "GET A_MaterialDocumentHeader with its items: documents with reference type B. What went back \
                  (102, 122) shows quantities below zero.",
            requires: READ,
            ..row(Verb::Get, Means::Reads, every_field())
        },
        Capability {
            how: "GET A_MaterialDocumentHeader in the order of its key. purchase_order_id, external_id, number \
                  and the day of updated_since narrow within SAP, the kind of document after reading: pages may \
                  come part full.",
            requires: READ,
            ..row(Verb::List, Means::Reads, listed())
        },
    ]
}

fn row(verb: Verb, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::GoodsReceipt, verb, Support::Yes, means, fields)
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
