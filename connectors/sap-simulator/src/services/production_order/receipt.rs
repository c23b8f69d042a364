//! Goods receipts for a production order: what they ask of it, and what they leave there.

use super::{document, status};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

const RECEIVED: &str = "MfgOrderItemGoodsReceiptQty";

/// An order as a goods receipt sees it.
#[derive(Debug)]
pub(crate) struct Expected {
    /// The status that forbids receipts; none when all is well.
    pub(crate) refuses: Option<&'static str>,
    pub(crate) material: String,
    pub(crate) plant: String,
    pub(crate) storage_location: String,
}

fn item(work: &Work<'_>, order: &Row) -> Option<Row> {
    document::items(work.tables, order).into_iter().next()
}

/// Reads an order; none when there is none of that number.
pub(crate) fn expected(work: &Work<'_>, number: &str) -> Option<Expected> {
    let order = document::order(work.tables, number)?;
    let released = status::has(&order, "REL") || status::has(&order, "TECO");
    let lock = status::lock(&order).filter(|lock| *lock != "TECO");
    Some(Expected {
        refuses: lock.or_else(|| (!released).then_some("CRTD")),
        material: order.text("Material").to_owned(),
        plant: order.text("ProductionPlant").to_owned(),
        storage_location: order.text("StorageLocation").to_owned(),
    })
}

/// Adds to what was received, or takes from it. Gives what is missing when more would be taken back than was
/// received; then nothing is changed.
pub(crate) fn book(work: &mut Work<'_>, number: &str, by: Decimal) -> Option<Decimal> {
    let mut order = document::order(work.tables, number)?;
    let mut item = item(work, &order)?;
    let received = item.decimal(RECEIVED) + by;
    if received < Decimal::ZERO {
        return Some(-received);
    }
    let complete = received >= order.decimal("TotalQuantity");
    item.set(RECEIVED, Value::Decimal(received));
    item.set("IsCompletelyDelivered", Value::Bool(complete));
    status::set(&mut order, "DLV", complete);
    status::set(&mut order, "PDLV", !complete && received > Decimal::ZERO);
    work.tables.put(item);
    work.tables.put(order.clone());
    status::settle(work, &order);
    document::touch(work, number);
    None
}
