//! Goods that go into an order. Other services and the admin server book them here.

use super::{COMPONENT, document, status};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Books an issue of `by` (negative: its reversal) for a component, by its reservation item, and gives what is
/// withdrawn now.
///
/// # Errors
/// A sentence when order or component do not exist, the order is not released, or more is put back than went.
pub(crate) fn issue(work: &mut Work<'_>, number: &str, item: &str, by: Decimal) -> Result<Decimal, String> {
    let order = document::known(work, number)?;
    if !status::has(&order, "REL") && !status::has(&order, "TECO") {
        return Err(format!("maintenance order {number} is not released"));
    }
    let components = document::of_order(work.tables, COMPONENT, &order);
    let found = components.into_iter().find(|component| component.text("ReservationItem") == item);
    let mut component = found.ok_or_else(|| format!("maintenance order {number} has no component {item}"))?;
    let withdrawn = component.decimal("QuantityWithdrawnInBaseUnit") + by;
    if withdrawn < Decimal::ZERO {
        return Err(format!("less than {} was withdrawn for component {item} of order {number}", -by));
    }
    let all = withdrawn >= component.decimal("MaintOrdOpCompRequiredQuantity");
    component.set("QuantityWithdrawnInBaseUnit", Value::Decimal(withdrawn));
    component.set("ReservationIsFinallyIssued", Value::Bool(all));
    work.tables.put(component);
    document::touch(work, number);
    Ok(withdrawn)
}
