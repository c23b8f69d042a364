//! What happens to a production order outside the API, and what the ledger shows of one.

use super::{CONFIRMATION, ORDER, confirmation, document};
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

pub(crate) use document::{components, items, operations, statuses};

/// Changes an order as somebody in SAP GUI would: its date and etag move on.
///
/// # Errors
/// A sentence when the order does not exist.
pub(crate) fn touch(work: &mut Work<'_>, number: &str) -> Result<(), String> {
    document::known(work, number)?;
    document::touch(work, number);
    Ok(())
}

/// Somebody confirmed in SAP GUI: `operation`, or the last one.
///
/// # Errors
/// A sentence when the order does not exist or its status does not allow a confirmation.
pub(crate) fn confirm(
    work: &mut Work<'_>,
    number: &str,
    operation: Option<&str>,
    (yielded, scrapped): (Decimal, Decimal),
    last: bool,
) -> Result<(), String> {
    let order = document::known(work, number)?;
    let operations = document::operations(work.tables, &order);
    let by_default = operations.last().map_or("", |row| row.text("ManufacturingOrderOperation"));
    let mut row = work.row(CONFIRMATION).map_err(|failure| failure.said())?;
    row.set_text("OrderID", number);
    row.set_text("OrderOperation", operation.unwrap_or(by_default));
    row.set("ConfirmationYieldQuantity", Value::Decimal(yielded));
    row.set("ConfirmationScrapQuantity", Value::Decimal(scrapped));
    row.set("IsFinalConfirmation", Value::Bool(last));
    confirmation::confirm(work, row).map(drop).map_err(|failure| failure.said())
}

/// The confirmations of an order.
pub(crate) fn confirmations(tables: &Tables, order: &Row) -> Vec<Row> {
    debug_assert_eq!(order.set.set, ORDER);
    let of_operation = |operation: &Row| {
        let group = operation.hidden.get("group").copied().unwrap_or_default();
        tables.under(CONFIRMATION, &[format!("{group:0>10}")]).into_iter().cloned().collect::<Vec<_>>()
    };
    operations(tables, order).iter().flat_map(of_operation).collect()
}

/// The quantity scrapped so far, which the order's type does not show.
pub(crate) fn scrapped(order: &Row) -> Decimal {
    order.hidden.get("scrap").copied().unwrap_or_default()
}
