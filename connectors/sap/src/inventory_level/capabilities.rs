//! What each verb does with inventory levels.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Resource, Support, Verb};

use super::fields;
use crate::capabilities::{capability, specs};

const READ: &[&str] = &[
    "the active service API_MATERIAL_STOCK_SRV and S_SERVICE for it, in the cloud its communication arrangement",
    "display of stock in the plants",
];

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    vec![Capability {
        how: "GET A_MatlStkInAcctMod in the order of its key: stock for unrestricted use (InventoryStockType 01) \
              without special stock, in the base unit. item_id and location_id narrow within SAP. SAP tells \
              neither what is promised nor what is ordered, and no times of change: poll the documents that \
              change stock.",
        requires: READ,
        ..capability(Resource::InventoryLevel, Verb::List, Support::Yes, Means::Reads, every_field())
    }]
}

fn every_field() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(fields::LEVEL.iter().chain(fields::DERIVED)));
    &SPECS
}
