//! What each verb does with inventory adjustments.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Resource, Support, Verb};

use super::fields;
use crate::capabilities::{capability, specs};
use crate::material_document::{self, POST, READ};

const CREATE: &[&str] = &[
    "communication arrangement SAP_COM_0108, or on premise the active service API_MATERIAL_DOCUMENT_SRV and \
     S_SERVICE for it, and posting of goods movements for the movement types and plants used (M_MSEG_*, activity 01)",
    "for set_to: communication arrangement SAP_COM_0107, or on premise the active service \
     API_PHYSICAL_INVENTORY_DOC_SRV, and physical inventory for the plants used (M_ISEG_*)",
    "for expected_on_hand: the active service API_MATERIAL_STOCK_SRV",
];

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    vec![
        Capability {
            how: "Lines with change: one goods movement, POST A_MaterialDocumentHeader with the reference in \
                  ReferenceDocument. Movement type 551/552 with the reason scrapping, 201/202 with a cost center \
                  or account, else those of the settings (561/562); custom_fields.GoodsMovementType of a line says \
                  another. Lines with set_to: one physical inventory document with the reference in \
                  PhysInventoryReferenceNumber, counted line by line and posted with PostDifferences; its \
                  external_id (16) is PhysicalInventoryNumber, its notes (40) are PhysicalInventoryDocumentDesc. \
                  A repeat looks for the reference first and does only what is missing.",
            requires: CREATE,
            ..row(Verb::Create, Means::Writes, every_field())
        },
        Capability {
            how: "POST Cancel: a second material document takes the first back; both stay. Of a count, the \
                  movements of its differences are taken back. What is undone already stays as it is.",
            requires: POST,
            ..row(Verb::Reverse, Means::Reverses, &[])
        },
        Capability {
            how: "GET A_MaterialDocumentHeader with its items, or A_PhysInventoryDocHeader for an id that begins \
                  with count-: one whose differences are posted. The change of a count is what was counted less \
                  the book quantity, in the base unit.",
            requires: READ,
            ..row(Verb::Get, Means::Reads, every_field())
        },
        Capability {
            how: "GET A_MaterialDocumentHeader in the order of its key, then A_PhysInventoryDocHeader. \
                  external_id, number and updated_since narrow within SAP, the kind of document after reading: \
                  pages may come part full.",
            requires: READ,
            ..row(Verb::List, Means::Reads, listed())
        },
    ]
}

fn row(verb: Verb, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::InventoryAdjustment, verb, Support::Yes, means, fields)
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
