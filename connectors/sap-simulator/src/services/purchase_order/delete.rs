//! Deletion: orders and items are marked with L and stay readable; smaller parts go.

use super::{ACCOUNT, ITEM, NOTE, ORDER, SCHEDULE, document, pricing, schedule, texts};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::services::Work;
use rust_decimal::Decimal;

/// Deletes one row of an order.
pub(super) fn apply(work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
    let number = document::number(row).to_owned();
    let mut order = document::open_order(work, &number)?;
    let value_before = Some(pricing::total(work, &number));
    match row.set.set.as_str() {
        ORDER => {
            let items: Vec<Row> =
                document::of_order(work.tables, ITEM, &number).into_iter().cloned().collect();
            for item in items.into_iter().filter(|item| !document::is_deleted(item)) {
                flag(work, item)?;
            }
            order.set_text("PurchasingDocumentDeletionCode", "L");
            work.tables.put(order);
        }
        ITEM => {
            let item = document::open_item(work, &number, row.text("PurchaseOrderItem"))?;
            flag(work, item)?;
        }
        NOTE => work.tables.remove(NOTE, &row.key()),
        set => part(work, &number, set, row)?,
    }
    pricing::settle_release(work, &number, value_before);
    document::touch(work, &number);
    Ok(())
}

/// Marks an item, unless goods have been received for it.
fn flag(work: &mut Work<'_>, mut item: Row) -> Result<(), Failure> {
    if item.hidden.get("received").is_some_and(|received| *received > Decimal::ZERO) {
        return Err(Failure::one(texts::incorrect("PurchasingDocumentDeletionCode")));
    }
    item.set_text("PurchasingDocumentDeletionCode", "L");
    work.tables.put(item);
    Ok(())
}

fn part(work: &mut Work<'_>, number: &str, set: &str, row: &Row) -> Result<(), Failure> {
    let line = document::item_number(row).to_owned();
    let mut item = document::open_item(work, number, &line)?;
    let last = document::of_item(work.tables, set, number, &line).len() == 1;
    // An item keeps at least one schedule line, and one account assignment where it has a category.
    if last && (set == SCHEDULE || set == ACCOUNT) {
        return Err(Failure::one(texts::incorrect("")));
    }
    work.tables.remove(set, &row.key());
    if set == SCHEDULE {
        schedule::raise_to_item(work, &mut item);
        work.tables.put(item.clone());
        pricing::settle(work, &item)?;
    }
    Ok(())
}
