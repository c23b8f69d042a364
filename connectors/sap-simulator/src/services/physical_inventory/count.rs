//! Entering a count: a changed item.

use super::document::{self, COUNTED};
use super::{HEADER, texts};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::stock::book;
use rust_decimal::Decimal;

const COUNT: &str = "QuantityInUnitOfEntry";
const ZERO: &str = "PhysicalInventoryItemIsZero";

/// Takes a count, or another one in its place. The book quantity of this moment is kept with it: what moves
/// between the count and the posting stays moved.
pub(super) fn enter(work: &mut Work<'_>, before: &Row, mut after: Row) -> Result<(), Failure> {
    document::open(before)?;
    if after.same_values(before) {
        return Ok(());
    }
    let material = work.seed.material(after.text("Material"));
    let material = material.ok_or_else(|| Failure::not_found("A_PhysInventoryDocItemType"))?;
    after.default_text("UnitOfEntry", &material.base_unit);
    let unit = after.text("UnitOfEntry").to_owned();
    let Some(factor) = material.factor(&unit) else {
        return Err(Failure::one(texts::no_unit(&unit, &material.id)));
    };
    let reason = after.text("ReasonForPhysInvtryDifference");
    if !matches!(reason, "" | "0") && !work.seed.movement_reasons.iter().any(|known| known == reason) {
        return Err(Failure::one(texts::unknown("T157D", reason, "ReasonForPhysInvtryDifference")));
    }
    let quantity = after.decimal(COUNT);
    if quantity.is_sign_negative() && !quantity.is_zero() {
        return Err(Failure::one(texts::enter("a quantity that is not negative", COUNT)));
    }
    // Whoever sends a quantity takes the zero flag back, and the other way round.
    let zero = if quantity == before.decimal(COUNT) {
        after.flag(ZERO)
    } else {
        quantity.is_zero() && after.flag(ZERO)
    };
    let quantity = if zero { Decimal::ZERO } else { quantity };
    after.set(ZERO, Value::Bool(zero));
    after.set(COUNT, Value::Decimal(quantity));
    after.set("Quantity", Value::Decimal((quantity * factor).round_dp(3)));
    // A zero without its flag is a field nobody filled.
    let counted = zero || !quantity.is_zero();
    after.set(COUNTED, Value::Bool(counted));
    let booked = if counted { book::on_hand(work, &document::place(&after))? } else { Decimal::ZERO };
    after.set("BookQtyBfrCountInMatlBaseUnit", Value::Decimal(booked));
    after.set_text("CountedByUser", if counted { work.user } else { "" });
    let day = if counted { Value::Date(work.today()) } else { Value::Null };
    after.set("PhysicalInventoryLastCountDate", day.clone());
    let header_key = after.key()[..2].to_vec();
    document::keep(work, after);
    if let Some(mut header) = work.tables.get(HEADER, &header_key).cloned() {
        header.set("PhysicalInventoryLastCountDate", day);
        document::settle(work, &header);
    }
    Ok(())
}
