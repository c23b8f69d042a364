//! THE tables of completions: which unified field is which field of `assemblyBuild` and of `workOrderCompletion`.

use std::sync::LazyLock;

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Kind::{Computed, Date, Instant, Number, Reference, Text};
use crate::mapping::Row;

/// For orders without work in process.
pub(crate) const BUILD: [Row; 17] = [
    WORK_ORDER_ID,
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter(),
    Row::new("quantity", "quantity", Number, OnCreate).label("Quantity"),
    UNIT,
    POSTING_DATE,
    LOCATION_ID,
    LOT,
    SERIALS,
    EXTERNAL_ID,
    NOTES,
    CUSTOM_FIELDS,
    VERSION,
    CREATED_AT,
    UPDATED_AT,
    NATIVE,
    UPDATED_SINCE,
];

/// For orders with work in process.
pub(crate) const COMPLETION: [Row; 19] = [
    WORK_ORDER_ID,
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter(),
    Row::new("operation_number", "startOperation, endOperation", Computed, OnCreate),
    Row::new("quantity", "completedQuantity", Number, OnCreate).label("Completed Quantity"),
    Row::new("scrapped_quantity", "scrapQuantity", Number, OnCreate).label("Scrap Quantity"),
    UNIT,
    POSTING_DATE,
    LOCATION_ID,
    LOT,
    SERIALS,
    EXTERNAL_ID,
    NOTES,
    CUSTOM_FIELDS,
    VERSION,
    CREATED_AT,
    UPDATED_AT,
    NATIVE,
    UPDATED_SINCE,
];

/// For the issue of components before a completion.
pub(crate) const ISSUE: [Row; 1] = [POSTING_DATE];

const WORK_ORDER_ID: Row =
    Row::new("work_order_id", "createdFrom", Computed, OnCreate).required().filter().label("Work Order");
const UNIT: Row = Row::new("unit", "units", Text, No);
const POSTING_DATE: Row = Row::new("posting_date", "tranDate", Date, OnCreate).label("Date");
const LOCATION_ID: Row = Row::new("location_id", "location", Reference, OnCreate).label("Location");
const LOT: Row =
    Row::new("lot", "inventoryDetail.inventoryAssignment.receiptInventoryNumber", Computed, OnCreate);
const SERIALS: Row =
    Row::new("serials", "inventoryDetail.inventoryAssignment.receiptInventoryNumber", Computed, OnCreate);
const NOTES: Row = Row::new("notes", "memo", Computed, OnCreate).label("Memo");
const EXTERNAL_ID: Row = Row::new("external_id", "memo", Computed, OnCreate).filter();
const CUSTOM_FIELDS: Row = Row::new("custom_fields", "custbody_*", Computed, OnCreate);
const VERSION: Row = Row::new("version", "a digest of the record", Computed, No);
const CREATED_AT: Row = Row::new("created_at", "createdDate", Instant, No);
const UPDATED_AT: Row = Row::new("updated_at", "lastModifiedDate", Instant, No);
const NATIVE: Row = Row::new("native", "the record", Computed, No);
const UPDATED_SINCE: Row = Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown();

/// All rows as capabilities show them: where the two types differ, each is named.
pub(crate) static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
    let spec = |row: &Row| {
        let build = BUILD.iter().find(|build| build.spec.name == row.spec.name).map(Row::native);
        let mapped_to: &str = match build {
            Some(build) if build == row.native() => build,
            Some(build) => format!("assemblyBuild.{build}, workOrderCompletion.{}", row.native()).leak(),
            None => format!("workOrderCompletion: {}", row.native()).leak(),
        };
        FieldSpec { mapped_to, ..row.spec }
    };
    COMPLETION.iter().map(spec).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_build_is_a_field_of_completions() {
        assert_eq!(BUILD.iter().filter(|row| SPECS.iter().all(|spec| spec.name != row.spec.name)).count(), 0);
        let quantity = SPECS.iter().find(|spec| spec.name == "quantity").unwrap();
        assert_eq!(quantity.mapped_to, "assemblyBuild.quantity, workOrderCompletion.completedQuantity");
    }
}
