//! The table of production orders: each unified field, SAP's property, its form, when it can be written,
//! its limits.

use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Form::{Code, Date, Decimal, Derived, Number, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `A_ProductionOrder_2`.
pub(in crate::work_order) const HEADER: &[Row] = &[
    row("number", "A_ProductionOrder_2.ManufacturingOrder", Number, No, 12).filter(),
    row("external_id", "A_ProductionOrder_2.GoodsRecipientName", Text, Always, 12).filter(),
    row("type_id", "A_ProductionOrder_2.ManufacturingOrderType", Code, OnCreate, 4).required(),
    row("description", "A_ProductionOrder_2.OrderLongText", Text, Always, 0),
    row("priority", "A_ProductionOrder_2.ManufacturingOrderImportance", Code, Always, 1),
    row("company_id", "A_ProductionOrder_2.CompanyCode", Code, No, 4),
    row("location_id", "A_ProductionOrder_2.ProductionPlant", Code, OnCreate, 4).required().filter(),
    row("item_id", "A_ProductionOrder_2.Material", Number, OnCreate, 40).required().filter(),
    row("quantity", "A_ProductionOrder_2.TotalQuantity", Decimal, Always, 3).required(),
    row("unit", "A_ProductionOrder_2.ProductionUnit", Text, OnCreate, 3),
    row("completed_quantity", "A_ProductionOrder_2.MfgOrderConfirmedYieldQty", Decimal, No, 3),
    row("routing_id", "A_ProductionOrder_2.ProductionVersion", Code, OnCreate, 4),
];

/// Instants, which SAP keeps as a date and a time of its clock.
pub(in crate::work_order) const TIMES: &[Row] = &[
    row("scheduled_start", "A_ProductionOrder_2.MfgOrderPlannedStartDate", Date, Always, 0),
    row("scheduled_end", "A_ProductionOrder_2.MfgOrderPlannedEndDate", Date, Always, 0),
];

/// Fields that are made from more than one property.
pub(in crate::work_order) const DERIVED: &[Row] = &[
    row("id", "A_ProductionOrder_2.ManufacturingOrder", Derived, No, 0),
    row("kind", "A_ProductionOrder_2", Derived, OnCreate, 0).required().filter(),
    row("status", "A_ProductionOrder_2.OrderIs*", Derived, No, 0).filter(),
    row("native_status", "A_ProductionOrder_2.OrderIs*", Derived, No, 0),
    row("custom_fields", "A_ProductionOrder_2.*", Derived, Always, 0),
    row("version", "A_ProductionOrder_2.*", Derived, No, 0),
    row("created_at", "A_ProductionOrder_2.MfgOrderCreationDate", Derived, No, 0),
    row("updated_at", "A_ProductionOrder_2.LastChangeDateTime", Derived, No, 0),
];

/// Fields of an operation.
pub(in crate::work_order) const OPERATION: &[Row] = &[
    row("operations.number", "A_ProductionOrderOperation_2.ManufacturingOrderOperation", Code, No, 4),
    row("operations.title", "A_ProductionOrderOperation_2.MfgOrderOperationText", Text, Always, 40),
    row("operations.work_center_id", "A_ProductionOrderOperation_2.WorkCenter", Code, Always, 8),
];

/// Fields of a component.
pub(in crate::work_order) const COMPONENT: &[Row] = &[
    row("components.item_id", "A_ProductionOrderComponent_4.Material", Number, No, 40),
    row("components.description", "A_ProductionOrderComponent_4.BOMItemDescription", Text, No, 40),
    row("components.quantity", "A_ProductionOrderComponent_4.RequiredQuantity", Decimal, Always, 3),
    row("components.unit", "A_ProductionOrderComponent_4.BaseUnit", Text, No, 3),
    row("components.issued_quantity", "A_ProductionOrderComponent_4.WithdrawnQuantity", Decimal, No, 3),
    row("components.location_id", "A_ProductionOrderComponent_4.Plant", Code, No, 4),
    row("components.storage_location_id", "A_ProductionOrderComponent_4.StorageLocation", Code, Always, 4),
    row(
        "components.operation_number",
        "A_ProductionOrderComponent_4.ManufacturingOrderOperation",
        Code,
        No,
        4,
    ),
];

/// Fields of operations and components that are made from more than one property.
pub(in crate::work_order) const PARTS_DERIVED: &[Row] = &[
    row("operations.id", "A_ProductionOrderOperation_2.OrderIntBillOfOperationsItem", Derived, No, 0),
    row("operations.status", "A_ProductionOrderOperation_2.OperationIs*", Derived, No, 0),
    row("operations.custom_fields", "A_ProductionOrderOperation_2.*", Derived, Always, 0),
    row("components.id", "A_ProductionOrderComponent_4.ReservationItem", Derived, No, 0),
    row("components.custom_fields", "A_ProductionOrderComponent_4.*", Derived, Always, 0),
];

/// Questions for a list that are no fields of a record.
pub(in crate::work_order) const FILTERS: &[Row] =
    &[row("updated_since", "A_ProductionOrder_2.LastChangeDateTime", Derived, No, 0).not_shown().filter()];

/// The tables whose rows stand for one property each.
pub(in crate::work_order) const WRITTEN: &[&[Row]] = &[HEADER, TIMES, OPERATION, COMPONENT];

/// Every field of an order without its lists.
pub(in crate::work_order) fn of_order() -> impl Iterator<Item = &'static Row> {
    [DERIVED, HEADER, TIMES].into_iter().flatten()
}

/// Every field of its lists.
pub(in crate::work_order) fn of_parts() -> impl Iterator<Item = &'static Row> {
    [PARTS_DERIVED, OPERATION, COMPONENT].into_iter().flatten()
}
