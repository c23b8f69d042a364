//! Operations of an order.

use super::{OPERATION, component, document, editions, part, status, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// The operation an order gets when none is given.
pub(super) fn add_first(work: &mut Work<'_>, order: &Row, wrong: &mut Vec<Message>) -> Result<Key, Failure> {
    let row = editions::row(work.tables, OPERATION, work.now)?;
    put(work, order, row, wrong)
}

/// Adds an operation with everything that was sent below it.
pub(super) fn add(
    work: &mut Work<'_>,
    order: &Row,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let row = work.filled(&draft);
    let key = put(work, order, row, wrong)?;
    let operation = work.tables.get(OPERATION, &key).cloned();
    let operation = operation.ok_or_else(|| Failure::not_found("MaintenanceOrderOperationType"))?;
    for child in draft.take_children("to_MaintOrderOpComponent_2") {
        component::add(work, &operation, child, wrong)?;
    }
    for navigation in
        ["to_MaintOrderOpLongText", "to_MaintOrderOpRelationship", "to_MaintOrderOpProdnRsceTool"]
    {
        for child in draft.take_children(navigation) {
            part::add(work, &operation, &child, wrong)?;
        }
    }
    Ok(key)
}

fn put(work: &mut Work<'_>, order: &Row, mut row: Row, wrong: &mut Vec<Message>) -> Result<Key, Failure> {
    row.set_text("MaintenanceOrder", order.text("MaintenanceOrder"));
    let number = row.text("MaintenanceOrderOperation").to_owned();
    let number = if number.is_empty() { next(work, order) } else { format!("{number:0>4}") };
    row.set_text("MaintenanceOrderOperation", &number);
    fill(work, order, &mut row);
    check(work, &row, wrong);
    let key = row.key();
    if work.tables.get(OPERATION, &key).is_some() {
        let what = format!("Operation {number}");
        wrong.push(texts::key_in_use(&what, "MaintenanceOrderOperation"));
        return Ok(key);
    }
    work.tables.put(row);
    Ok(key)
}

/// The next multiple of ten.
fn next(work: &Work<'_>, order: &Row) -> String {
    let operations = document::operations(work.tables, order);
    let last =
        operations.iter().filter_map(|row| row.text("MaintenanceOrderOperation").parse::<u32>().ok()).max();
    format!("{:04}", (last.unwrap_or(0) / 10 + 1) * 10)
}

fn fill(work: &mut Work<'_>, order: &Row, row: &mut Row) {
    work.numbers.confirmation += 1;
    row.set_text("MaintOrderConfirmation", work.numbers.confirmation.to_string());
    row.set_text("MaintOrderRoutingNumber", order.text("MaintOrderRoutingNumber"));
    row.default_text("OperationDescription", order.text("MaintenanceOrderDesc"));
    row.default_text("WorkCenter", order.text("MainWorkCenter"));
    row.default_text("Plant", order.text("MainWorkCenterPlant"));
    // Control keys are named as the order types of the same family are.
    let cloud = order.text("MaintenanceOrderType").starts_with('Y');
    row.default_text("OperationControlKey", if cloud { "YBM1" } else { "PM01" });
    for unit in ["MaintOrdOpWorkDurationUnit", "MaintOrderOperationDurationUnit"] {
        if row.set.property(unit).is_some() {
            row.default_text(unit, "H");
        }
    }
    if row.decimal("NumberOfCapacities").is_zero() {
        row.set("NumberOfCapacities", Value::Decimal(Decimal::ONE));
    }
    row.set_text("Language", "EN");
    row.set_text("ControllingArea", "A000");
    status::enter(row, status::stage(order));
}

/// Adds what is wrong in an operation, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    let (center, plant) = (row.text("WorkCenter"), row.text("Plant"));
    if !work.seed.has_work_center(center, plant) {
        wrong.push(texts::unknown("Work center", center, "WorkCenter"));
    }
    if row.decimal("MaintOrdOperationWorkDuration") < Decimal::ZERO {
        wrong.push(texts::wrong_value("The work is negative", "MaintOrdOperationWorkDuration"));
    }
    let unit = row.text("MaintOrdOpWorkDurationUnit");
    if !work.seed.units.iter().any(|known| known == unit) {
        wrong.push(texts::unknown("Unit", unit, "MaintOrdOpWorkDurationUnit"));
    }
}
