//! THE tables of maintenance orders: which unified field is which field of `supportCase`, and which of an
//! operation is which field of `task`.

use std::sync::LazyLock;

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Kind::{Computed, Day, Instant, Reference, Text};
use crate::mapping::Row;

/// Fields of the order. The subsidiary comes before what NetSuite checks against it.
pub(crate) const CASE: [Row; 20] = [
    Row::new("company_id", "subsidiary", Reference, OnCreate).label("Subsidiary"),
    Row::new("id", "id", Computed, No),
    Row::new("kind", "the record type", Computed, OnCreate).required().filter(),
    Row::new("number", "caseNumber", Text, No).filter().label("Number"),
    Row::new("type_id", "category", Reference, Always).label("Type"),
    Row::new("status", "status", Computed, No).filter(),
    Row::new("native_status", "status", Computed, No),
    Row::new("title", "title", Text, Always).required().label("Subject"),
    Row::new("description", "incomingMessage", Text, Always).label("Message"),
    Row::new("priority", "priority", Reference, Always).label("Priority"),
    Row::new("asset_id", "the field of the setting case_asset_field", Computed, Always),
    Row::new("work_center_id", "assigned", Reference, Always).label("Assigned To"),
    Row::new("scheduled_start", "startDate", Day, Always).label("Incident Date"),
    Row::new("actual_end", "endDate", Instant, No),
    Row::new("custom_fields", "custevent_*", Computed, Always),
    Row::new("version", "a digest of the case and its tasks", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
];

/// Fields of an operation.
pub(crate) const TASK: [Row; 5] = [
    Row::entry("operations.id", "id", Computed, No),
    Row::entry("operations.title", "title", Text, Always).required().label("Title"),
    Row::entry("operations.work_center_id", "assigned", Reference, Always).label("Assigned To"),
    Row::entry("operations.status", "status", Computed, No),
    Row::entry("operations.custom_fields", "custevent_*", Computed, Always),
];

/// All rows as capabilities show them.
pub(crate) static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
    let of_task = |row: &Row| FieldSpec { mapped_to: format!("task.{}", row.native()).leak(), ..row.spec };
    CASE.iter().map(|row| row.spec).chain(TASK.iter().map(of_task)).collect()
});
