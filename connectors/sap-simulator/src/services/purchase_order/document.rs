//! A purchase order as a whole: its rows, its numbering, its last change.

use super::{ACCOUNT, COMPONENT, ITEM, ITEM_NOTE, NOTE, ORDER, PRICE, SCHEDULE, texts};
use crate::odata::failure::Failure;
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;

const SETS: [&str; 8] = [ORDER, ITEM, SCHEDULE, ACCOUNT, PRICE, NOTE, ITEM_NOTE, COMPONENT];

/// The number of the order a row belongs to.
pub(super) fn number(row: &Row) -> &str {
    let own = row.text("PurchaseOrder");
    if own.is_empty() { row.text("PurchasingDocument") } else { own }
}

/// The item number a row belongs to.
pub(super) fn item_number(row: &Row) -> &str {
    let own = row.text("PurchaseOrderItem");
    if own.is_empty() { row.text("PurchasingDocumentItem") } else { own }
}

fn key(text: &str, width: usize) -> String {
    format!("{text:0>width$}")
}

pub(super) fn order(tables: &Tables, number: &str) -> Option<Row> {
    tables.get(ORDER, &[key(number, 10)]).cloned()
}

pub(super) fn item(tables: &Tables, number: &str, item: &str) -> Option<Row> {
    tables.get(ITEM, &[key(number, 10), key(item, 5)]).cloned()
}

/// The rows of a set that belong to an order.
pub(super) fn of_order<'a>(tables: &'a Tables, set: &str, number: &str) -> Vec<&'a Row> {
    tables.under(set, &[key(number, 10)])
}

/// The rows of a set that belong to an item.
pub(super) fn of_item<'a>(tables: &'a Tables, set: &str, number: &str, item: &str) -> Vec<&'a Row> {
    tables.under(set, &[key(number, 10), key(item, 5)])
}

/// The order, when it may be changed.
pub(super) fn open_order(work: &Work<'_>, number: &str) -> Result<Row, Failure> {
    let order = order(work.tables, number).ok_or_else(|| Failure::one(texts::no_document(number)))?;
    if is_deleted(&order) { Err(Failure::one(texts::deleted())) } else { Ok(order) }
}

/// The item, when it may be changed.
pub(super) fn open_item(work: &Work<'_>, number: &str, item: &str) -> Result<Row, Failure> {
    let found = self::item(work.tables, number, item);
    let found = found.ok_or_else(|| Failure::not_found("A_PurchaseOrderItemType"))?;
    if is_deleted(&found) { Err(Failure::one(texts::deleted())) } else { Ok(found) }
}

pub(super) fn is_deleted(row: &Row) -> bool {
    row.text("PurchasingDocumentDeletionCode") == "L"
}

/// The next item number: the next multiple of ten.
pub(super) fn next_item(tables: &Tables, number: &str) -> String {
    let last = of_order(tables, ITEM, number).last().map_or(0, |row| digits(row.text("PurchaseOrderItem")));
    ((last / 10 + 1) * 10).to_string()
}

/// The number after the last one in `property` of these rows.
pub(super) fn next(rows: &[&Row], property: &str) -> String {
    let last = rows.iter().map(|row| digits(row.text(property))).max().unwrap_or(0);
    (last + 1).to_string()
}

fn digits(text: &str) -> u32 {
    text.parse().unwrap_or(0)
}

/// Stamps the whole document: SAP locks and dates it as one, so the etags of all its rows change together.
pub(super) fn touch(work: &mut Work<'_>, number: &str) {
    let prefix = [key(number, 10)];
    for set in SETS {
        let rows: Vec<Row> = work.tables.under(set, &prefix).into_iter().cloned().collect();
        for mut row in rows {
            row.changed = work.now;
            if set == ORDER {
                row.set("LastChangeDateTime", Value::Instant(work.now));
            }
            work.tables.put(row);
        }
    }
    work.documents.push(number.to_owned());
}
