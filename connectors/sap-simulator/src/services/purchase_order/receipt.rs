//! What a goods receipt asks of an order's item, and what it leaves there.

use super::{admin, document};
use crate::odata::table::Tables;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// An item as a goods receipt sees it.
#[derive(Debug)]
pub(crate) struct Expected {
    /// Why nothing can be received for it; none when all is well.
    pub(crate) refuses: Option<&'static str>,
    pub(crate) material: String,
    pub(crate) plant: String,
    pub(crate) storage_location: String,
    pub(crate) unit: String,
    pub(crate) supplier: String,
    /// Empty for stock.
    pub(crate) account_category: String,
    pub(crate) ordered: Decimal,
    pub(crate) received: Decimal,
    /// The most that may be received; none without a limit.
    pub(crate) limit: Option<Decimal>,
}

/// Reads an item; none when there is no such item.
pub(crate) fn expected(tables: &Tables, number: &str, item: &str) -> Option<Expected> {
    let order = document::order(tables, number)?;
    let row = document::item(tables, number, item)?;
    let refuses = if document::is_deleted(&order) || document::is_deleted(&row) {
        Some("deleted")
    } else if order.flag("ReleaseIsNotCompleted") {
        Some("not released")
    } else if !row.flag("GoodsReceiptIsExpected") {
        Some("no goods receipt expected")
    } else {
        None
    };
    let ordered = row.decimal("OrderQuantity");
    let tolerance = row.decimal("OverdelivTolrtdLmtRatioInPct");
    let limit = ordered + ordered * tolerance / Decimal::ONE_HUNDRED;
    let text = |name: &str| row.text(name).to_owned();
    Some(Expected {
        refuses,
        material: text("Material"),
        plant: text("Plant"),
        storage_location: text("StorageLocation"),
        unit: text("PurchaseOrderQuantityUnit"),
        supplier: order.text("Supplier").to_owned(),
        account_category: text("AccountAssignmentCategory"),
        ordered,
        received: admin::received(&row),
        limit: (!row.flag("UnlimitedOverdeliveryIsAllowed")).then_some(limit),
    })
}

/// Adds to what was received, or takes from it. The item is complete when all is there, or when it is said to be.
pub(crate) fn book(work: &mut Work<'_>, number: &str, item: &str, by: Decimal, complete: Option<bool>) {
    let Some(mut row) = document::item(work.tables, number, item) else { return };
    let received = admin::received(&row) + by;
    row.hidden.insert("received", received);
    let all = received >= row.decimal("OrderQuantity");
    row.set("IsCompletelyDelivered", Value::Bool(complete.unwrap_or(all)));
    work.tables.put(row);
    document::touch(work, number);
}
