//! API_PROD_ORDER_CONFIRMATION_2_SRV: what was produced and scrapped.

use super::{CONFIRMATION, document, status, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::{Rules, Work};
use chrono::{NaiveTime, Timelike};
use rust_decimal::Decimal;

/// The initial value of a GUID on the wire.
const NO_GUID: &str = "00000000-0000-0000-0000-000000000000";

/// Confirmations of production orders.
#[derive(Debug)]
pub(in crate::services) struct Confirmations;

impl Rules for Confirmations {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        let row = work.filled(&draft);
        confirm(work, row)
    }

    /// A client of a real system was seen waiting for 423 here, where other services answer 400.
    fn locked(&self, _: &str, _: &str) -> Failure {
        Failure::new(423, "MC/601", "Object requested is currently locked by user SAPGUI")
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        match call.name() {
            "CancelProdnOrdConf" => cancel(work, call).map(FunctionResult::Entity),
            _ => Err(call.unknown()),
        }
    }
}

/// Books a confirmation on its operation and its order.
pub(super) fn confirm(work: &mut Work<'_>, mut row: Row) -> Result<Key, Failure> {
    let number = row.text("OrderID").to_owned();
    let order = document::order(work.tables, &number);
    let order = order.ok_or_else(|| Failure::one(texts::enter("Order", "OrderID")))?;
    if let Some(lock) = status::lock(&order) {
        return Err(Failure::one(texts::not_allowed(&number, lock, "a confirmation")));
    }
    let wanted = operation_number(row.text("OrderOperation"));
    let found = document::operations(work.tables, &order)
        .into_iter()
        .find(|operation| operation.text("ManufacturingOrderOperation") == wanted);
    let operation = found.ok_or_else(|| Failure::one(texts::no_operation(&number, &wanted)))?;
    if !status::has(&operation, "REL") {
        let status = status::text(&order);
        return Err(Failure::one(texts::not_allowed(&number, &status, "a confirmation")));
    }
    let mut wrong = Vec::new();
    check(&row, &order, &mut wrong);
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    fill(work, &mut row, &order, &operation);
    let key = row.key();
    book(work, &order, operation, &row, Decimal::ONE);
    work.tables.put(row);
    work.messages.push(texts::confirmed(&number));
    Ok(key)
}

/// `10` means `0010`.
fn operation_number(text: &str) -> String {
    format!("{text:0>4}")
}

fn check(row: &Row, order: &Row, wrong: &mut Vec<Message>) {
    for name in ["ConfirmationYieldQuantity", "ConfirmationScrapQuantity", "ConfirmationReworkQuantity"] {
        if row.decimal(name) < Decimal::ZERO {
            wrong.push(texts::wrong_value("The quantity is negative", name));
        }
    }
    let unit = row.text("ConfirmationUnit");
    if !unit.is_empty() && unit != order.text("ProductionUnit") {
        wrong.push(texts::wrong_value(format!("Unit {unit} is not the order's unit"), "ConfirmationUnit"));
    }
}

fn fill(work: &Work<'_>, row: &mut Row, order: &Row, operation: &Row) {
    let group = operation.hidden.get("group").copied().unwrap_or_default().to_string();
    let before = work.tables.under(CONFIRMATION, &[format!("{group:0>10}")]).len();
    row.set_text("ConfirmationGroup", &group);
    row.set_text("ConfirmationCount", (before + 1).to_string());
    row.set_text("OrderID", order.text("ManufacturingOrder"));
    row.set_text("OrderOperation", operation.text("ManufacturingOrderOperation"));
    row.set_text("OrderOperationInternalID", operation.text("OrderIntBillOfOperationsItem"));
    row.set_text("Sequence", operation.text("ManufacturingOrderSequence"));
    row.set_text("OrderType", order.text("ManufacturingOrderType"));
    row.set_text("Material", order.text("Material"));
    row.set("OrderPlannedTotalQty", order.get("TotalQuantity").clone());
    row.set_text("ProductionUnit", order.text("ProductionUnit"));
    row.default_text("ConfirmationUnit", order.text("ProductionUnit"));
    row.default_text("Plant", operation.text("ProductionPlant"));
    row.default_text("WorkCenter", operation.text("WorkCenter"));
    row.set_text("WorkCenterTypeCode", operation.text("WorkCenterTypeCode"));
    if row.text("FinalConfirmationType") == "X" {
        row.set("IsFinalConfirmation", Value::Bool(true));
    }
    row.set_text("FinalConfirmationType", if row.flag("IsFinalConfirmation") { "X" } else { "" });
    // A confirmation moves no goods: whoever wants that posts a material document.
    row.set("APIConfHasNoGoodsMovements", Value::Bool(true));
    let external = row.text("ExternalSystemConfirmation").to_lowercase();
    row.set_text("ExternalSystemConfirmation", if external.is_empty() { NO_GUID } else { &external });
    entered(work, row);
}

fn entered(work: &Work<'_>, row: &mut Row) {
    let today = Value::Date(work.now.date_naive().and_time(NaiveTime::MIN));
    row.set("ConfirmationEntryDate", today.clone());
    row.set(
        "ConfirmationEntryTime",
        Value::Time(work.now.time().with_nanosecond(0).unwrap_or(NaiveTime::MIN)),
    );
    row.set_text("EnteredByUser", work.user);
    if row.date("PostingDate").is_none() {
        row.set("PostingDate", today);
    }
}

/// Adds (`sign` 1) or takes back (-1) what a confirmation says.
fn book(work: &mut Work<'_>, order: &Row, mut operation: Row, row: &Row, sign: Decimal) {
    let number = order.text("ManufacturingOrder").to_owned();
    let add = |before: Decimal, name: &str| before + sign * row.decimal(name);
    let yielded = add(operation.decimal("OpTotalConfirmedYieldQty"), "ConfirmationYieldQuantity");
    operation.set("OpTotalConfirmedYieldQty", Value::Decimal(yielded));
    let scrap = add(operation.hidden.get("scrap").copied().unwrap_or_default(), "ConfirmationScrapQuantity");
    operation.hidden.insert("scrap", scrap);
    let count = operation.hidden.get("confirmations").copied().unwrap_or_default() + sign;
    operation.hidden.insert("confirmations", count);
    if row.flag("IsFinalConfirmation") {
        let finals = operation.hidden.get("finals").copied().unwrap_or_default() + sign;
        operation.hidden.insert("finals", finals);
    }
    let done = operation.hidden.get("finals").is_some_and(|finals| *finals > Decimal::ZERO);
    status::set(&mut operation, "CNF", done);
    status::set(&mut operation, "PCNF", !done && count > Decimal::ZERO);
    work.tables.put(operation);
    settle_order(work, order.clone());
    document::touch(work, &number);
}

/// What the order shows of its operations: the yield of the last one, the scrap of all.
fn settle_order(work: &mut Work<'_>, mut order: Row) {
    let operations = document::operations(work.tables, &order);
    let yielded = operations.last().map_or(Decimal::ZERO, |last| last.decimal("OpTotalConfirmedYieldQty"));
    order.set("MfgOrderConfirmedYieldQty", Value::Decimal(yielded));
    let scrap = operations.iter().filter_map(|o| o.hidden.get("scrap")).copied().sum();
    order.hidden.insert("scrap", scrap);
    let all = operations.iter().all(|operation| status::has(operation, "CNF"));
    let some = operations.iter().any(|o| status::has(o, "CNF") || status::has(o, "PCNF"));
    status::set(&mut order, "CNF", all);
    status::set(&mut order, "PCNF", some && !all);
    status::settle(work, &order);
    work.tables.put(order);
}

/// Cancels a confirmation by a second one, and gives the key of that one.
fn cancel(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let not_found = || Failure::not_found("ProdnOrdConf2Type");
    let set = work.metadata.set(CONFIRMATION).ok_or_else(not_found)?;
    let key = call.arguments.key_in(set).ok_or_else(not_found)?;
    let mut cancelled = work.tables.get(CONFIRMATION, &key).cloned().ok_or_else(not_found)?;
    let (group, count) = (cancelled.text("ConfirmationGroup"), cancelled.text("ConfirmationCount"));
    if cancelled.flag("IsReversed") || cancelled.flag("IsReversal") {
        return Err(Failure::one(texts::already_cancelled(group, count)));
    }
    let number = cancelled.text("OrderID").to_owned();
    let order = document::open_order(work, &number, "a cancellation")?;
    let operation = document::operations(work.tables, &order)
        .into_iter()
        .find(|operation| operation.text("ManufacturingOrderOperation") == cancelled.text("OrderOperation"))
        .ok_or_else(|| Failure::one(texts::no_operation(&number, cancelled.text("OrderOperation"))))?;
    let mut reversal = cancelled.clone();
    let count = work.tables.under(CONFIRMATION, &key[..1]).len() + 1;
    reversal.created = work.now;
    reversal.set_text("ConfirmationCount", count.to_string());
    reversal.set("IsReversal", Value::Bool(true));
    reversal.set_text("ConfirmationText", call.arguments.text("ConfirmationText"));
    let external = call.arguments.text("ExternalSystemConfirmation").to_lowercase();
    reversal.set_text("ExternalSystemConfirmation", if external.is_empty() { NO_GUID } else { &external });
    reversal.set("PostingDate", call.arguments.date("PostingDate").map_or(Value::Null, Value::Date));
    entered(work, &mut reversal);
    cancelled.set("IsReversed", Value::Bool(true));
    book(work, &order, operation, &cancelled, Decimal::NEGATIVE_ONE);
    let key = reversal.key();
    work.tables.put(cancelled);
    work.tables.put(reversal);
    Ok(key)
}
