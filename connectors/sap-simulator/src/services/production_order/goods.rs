//! Goods that come from an order and go into it. Other services and the admin server book them here.

use super::{document, status};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Books a receipt of `by` (negative: its reversal) and gives what is delivered now.
///
/// # Errors
/// A sentence when the order does not exist or is not released, or more is taken back than came.
pub(crate) fn receive(work: &mut Work<'_>, number: &str, by: Decimal) -> Result<Decimal, String> {
    let mut order = document::known(work, number)?;
    if !status::has(&order, "REL") && !status::has(&order, "TECO") {
        return Err(format!("production order {number} is not released"));
    }
    let mut items = document::items(work.tables, &order);
    let item = items.first_mut().ok_or_else(|| format!("production order {number} has no item"))?;
    let delivered = item.decimal("MfgOrderItemGoodsReceiptQty") + by;
    if delivered < Decimal::ZERO {
        return Err(format!("production order {number} has delivered less than {}", -by));
    }
    let complete = delivered >= order.decimal("TotalQuantity");
    item.set("MfgOrderItemGoodsReceiptQty", Value::Decimal(delivered));
    item.set("IsCompletelyDelivered", Value::Bool(complete));
    work.tables.put(item.clone());
    status::set(&mut order, "DLV", complete);
    status::set(&mut order, "PDLV", !complete && delivered > Decimal::ZERO);
    status::settle(work, &order);
    work.tables.put(order);
    document::touch(work, number);
    Ok(delivered)
}

/// Books an issue of `by` (negative: its reversal) for a component, by its reservation item, and gives what is
/// withdrawn now.
///
/// # Errors
/// A sentence when order or component do not exist, the order is not released, or more is put back than went.
pub(crate) fn issue(work: &mut Work<'_>, number: &str, item: &str, by: Decimal) -> Result<Decimal, String> {
    let order = document::known(work, number)?;
    if !status::has(&order, "REL") && !status::has(&order, "TECO") {
        return Err(format!("production order {number} is not released"));
    }
    let components = document::components(work.tables, &order);
    let found = components.into_iter().find(|component| component.text("ReservationItem") == item);
    let mut component = found.ok_or_else(|| format!("production order {number} has no component {item}"))?;
    let withdrawn = component.decimal("WithdrawnQuantity") + by;
    if withdrawn < Decimal::ZERO {
        return Err(format!("less than {} was withdrawn for component {item} of order {number}", -by));
    }
    let all = withdrawn >= component.decimal("RequiredQuantity");
    component.set("WithdrawnQuantity", Value::Decimal(withdrawn));
    component.set("ReservationIsFinallyIssued", Value::Bool(all));
    document::put_component(work, component);
    document::touch(work, number);
    Ok(withdrawn)
}
