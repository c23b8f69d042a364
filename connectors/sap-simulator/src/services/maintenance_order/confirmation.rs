//! API_MAINTORDERCONFIRMATION: work done on an operation.

use super::{CONFIRMATION, document, status, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::{Rules, Work};
use chrono::NaiveTime;
use rust_decimal::Decimal;

/// Confirmations of maintenance orders.
#[derive(Debug)]
pub(in crate::services) struct Confirmations;

impl Rules for Confirmations {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        let row = work.filled(&draft);
        confirm(work, row)
    }
}

/// Books work on an operation and its order.
pub(super) fn confirm(work: &mut Work<'_>, mut row: Row) -> Result<Key, Failure> {
    let number = row.text("MaintenanceOrder").to_owned();
    let order = document::order(work.tables, &number);
    let order = order.ok_or_else(|| Failure::one(texts::enter("Order", "MaintenanceOrder")))?;
    if status::lock(&order).is_some() || !status::has(&order, "REL") {
        let text = texts::not_allowed(&number, order.text("SystemStatusText"), "a confirmation");
        return Err(Failure::one(text));
    }
    let wanted = format!("{:0>4}", row.text("MaintenanceOrderOperation"));
    row.set_text("MaintenanceOrderOperation", &wanted);
    let unknown = |_| Failure::one(texts::unknown("Operation", &wanted, "MaintenanceOrderOperation"));
    let mut operation = document::operation_of(work.tables, &row).map_err(unknown)?;
    if row.decimal("ActualWorkQuantity") < Decimal::ZERO {
        let text = texts::wrong_value("The work is negative", "ActualWorkQuantity");
        return Err(Failure::one(text));
    }
    fill(work, &mut row, &operation);
    let actual = operation.decimal("ActualWorkQuantity") + row.decimal("ActualWorkQuantity");
    operation.set("ActualWorkQuantity", Value::Decimal(actual));
    operation.set_text("MaintOrderConfCntrValue", row.text("MaintOrderConfCntrValue"));
    let final_now = row.flag("IsFinalConfirmation") || status::has(&operation, "CNF");
    operation.set("MaintOrdOpHasNoRemainingWork", Value::Bool(final_now));
    status::set(&mut operation, "CNF", final_now);
    status::set(&mut operation, "PCNF", !final_now);
    work.tables.put(operation);
    settle_order(work, order);
    document::touch(work, &number);
    let key = row.key();
    work.tables.put(row);
    work.messages.push(texts::confirmed(&number));
    Ok(key)
}

fn fill(work: &Work<'_>, row: &mut Row, operation: &Row) {
    let conf = operation.text("MaintOrderConfirmation");
    let before = work.tables.under(CONFIRMATION, &[format!("{conf:0>10}")]).len();
    row.set_text("MaintOrderConf", conf);
    row.set_text("MaintOrderConfCntrValue", (before + 1).to_string());
    row.set_text("MaintenanceOrder", operation.text("MaintenanceOrder"));
    let unit = operation.text("MaintOrdOpWorkDurationUnit");
    row.default_text("ActualWorkQuantityUnit", if unit.is_empty() { "H" } else { unit });
    let today = Value::Date(work.now.date_naive().and_time(NaiveTime::MIN));
    if row.date("PostingDate").is_none() {
        row.set("PostingDate", today);
    }
    if row.flag("IsFinalConfirmation") {
        row.set("NoFurtherWorkQuantityIsExpd", Value::Bool(true));
    }
}

/// The order is confirmed when all its operations are.
fn settle_order(work: &mut Work<'_>, mut order: Row) {
    let operations = document::operations(work.tables, &order);
    let all = operations.iter().all(|operation| status::has(operation, "CNF"));
    status::set(&mut order, "CNF", all);
    status::set(&mut order, "PCNF", !all);
    work.tables.put(order);
}
