//! Bill of materials and routing, exploded into the components and operations of an order.

use super::{COMPONENT, ITEM, OPERATION, document, status};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::{BillOfMaterialItem, RoutingOperation};
use crate::services::Work;
use rust_decimal::Decimal;

/// Makes the item, the operations and the components of a new order.
pub(super) fn explode(work: &mut Work<'_>, order: &Row, reservation: u64) -> Result<(), Failure> {
    item(work, order)?;
    let seed = work.seed;
    let version = seed.production_version(
        order.text("Material"),
        order.text("ProductionPlant"),
        order.text("ProductionVersion"),
    );
    let Some(version) = version else { return Ok(()) };
    for (at, step) in (1..).zip(&version.routing) {
        operation(work, order, at, step)?;
    }
    let first = version.routing.first().map_or("", |step| step.number.as_str());
    for (at, needed) in (1..).zip(&version.bill_of_materials) {
        component(work, order, (reservation, at), needed, first)?;
    }
    Ok(())
}

fn copy(from: &Row, to: &mut Row, names: &[&str]) {
    for name in names {
        to.set(name, from.get(name).clone());
    }
}

fn item(work: &mut Work<'_>, order: &Row) -> Result<(), Failure> {
    let mut item = work.row(ITEM)?;
    item.set_text("ManufacturingOrderItem", "1");
    copy(
        order,
        &mut item,
        &[
            "ManufacturingOrder",
            "ManufacturingOrderCategory",
            "ManufacturingOrderType",
            "Material",
            "ProductionPlant",
            "Plant",
            "MRPArea",
        ],
    );
    settle_item(order, &mut item);
    work.tables.put(item);
    Ok(())
}

/// Carries what may change in the header down to the item.
fn settle_item(order: &Row, item: &mut Row) {
    let same = [
        "QuantityDistributionKey",
        "MaterialGoodsReceiptDuration",
        "StorageLocation",
        "InventoryUsabilityCode",
        "GoodsRecipientName",
        "UnloadingPointName",
        "StockSegment",
        "ProductionUnit",
        "ProductionUnitSAPCode",
    ];
    copy(order, item, &same);
    item.set("MfgOrderItemPlndDeliveryDate", order.get("MfgOrderPlannedEndDate").clone());
    item.set("MfgOrderItemPlannedTotalQty", order.get("TotalQuantity").clone());
    item.set("MfgOrderItemPlannedScrapQty", order.get("MfgOrderPlannedScrapQty").clone());
}

fn operation(work: &mut Work<'_>, order: &Row, at: u32, step: &RoutingOperation) -> Result<(), Failure> {
    work.numbers.confirmation += 1;
    let group = work.numbers.confirmation;
    let mut row = work.row(OPERATION)?;
    copy(
        order,
        &mut row,
        &[
            "OrderInternalBillOfOperations",
            "ManufacturingOrder",
            "ManufacturingOrderCategory",
            "ManufacturingOrderType",
            "ProductionPlant",
        ],
    );
    row.set_text("OrderIntBillOfOperationsItem", at.to_string());
    row.set_text("ManufacturingOrderSequence", "0");
    row.set_text("ManufacturingOrderOperation", &step.number);
    row.set_text("MfgOrderOperationText", &step.text);
    row.set_text("WorkCenterTypeCode", "A");
    row.set_text("WorkCenter", &step.work_center);
    row.set_text("OperationControlProfile", &step.control_profile);
    row.set_text("WorkCenterStandardWorkQtyUnit1", "MIN");
    row.set("WorkCenterStandardWorkQty1", Value::Decimal(step.minutes));
    row.hidden.insert("group", group.into());
    settle_operation(order, &mut row);
    status::set(&mut row, "CRTD", true);
    work.tables.put(row);
    Ok(())
}

fn settle_operation(order: &Row, operation: &mut Row) {
    operation.set("OpPlannedTotalQuantity", order.get("TotalQuantity").clone());
    for name in ["OperationUnit", "OperationUnitSAPCode"] {
        operation.set_text(name, order.text("ProductionUnit"));
    }
    for (own, planned) in [
        ("OpErlstSchedldExecStrtDte", "MfgOrderScheduledStartDate"),
        ("OpErlstSchedldExecEndDte", "MfgOrderScheduledEndDate"),
    ] {
        operation.set(own, order.get(planned).clone());
    }
}

fn component(
    work: &mut Work<'_>,
    order: &Row,
    (reservation, at): (u64, u32),
    needed: &BillOfMaterialItem,
    first: &str,
) -> Result<(), Failure> {
    let mut row = work.row(COMPONENT)?;
    row.set_text("Reservation", reservation.to_string());
    row.set_text("ReservationItem", at.to_string());
    copy(
        order,
        &mut row,
        &[
            "ManufacturingOrder",
            "ManufacturingOrderCategory",
            "ManufacturingOrderType",
            "ProductionPlant",
            "OrderInternalBillOfOperations",
        ],
    );
    row.set_text("Plant", order.text("ProductionPlant"));
    row.set_text("ManufacturingOrderSequence", "0");
    let operation = if needed.operation.is_empty() { first } else { &needed.operation };
    row.set_text("ManufacturingOrderOperation", operation);
    row.set_text("Material", &needed.material);
    if let Some(material) = work.seed.material(&needed.material) {
        row.set_text("MaterialGroup", &material.group);
        row.set_text("BOMItemDescription", &material.text);
        for name in ["BaseUnit", "BaseUnitSAPCode", "EntryUnit", "EntryUnitSAPCode"] {
            row.set_text(name, &material.base_unit);
        }
    }
    row.set_text("BillOfMaterialCategory", "M");
    row.set_text("BOMItemCategory", "L");
    row.set_text("BillOfMaterialItemNumber", format!("{:04}", at * 10));
    row.set_text("StorageLocation", &needed.storage_location);
    row.set_text("GoodsMovementType", "261");
    row.set("MatlCompRequirementDate", order.get("MfgOrderPlannedStartDate").clone());
    let quantity = (needed.quantity * order.decimal("TotalQuantity")).round_dp(3);
    for name in ["RequiredQuantity", "GoodsMovementEntryQty", "MaterialCompOriginalQuantity"] {
        row.set(name, Value::Decimal(quantity));
    }
    document::put_component(work, row);
    Ok(())
}

/// After a change of the header: its parts follow. `before` is the quantity the order had.
pub(super) fn adapt(work: &mut Work<'_>, order: &Row, before: Decimal) {
    for mut item in document::items(work.tables, order) {
        settle_item(order, &mut item);
        work.tables.put(item);
    }
    for mut operation in document::operations(work.tables, order) {
        settle_operation(order, &mut operation);
        work.tables.put(operation);
    }
    let after = order.decimal("TotalQuantity");
    for mut component in document::components(work.tables, order) {
        if !component.flag("QuantityIsFixed") && after != before && !before.is_zero() {
            for name in ["RequiredQuantity", "GoodsMovementEntryQty"] {
                let quantity = (component.decimal(name) * after / before).round_dp(3);
                component.set(name, Value::Decimal(quantity));
            }
        }
        component.set("MatlCompRequirementDate", order.get("MfgOrderPlannedStartDate").clone());
        document::put_component(work, component);
    }
}
