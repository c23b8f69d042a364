//! Receipts for purchase orders and for production orders.

use super::movement::Movement;
use super::{BASE_QUANTITY, flow, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::services::purchase_order::receipt::{self, Expected};
use crate::services::{Work, production_order};
use rust_decimal::Decimal;

const PURCHASE_ORDER: &str = "B";
const PRODUCTION_ORDER: &str = "F";

/// Says which order properties do not go with the movement, and fills the item from its order.
pub(super) fn check(work: &Work<'_>, movement: &Movement, row: &mut Row, wrong: &mut Vec<Message>) {
    let reference = if movement.is_order_receipt() { row.text("GoodsMovementRefDocType") } else { "" };
    let reference = reference.to_owned();
    let before = wrong.len();
    if reference != PURCHASE_ORDER {
        for name in ["PurchaseOrder", "PurchaseOrderItem"] {
            if !matches!(row.text(name), "" | "0") {
                wrong.push(texts::not_supported(name, movement.code));
            }
        }
    }
    if movement.is_order_receipt()
        && reference != PRODUCTION_ORDER
        && !row.text("ManufacturingOrder").is_empty()
    {
        wrong.push(texts::not_supported("ManufacturingOrder", movement.code));
    }
    if wrong.len() > before || !movement.is_order_receipt() {
        return;
    }
    match reference.as_str() {
        PURCHASE_ORDER => from_purchase_order(work, row, wrong),
        PRODUCTION_ORDER => from_production_order(work, row, wrong),
        _ => wrong.push(texts::enter("Purchase Order", "PurchaseOrder")),
    }
}

fn from_purchase_order(work: &Work<'_>, row: &mut Row, wrong: &mut Vec<Message>) {
    let (order, item) = (row.text("PurchaseOrder").to_owned(), row.text("PurchaseOrderItem").to_owned());
    let Some(expected) = receipt::expected(work.tables, &order, &item) else {
        wrong.push(texts::unknown("EKPO", &format!("{order:0>10} {item:0>5}"), "PurchaseOrder"));
        return;
    };
    if let Some(why) = expected.refuses {
        wrong.push(texts::no_receipt_possible(&order, &item, why));
        return;
    }
    for (name, what, value) in
        [("Material", "Material", &expected.material), ("Plant", "Plant", &expected.plant)]
    {
        row.default_text(name, value);
        if row.text(name) != value {
            wrong.push(texts::mismatch(what, name));
        }
    }
    row.default_text("StorageLocation", &expected.storage_location);
    row.default_text("EntryUnit", &expected.unit);
    row.set_text("Supplier", &expected.supplier);
    row.set_text("AccountAssignmentCategory", &expected.account_category);
}

fn from_production_order(work: &Work<'_>, row: &mut Row, wrong: &mut Vec<Message>) {
    let number = row.text("ManufacturingOrder").to_owned();
    let Some(expected) = production_order::receipt::expected(work, &number) else {
        wrong.push(texts::unknown("AUFK", &format!("{number:0>12}"), "ManufacturingOrder"));
        return;
    };
    if let Some(why) = expected.refuses {
        wrong.push(texts::no_receipt_possible(&number, "1", why));
        return;
    }
    row.default_text("Material", &expected.material);
    row.default_text("Plant", &expected.plant);
    row.default_text("StorageLocation", &expected.storage_location);
    row.default_text("ManufacturingOrderItem", "1");
    for (name, value) in [("Material", &expected.material), ("Plant", &expected.plant)] {
        if row.text(name) != value {
            wrong.push(texts::mismatch(name, name));
        }
    }
}

/// Books the receipt of an item in its order.
pub(super) fn book(
    work: &mut Work<'_>,
    movement: &Movement,
    row: &Row,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    if !movement.is_order_receipt() {
        return Ok(());
    }
    let by = flow::signed(movement, row.decimal(BASE_QUANTITY));
    if row.text("GoodsMovementRefDocType") == PRODUCTION_ORDER {
        let number = row.text("ManufacturingOrder");
        if let Some(missing) = production_order::receipt::book(work, number, by) {
            wrong.push(texts::receipt_deficit(missing, row.text("MaterialBaseUnit"), number, "1"));
        }
        return Ok(());
    }
    let (order, item) = (row.text("PurchaseOrder"), row.text("PurchaseOrderItem"));
    let Some(expected) = receipt::expected(work.tables, order, item) else { return Ok(()) };
    let after = expected.received + by;
    let unit = &expected.unit;
    let Expected { ordered, limit, .. } = expected;
    if after < Decimal::ZERO {
        wrong.push(texts::receipt_deficit(-after, unit, order, item));
    } else if limit.is_some_and(|limit| after > limit) {
        wrong.push(texts::exceeded(after - ordered, unit, order, item));
    }
    let complete = (row.flag("IsCompletelyDelivered") && !movement.reverses).then_some(true);
    receipt::book(work, order, item, by, complete);
    Ok(())
}
