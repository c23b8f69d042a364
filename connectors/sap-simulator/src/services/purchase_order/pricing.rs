//! The price of an item as a condition, and the release an order's value asks for.

use super::{ITEM, PRICE, document};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// The conditions that are an item's price: manual and automatic gross price.
pub(super) const GROSS_PRICE: [&str; 3] = ["PMP0", "PPR0", "PBXX"];

/// The net value of an item.
pub(super) fn value(item: &Row) -> Decimal {
    let per = item.decimal("NetPriceQuantity");
    let per = if per.is_zero() { Decimal::ONE } else { per };
    item.decimal("OrderQuantity") * item.decimal("NetPriceAmount") / per
}

/// Keeps the item's one pricing element equal to the item's price.
pub(super) fn settle(work: &mut Work<'_>, item: &Row) -> Result<(), Failure> {
    let (number, line) = (item.text("PurchaseOrder"), item.text("PurchaseOrderItem"));
    let found = document::of_item(work.tables, PRICE, number, line).first().map(|row| (*row).clone());
    let mut element = match found {
        Some(element) => element,
        None => {
            let mut element = work.row(PRICE)?;
            element.set_text("PurchaseOrder", number);
            element.set_text("PurchaseOrderItem", line);
            element.set_text("PricingDocument", number);
            element.set_text("PricingDocumentItem", line);
            element.set_text("PricingProcedureStep", "10");
            element.set_text("PricingProcedureCounter", "1");
            element.set_text("ConditionType", "PMP0");
            element.set_text("ConditionApplication", "M");
            element
        }
    };
    element.set("ConditionRateValue", item.get("NetPriceAmount").clone());
    element.set("ConditionQuantity", item.get("NetPriceQuantity").clone());
    element.set("ConditionAmount", Value::Decimal(value(item).round_dp(3)));
    element.set_text("ConditionCurrency", item.text("DocumentCurrency"));
    element.set_text("TransactionCurrency", item.text("DocumentCurrency"));
    element.set_text("ConditionQuantityUnit", item.text("OrderPriceUnit"));
    work.tables.put(element);
    Ok(())
}

/// The net value of all items that are not deleted.
pub(super) fn total(work: &Work<'_>, number: &str) -> Decimal {
    let items = document::of_order(work.tables, ITEM, number);
    items.into_iter().filter(|item| !document::is_deleted(item)).map(value).sum()
}

/// Sends an order to approval when its value is above the seed's limit, and out of it again below.
pub(super) fn settle_release(work: &mut Work<'_>, number: &str, value_before: Option<Decimal>) {
    let total = total(work, number);
    let Some(mut order) = document::order(work.tables, number) else { return };
    if value_before == Some(total) {
        return;
    }
    let pending = work.seed.switches.approval_above.is_some_and(|limit| total > limit);
    order.set_text("PurchasingProcessingStatus", if pending { "03" } else { "02" });
    order.set("ReleaseIsNotCompleted", Value::Bool(pending));
    work.tables.put(order);
}
