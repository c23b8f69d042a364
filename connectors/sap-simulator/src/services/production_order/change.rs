//! Changes of an order, its operations and its components.

use super::{COMPONENT, OPERATION, ORDER, document, explosion, header, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// What may be changed in an operation; whatever else is sent is ignored.
const OPERATION_FIELDS: [&str; 10] = [
    "MfgOrderOperationText",
    "OrderOperationLongText",
    "WorkCenter",
    "OperationControlProfile",
    "WorkCenterStandardWorkQty1",
    "WorkCenterStandardWorkQty2",
    "WorkCenterStandardWorkQty3",
    "WorkCenterStandardWorkQty4",
    "WorkCenterStandardWorkQty5",
    "WorkCenterStandardWorkQty6",
];

/// What may be changed in a component; whatever else is sent is ignored.
const COMPONENT_FIELDS: [&str; 14] = [
    "RequiredQuantity",
    "GoodsMovementEntryQty",
    "QuantityIsFixed",
    "StorageLocation",
    "Batch",
    "SupplyArea",
    "MatlCompRequirementDate",
    "MatlCompRequirementTime",
    "MatlCompFreeDefinedAttribute",
    "GoodsRecipientName",
    "UnloadingPointName",
    "MatlCompIsMarkedForBackflush",
    "ReservationIsFinallyIssued",
    "OrderComponentLongText",
];

/// Takes a changed row. A change that changes nothing leaves the order's date alone.
pub(super) fn apply(work: &mut Work<'_>, before: &Row, after: &Row) -> Result<(), Failure> {
    let number = before.text("ManufacturingOrder").to_owned();
    let order = document::open_order(work, &number, "a change")?;
    let mut wrong = Vec::new();
    let changed = match before.set.set.as_str() {
        ORDER => change_header(work, before, after, &mut wrong),
        OPERATION => change_operation(work, before, after, &mut wrong),
        _ => change_component(work, &order, before, after, &mut wrong),
    };
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    if changed {
        document::touch(work, &number);
    }
    Ok(())
}

/// `before` with those of the named fields, and of the customer's own, that `after` has otherwise.
fn taken(before: &Row, after: &Row, names: &[&str]) -> Row {
    let mut taken = before.clone();
    let names = names.iter().copied().chain(after.set.custom());
    for name in names.filter(|name| before.set.property(name).is_some()) {
        taken.set(name, after.get(name).clone());
    }
    taken
}

fn change_header(work: &mut Work<'_>, before: &Row, after: &Row, wrong: &mut Vec<Message>) -> bool {
    for name in header::WRITE_ONCE {
        // An emptied write-once field counts as not sent: PUT empties all.
        if after.get(name) != before.get(name) && !after.get(name).is_initial() {
            wrong.push(texts::fixed(name));
        }
    }
    let names: Vec<&str> =
        header::CREATABLE.into_iter().filter(|name| !header::WRITE_ONCE.contains(name)).collect();
    let mut order = taken(before, after, &names);
    if order.same_values(before) {
        return false;
    }
    header::check(work, &order, wrong);
    if order.decimal("TotalQuantity") < order.decimal("MfgOrderConfirmedYieldQty") {
        wrong.push(texts::below_confirmed());
    }
    header::schedule(work, &mut order);
    work.tables.put(order.clone());
    explosion::adapt(work, &order, before.decimal("TotalQuantity"));
    true
}

fn change_operation(work: &mut Work<'_>, before: &Row, after: &Row, wrong: &mut Vec<Message>) -> bool {
    let operation = taken(before, after, &OPERATION_FIELDS);
    if operation.same_values(before) {
        return false;
    }
    if !work.seed.has_work_center(operation.text("WorkCenter"), operation.text("ProductionPlant")) {
        wrong.push(texts::enter("Work Center", "WorkCenter"));
    }
    work.tables.put(operation);
    true
}

/// A component may come through either of the two views that take changes.
fn change_component(
    work: &mut Work<'_>,
    order: &Row,
    before: &Row,
    after: &Row,
    wrong: &mut Vec<Message>,
) -> bool {
    let Some(held) = work.tables.get(COMPONENT, &before.key()).cloned() else { return false };
    let mut component = taken(&held, after, &COMPONENT_FIELDS);
    if component.same_values(&held) {
        return false;
    }
    // Both quantities are in the base unit, so the one that was changed is the other one too.
    let moved = ["RequiredQuantity", "GoodsMovementEntryQty"]
        .into_iter()
        .find(|name| component.get(name) != held.get(name));
    if let Some(name) = moved {
        let quantity = component.decimal(name);
        if quantity <= Decimal::ZERO || quantity < component.decimal("WithdrawnQuantity") {
            wrong.push(texts::wrong_value("The quantity is too small", name));
        }
        for name in ["RequiredQuantity", "GoodsMovementEntryQty"] {
            component.set(name, Value::Decimal(quantity));
        }
    }
    let (plant, location) =
        (work.seed.plant(order.text("ProductionPlant")), component.text("StorageLocation"));
    if plant.is_some_and(|p| !location.is_empty() && !p.storage_locations.iter().any(|l| l == location)) {
        wrong.push(texts::enter("Storage Location", "StorageLocation"));
    }
    document::put_component(work, component);
    true
}

/// Takes a component out of an order, unless something was withdrawn for it.
pub(super) fn delete_component(work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
    let number = row.text("ManufacturingOrder").to_owned();
    document::open_order(work, &number, "a change")?;
    if row.decimal("WithdrawnQuantity") > Decimal::ZERO {
        return Err(Failure::one(texts::withdrawn(row.text("Material"))));
    }
    document::remove_component(work, row);
    document::touch(work, &number);
    Ok(())
}
