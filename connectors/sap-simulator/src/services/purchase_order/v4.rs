//! Purchase orders as CE_PURCHASEORDER_0001 shows them: what it derives, and what it alone refuses.

use super::{ACCOUNT, ITEM, SCHEDULE, document, pricing, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::{Asked, Projected};
use rust_decimal::Decimal;

/// The V4 service over purchase orders.
#[derive(Debug)]
pub(in crate::services) struct Orders;

/// The partner function of the supplier.
const SUPPLIER: &str = "LF";

/// Item categories the service takes: standard, subcontracting, third party, service, limit, consignment.
const CATEGORIES: [&str; 10] = ["", "0", "1", "2", "3", "5", "S", "E", "K", "L"];

impl Projected for Orders {
    fn derive(&self, tables: &Tables, kept: &Row, row: &mut Row) {
        let number = document::number(kept).to_owned();
        match row.set.set.as_str() {
            "PurchaseOrder" => row.set_text("SupplierAddressID", &number),
            "PurchaseOrderSupplierAddress" => {
                row.set_text("SupplierAddressID", &number);
                row.set_text("AddressID", &number);
            }
            "PurOrderItemDeliveryAddress" => row.default_text("DeliveryAddressID", &number),
            "PurchaseOrderPartner" => row.set_text("PartnerFunction", SUPPLIER),
            _ => {}
        }
        let Some(order) = document::order(tables, &number) else { return };
        match kept.set.set.as_str() {
            ITEM if row.set.set == "PurchaseOrderItem" => item(&order, kept, row),
            SCHEDULE => schedule_line(tables, &order, kept, row),
            ACCOUNT => row.set_text("CompanyCode", order.text("CompanyCode")),
            _ => {}
        }
    }

    fn allow(&self, tables: &Tables, asked: &Asked<'_>) -> Result<(), Failure> {
        let Some(kept) = asked.kept else { return Ok(()) };
        let (number, line) = (document::number(kept), document::item_number(kept));
        let standard = |order: &Row| {
            let order_type = order.text("PurchaseOrderType");
            order_type == "NB" || order_type.starts_with("ZNB")
        };
        let Some(order) = document::order(tables, number) else { return Ok(()) };
        let item = document::item(tables, number, line);
        let supported =
            item.as_ref().is_none_or(|item| CATEGORIES.contains(&item.text("PurchaseOrderItemCategory")));
        if !standard(&order) || !supported {
            return Err(Failure::one(not_enabled()));
        }
        if asked.method == "PATCH" && kept.set.set == ITEM {
            return with_units(&order, asked);
        }
        Ok(())
    }
}

/// What an item shows of its order and of its own amounts.
fn item(order: &Row, kept: &Row, row: &mut Row) {
    row.set_text("CompanyCode", order.text("CompanyCode"));
    row.set_text("PurchaseOrderCategory", "F");
    row.set_text("BaseUnit", kept.text("PurchaseOrderQuantityUnit"));
    let value = Value::Decimal(pricing::value(kept).round_dp(2));
    for name in ["NetAmount", "GrossAmount", "EffectiveAmount"] {
        row.set(name, value.clone());
    }
    for name in ["OrderItemQtyToBaseQtyNmrtr", "OrderItemQtyToBaseQtyDnmntr"] {
        row.set(name, Value::Decimal(Decimal::ONE));
    }
}

/// Receipts fill the lines of an item from the first to the last.
fn schedule_line(tables: &Tables, order: &Row, kept: &Row, row: &mut Row) {
    row.set_text("Currency", order.text("DocumentCurrency"));
    let (number, line) = (document::number(kept), document::item_number(kept));
    let item = document::item(tables, number, line);
    let mut received = item.as_ref().map(super::admin::received).unwrap_or_default();
    for other in document::of_item(tables, SCHEDULE, number, line) {
        let quantity = other.decimal("ScheduleLineOrderQuantity");
        let taken = received.min(quantity).max(Decimal::ZERO);
        received -= taken;
        if other.key() == kept.key() {
            row.set("OpenPurchaseOrderQuantity", Value::Decimal(quantity - taken));
        }
    }
}

/// A price comes with its currency and a quantity with its unit.
fn with_units(order: &Row, asked: &Asked<'_>) -> Result<(), Failure> {
    let Some(draft) = asked.draft.filter(|draft| draft.set.set == "PurchaseOrderItem") else { return Ok(()) };
    let mut wrong = Vec::new();
    for (amount, unit) in
        [("NetPriceAmount", "DocumentCurrency"), ("OrderQuantity", "PurchaseOrderQuantityUnit")]
    {
        if draft.fields.contains_key(amount) && draft.text(unit).is_empty() {
            wrong.push(without_unit(amount, unit));
        }
    }
    let currency = draft.text("DocumentCurrency");
    if !currency.is_empty() && currency != order.text("DocumentCurrency") {
        wrong.push(texts::not_processed("DocumentCurrency", "PurchaseOrderItem_Type"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::business(wrong)) }
}

/// The text is documented; no code was captured, so the code is this simulator's choice.
fn not_enabled() -> Message {
    Message::error("CX_SADL_OPERATION_NOT_ENABLED", "Operation is not enabled", "")
}

/// That the unit must come along is known from clients; code and text are this simulator's choice.
fn without_unit(amount: &str, unit: &str) -> Message {
    Message::error("CX_SADL_UNIT_MISSING", format!("Property {amount} needs property {unit}"), amount)
}
