//! The table of maintenance orders: each unified field, SAP's property, its form, when it can be written,
//! its limits. Both versions of the service have these names.

use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Form::{Code, Decimal, Derived, Instant, Number, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `MaintenanceOrder`.
pub(in crate::work_order) const HEADER: &[Row] = &[
    row("number", "MaintenanceOrder.MaintenanceOrder", Number, No, 12).filter(),
    row("external_id", "MaintenanceOrder.MaintObjectFreeDefinedAttrib", Code, Always, 30).filter(),
    row("type_id", "MaintenanceOrder.MaintenanceOrderType", Code, OnCreate, 4).required(),
    row("title", "MaintenanceOrder.MaintenanceOrderDesc", Text, Always, 40),
    row("priority", "MaintenanceOrder.MaintPriority", Code, Always, 1),
    row("company_id", "MaintenanceOrder.CompanyCode", Code, No, 4),
    row("location_id", "MaintenanceOrder.MaintenancePlant", Code, Always, 4).filter(),
    row("asset_id", "MaintenanceOrder.Equipment", Number, Always, 18),
    row("functional_location_id", "MaintenanceOrder.FunctionalLocation", Text, Always, 30),
    row("work_center_id", "MaintenanceOrder.MainWorkCenter", Code, Always, 8),
    row("scheduled_start", "MaintenanceOrder.MaintOrdBasicStartDateTime", Instant, Always, 0),
    row("scheduled_end", "MaintenanceOrder.MaintOrdBasicEndDateTime", Instant, Always, 0),
    row("actual_end", "MaintenanceOrder.MainWorkCompletedDateTime", Instant, No, 0),
];

/// Fields that are made from more than one property.
pub(in crate::work_order) const DERIVED: &[Row] = &[
    row("id", "MaintenanceOrder.MaintenanceOrder", Derived, No, 0),
    row("kind", "MaintenanceOrder", Derived, OnCreate, 0).required().filter(),
    row("status", "MaintenanceOrder.SystemStatusText", Derived, No, 0).filter(),
    row("native_status", "MaintenanceOrder.SystemStatusText", Derived, No, 0),
    row("description", "MaintenanceOrderLongText.MaintenanceOrderLongText", Derived, Always, 0),
    row("custom_fields", "MaintenanceOrder.*", Derived, Always, 0),
    row("version", "MaintenanceOrder.*", Derived, No, 0),
    row("created_at", "MaintenanceOrder.MaintOrderCreationDateTime", Derived, No, 0),
    row("updated_at", "MaintenanceOrder.LastChangeDateTime", Derived, No, 0),
];

/// Fields of an operation.
pub(in crate::work_order) const OPERATION: &[Row] = &[
    row("operations.number", "MaintenanceOrderOperation.MaintenanceOrderOperation", Code, OnCreate, 4),
    row("operations.title", "MaintenanceOrderOperation.OperationDescription", Text, Always, 40),
    row("operations.work_center_id", "MaintenanceOrderOperation.WorkCenter", Code, Always, 8),
    row("operations.duration", "MaintenanceOrderOperation.MaintOrderOperationDuration", Decimal, Always, 1),
    row(
        "operations.duration_unit",
        "MaintenanceOrderOperation.MaintOrdOperationDurationUnit",
        Text,
        Always,
        3,
    ),
    row("operations.work", "MaintenanceOrderOperation.MaintOrdOperationWorkDuration", Decimal, Always, 1),
    row("operations.work_unit", "MaintenanceOrderOperation.MaintOrdOpWorkDurationUnit", Text, Always, 3),
];

/// Fields of a component.
pub(in crate::work_order) const COMPONENT: &[Row] = &[
    row("components.item_id", "MaintOrderOpComponent.Product", Number, Always, 40),
    row("components.description", "MaintOrderOpComponent.MaintOrdOperationComponentText", Text, Always, 40),
    row("components.quantity", "MaintOrderOpComponent.QuantityInUnitOfEntry", Decimal, Always, 3).required(),
    row("components.unit", "MaintOrderOpComponent.UnitOfEntry", Text, Always, 3),
    row("components.issued_quantity", "MaintOrderOpComponent.QuantityWithdrawnInBaseUnit", Decimal, No, 3),
    row("components.location_id", "MaintOrderOpComponent.Plant", Code, Always, 4),
    row("components.storage_location_id", "MaintOrderOpComponent.StorageLocation", Code, Always, 4),
    row("components.operation_number", "MaintOrderOpComponent.MaintenanceOrderOperation", Code, OnCreate, 4),
];

/// Fields of operations and components that are made from more than one property.
pub(in crate::work_order) const PARTS_DERIVED: &[Row] = &[
    row("operations.id", "MaintenanceOrderOperation.MaintenanceOrderOperation", Derived, No, 0),
    row("operations.status", "MaintenanceOrderOperation.SystemStatusText", Derived, No, 0),
    row("operations.custom_fields", "MaintenanceOrderOperation.*", Derived, Always, 0),
    row("components.id", "MaintOrderOpComponent.MaintOrderComponentInternalID", Derived, No, 0),
    row("components.custom_fields", "MaintOrderOpComponent.*", Derived, Always, 0),
];

/// Questions for a list that are no fields of a record.
pub(in crate::work_order) const FILTERS: &[Row] =
    &[row("updated_since", "MaintenanceOrder.LastChangeDateTime", Derived, No, 0).not_shown().filter()];

/// The tables whose rows stand for one property each.
pub(in crate::work_order) const WRITTEN: &[&[Row]] = &[HEADER, OPERATION, COMPONENT];

/// Every field.
pub(in crate::work_order) fn all() -> impl Iterator<Item = &'static Row> {
    [DERIVED, HEADER, PARTS_DERIVED, OPERATION, COMPONENT].into_iter().flatten()
}
