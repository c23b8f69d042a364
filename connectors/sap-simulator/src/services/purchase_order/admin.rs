//! What happens to an order outside the API: goods receipts, approvals, changes in SAP GUI.

use super::{ITEM, document};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Books a goods receipt: `quantity` or all that is open.
///
/// # Errors
/// A sentence when order or item do not exist or the order may not be received yet.
pub(crate) fn receive(
    work: &mut Work<'_>,
    number: &str,
    item: &str,
    quantity: Option<Decimal>,
) -> Result<(), String> {
    let order = find(work, number)?;
    if order.flag("ReleaseIsNotCompleted") {
        return Err(format!("purchase order {number} is not released"));
    }
    let mut row = document::item(work.tables, number, item)
        .ok_or_else(|| format!("purchase order {number} has no item {item}"))?;
    let before = row.hidden.get("received").copied().unwrap_or_default();
    let ordered = row.decimal("OrderQuantity");
    let received = quantity.map_or(ordered, |quantity| before + quantity);
    row.hidden.insert("received", received);
    row.set("IsCompletelyDelivered", Value::Bool(received >= ordered));
    work.tables.put(row);
    document::touch(work, number);
    Ok(())
}

/// Ends the approval: released (status 05) or rejected (08).
///
/// # Errors
/// A sentence when the order does not exist.
pub(crate) fn decide(work: &mut Work<'_>, number: &str, released: bool) -> Result<(), String> {
    let mut order = find(work, number)?;
    order.set_text("PurchasingProcessingStatus", if released { "05" } else { "08" });
    order.set("ReleaseIsNotCompleted", Value::Bool(!released));
    work.tables.put(order);
    document::touch(work, number);
    Ok(())
}

/// Changes an order as somebody in SAP GUI would: its date and etag move on.
///
/// # Errors
/// A sentence when the order does not exist.
pub(crate) fn touch(work: &mut Work<'_>, number: &str) -> Result<(), String> {
    find(work, number)?;
    document::touch(work, number);
    Ok(())
}

fn find(work: &Work<'_>, number: &str) -> Result<Row, String> {
    document::order(work.tables, number).ok_or_else(|| format!("there is no purchase order {number}"))
}

/// The quantity received for an item so far.
pub(crate) fn received(item: &Row) -> Decimal {
    debug_assert_eq!(item.set.set, ITEM);
    item.hidden.get("received").copied().unwrap_or_default()
}
