//! What can be done with inventory levels.

use erpgate_model::{Capability, FieldSpec, Means, Resource, Support, Verb, Writable};

use crate::capabilities::{REST, SUITEQL, row, with};

/// Fields of a level. All are read only: an adjustment changes them.
const SPECS: [FieldSpec; 11] = [
    read("id", "item, location, bin and lot"),
    FieldSpec { filter: true, ..read("item_id", "aggregateitemlocation.item") },
    FieldSpec { filter: true, ..read("location_id", "aggregateitemlocation.location") },
    read("bin_id", "inventorybalance.binnumber"),
    read("lot", "inventorybalance.inventorynumber"),
    read("on_hand", "quantityonhand"),
    read("available", "quantityavailable"),
    read("on_order", "aggregateitemlocation.quantityonorder"),
    read("unit", "item.stockunit"),
    read("version", "a digest of the figures"),
    read("native", "the row"),
];

const fn read(name: &'static str, mapped_to: &'static str) -> FieldSpec {
    FieldSpec {
        name,
        readable: true,
        writable: Writable::No,
        required: false,
        max_length: None,
        max_scale: None,
        filter: false,
        mapped_to,
    }
}

/// One row: levels are listed.
pub(crate) fn capabilities() -> Vec<Capability> {
    let list = row(
        Resource::InventoryLevel,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over aggregateitemlocation, and over inventorybalance for bins and lots. Where an item lies in bins or \
         lots, each has a row; what is on order, and what lies in none, has a row without them, so that the rows add \
         up. An account that keeps no stock by location has one row for each item. Serial numbers have no rows.",
    );
    vec![with(list, |_| &["Lists > Items (View)", "Lists > Locations (View)", REST, SUITEQL], &SPECS)]
}
