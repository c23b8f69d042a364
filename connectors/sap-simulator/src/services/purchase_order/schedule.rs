//! Schedule lines: when how much of an item is delivered.

use super::{SCHEDULE, document, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use chrono::{Days, NaiveTime};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Makes the schedule lines of a new item. The quantity of the item, when it was not given, is their sum.
pub(super) fn create(
    work: &mut Work<'_>,
    item: &mut Row,
    drafts: &[Draft],
    wrong: &mut Vec<Message>,
) -> Result<Vec<Row>, Failure> {
    let mut lines = Vec::new();
    let mut numbers = BTreeSet::new();
    for draft in drafts {
        let mut line = work.filled(draft);
        if line.text("ScheduleLine").is_empty() {
            line.set_text("ScheduleLine", (numbers.len() + 1).to_string());
        }
        if !numbers.insert(line.text("ScheduleLine").to_owned()) {
            wrong.push(texts::key_incomplete("A_PurchaseOrderScheduleLineType", "ScheduleLine"));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        let mut line = work.row(SCHEDULE)?;
        line.set_text("ScheduleLine", "1");
        lines.push(line);
    }
    if item.decimal("OrderQuantity").is_zero() {
        item.set("OrderQuantity", Value::Decimal(sum(&lines)));
    }
    if let [only] = lines.as_mut_slice() {
        only.set("ScheduleLineOrderQuantity", item.get("OrderQuantity").clone());
    } else if sum(&lines) != item.decimal("OrderQuantity") {
        wrong.push(texts::incorrect("ScheduleLineOrderQuantity"));
    }
    let several = lines.len() > 1;
    for line in &mut lines {
        fill(work, item, line);
        // The only line has the item's quantity, which is checked there.
        if several {
            check(work, line, wrong);
        } else {
            warn(work, line);
        }
    }
    Ok(lines)
}

/// Fills what a schedule line takes from its item.
pub(super) fn fill(work: &Work<'_>, item: &Row, line: &mut Row) {
    line.set_text("PurchasingDocument", item.text("PurchaseOrder"));
    line.set_text("PurchasingDocumentItem", item.text("PurchaseOrderItem"));
    line.set_text("PurchaseOrderQuantityUnit", item.text("PurchaseOrderQuantityUnit"));
    line.default_text("DelivDateCategory", "1");
    if line.date("ScheduleLineDeliveryDate").is_none() {
        let tomorrow = work.now.date_naive() + Days::new(1);
        line.set("ScheduleLineDeliveryDate", Value::Date(tomorrow.and_time(NaiveTime::MIN)));
    }
}

/// Adds what is wrong in a line.
pub(super) fn check(work: &mut Work<'_>, line: &Row, wrong: &mut Vec<Message>) {
    if line.decimal("ScheduleLineOrderQuantity") < Decimal::ZERO {
        wrong.push(texts::negative_quantity("ScheduleLineOrderQuantity"));
    }
    warn(work, line);
}

/// A date in the past is only warned about.
fn warn(work: &mut Work<'_>, line: &Row) {
    if line.date("ScheduleLineDeliveryDate").is_some_and(|date| date.date() < work.now.date_naive()) {
        work.messages.push(texts::late_delivery());
    }
}

fn sum(lines: &[Row]) -> Decimal {
    lines.iter().map(|line| line.decimal("ScheduleLineOrderQuantity")).sum()
}

/// The lines of an item as they stand in the tables.
pub(super) fn lines(work: &Work<'_>, item: &Row) -> Vec<Row> {
    let (number, line) = (item.text("PurchaseOrder"), item.text("PurchaseOrderItem"));
    document::of_item(work.tables, SCHEDULE, number, line).into_iter().cloned().collect()
}

/// After a change of lines: the item's quantity is their sum.
pub(super) fn raise_to_item(work: &Work<'_>, item: &mut Row) {
    let total = sum(&lines(work, item));
    item.set("OrderQuantity", Value::Decimal(total));
}

/// After a change of the item's quantity: the only line takes it. With several lines the caller must
/// change the lines instead.
pub(super) fn lower_to_line(work: &mut Work<'_>, item: &Row, wrong: &mut Vec<Message>) {
    let mut lines = lines(work, item);
    let sum = sum(&lines);
    match lines.as_mut_slice() {
        [only] => {
            only.set("ScheduleLineOrderQuantity", item.get("OrderQuantity").clone());
            only.set_text("PurchaseOrderQuantityUnit", item.text("PurchaseOrderQuantityUnit"));
            work.tables.put(only.clone());
        }
        _ if sum == item.decimal("OrderQuantity") => {}
        _ => wrong.push(texts::incorrect("OrderQuantity")),
    }
}
