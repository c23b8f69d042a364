//! What happens to a maintenance order outside the API, and what the ledger shows of one.

use super::{CONFIRMATION, LONG_TEXT, PARTNER, confirmation, document};
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

pub(crate) use document::operations;

pub(crate) fn long_texts(tables: &Tables, order: &Row) -> Vec<Row> {
    document::of_order(tables, LONG_TEXT, order)
}

pub(crate) fn partners(tables: &Tables, order: &Row) -> Vec<Row> {
    document::of_order(tables, PARTNER, order)
}

/// The confirmations of an order.
pub(crate) fn confirmations(tables: &Tables, order: &Row) -> Vec<Row> {
    let of_operation = |operation: &Row| {
        let conf = format!("{:0>10}", operation.text("MaintOrderConfirmation"));
        tables.under(CONFIRMATION, &[conf]).into_iter().cloned().collect::<Vec<_>>()
    };
    operations(tables, order).iter().flat_map(of_operation).collect()
}

/// Changes an order as somebody in SAP GUI would: its date and etag move on.
///
/// # Errors
/// A sentence when the order does not exist.
pub(crate) fn touch(work: &mut Work<'_>, number: &str) -> Result<(), String> {
    document::known(work, number)?;
    document::touch(work, number);
    Ok(())
}

/// Somebody confirmed in SAP GUI: `hours` on `operation`, or on the first one.
///
/// # Errors
/// A sentence when the order does not exist or its status does not allow a confirmation.
pub(crate) fn confirm(
    work: &mut Work<'_>,
    number: &str,
    operation: Option<&str>,
    hours: Decimal,
    last: bool,
) -> Result<(), String> {
    let order = document::known(work, number)?;
    let operations = document::operations(work.tables, &order);
    let by_default = operations.first().map_or("", |row| row.text("MaintenanceOrderOperation"));
    let mut row = work.row(CONFIRMATION).map_err(|failure| failure.said())?;
    row.set_text("MaintenanceOrder", number);
    row.set_text("MaintenanceOrderOperation", operation.unwrap_or(by_default));
    row.set("ActualWorkQuantity", Value::Decimal(hours));
    row.set("IsFinalConfirmation", Value::Bool(last));
    confirmation::confirm(work, row).map(drop).map_err(|failure| failure.said())
}
