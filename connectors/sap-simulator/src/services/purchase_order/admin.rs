//! What happens to an order outside the API: goods receipts, approvals, changes in SAP GUI.

use super::{ITEM, document, receipt};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::material_document::outside;
use rust_decimal::Decimal;

/// Posts a goods receipt: `quantity` or all that is open, into the item's storage location or the plant's first.
///
/// # Errors
/// A sentence when order or item do not exist or nothing can be received for them.
pub(crate) fn receive(
    work: &mut Work<'_>,
    number: &str,
    item: &str,
    quantity: Option<Decimal>,
) -> Result<(), String> {
    find(work, number)?;
    let expected = receipt::expected(work.tables, number, item)
        .ok_or_else(|| format!("purchase order {number} has no item {item}"))?;
    let first = work.seed.plant(&expected.plant).and_then(|plant| plant.storage_locations.first());
    let location = match (expected.storage_location.as_str(), first) {
        ("", Some(first)) => first.clone(),
        (location, _) => location.to_owned(),
    };
    let quantity = quantity.unwrap_or(expected.ordered - expected.received);
    outside::receive(work, number, item, &location, quantity)
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
