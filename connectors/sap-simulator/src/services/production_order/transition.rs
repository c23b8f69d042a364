//! Function imports that move an order from one status to another.

use super::{document, status, texts};
use crate::odata::failure::Failure;
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use chrono::NaiveTime;

/// Carries out a function on an order.
pub(super) fn invoke(work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
    let number = call.arguments.text("ManufacturingOrder").to_owned();
    let order = document::order(work.tables, &number);
    let mut order = order.ok_or_else(|| Failure::not_found("A_ProductionOrder_2Type"))?;
    let done = match call.name() {
        "ReleaseOrder" => release(work, &mut order),
        "ReleaseOperation" => {
            release_operation(work, &mut order, call.arguments.text("ManufacturingOrderOperation"))?
        }
        "TechlyCmpltOrder" => complete(work, &mut order),
        "CloseOrder" => close(work, &mut order),
        "DeletionFlagOrder" => flag_for_deletion(&mut order),
        "DeletionIndOrder" => indicate_deletion(&mut order),
        "DeliveryCompletedOrder" => deliver(work, &mut order),
        _ => return Err(call.unknown()),
    };
    let Some(text) = done else {
        let text = texts::not_allowed(&number, &status::text(&order), call.name());
        return Err(Failure::one(text));
    };
    work.tables.put(order.clone());
    status::settle(work, &order);
    document::touch(work, &number);
    message(work, &number, text)
}

/// What a function gives back: a message of type S.
fn message(work: &Work<'_>, number: &str, text: &str) -> Result<FunctionResult, Failure> {
    let set =
        work.metadata.complex("FunctionMessage").ok_or_else(|| Failure::not_found("FunctionMessage"))?;
    let mut row = Row::new(set, work.now);
    row.set_text("SystemMessageType", "S");
    row.set_text("SystemMessageIdentification", "ZSIM_PP");
    row.set_text("SystemMessageNumber", "102");
    row.set_text("SystemMessageLongText", format!("Order {number}: {text}"));
    row.set_text("SystemMessageVariable1", number);
    Ok(FunctionResult::Complex(Box::new(row)))
}

/// The success text of a transition; none when the order's status forbids it.
type Done = Option<&'static str>;

fn each_operation(work: &mut Work<'_>, order: &Row, change: impl Fn(&mut Row)) {
    for mut operation in document::operations(work.tables, order) {
        change(&mut operation);
        work.tables.put(operation);
    }
}

fn is_open(order: &Row) -> bool {
    status::lock(order).is_none()
}

fn release(work: &mut Work<'_>, order: &mut Row) -> Done {
    if !is_open(order) || status::has(order, "REL") {
        return None;
    }
    status::enter(order, "REL");
    let today = Value::Date(work.now.date_naive().and_time(NaiveTime::MIN));
    order.set("MfgOrderActualReleaseDate", today);
    each_operation(work, order, |operation| status::enter(operation, "REL"));
    Some("release carried out")
}

fn release_operation(work: &mut Work<'_>, order: &mut Row, number: &str) -> Result<Done, Failure> {
    let operations = document::operations(work.tables, order);
    let found = operations.into_iter().find(|o| o.text("ManufacturingOrderOperation") == number);
    let unknown = || Failure::one(texts::no_operation(order.text("ManufacturingOrder"), number));
    let mut operation = found.ok_or_else(unknown)?;
    if !is_open(order) || status::has(&operation, "REL") {
        return Ok(None);
    }
    status::enter(&mut operation, "REL");
    work.tables.put(operation);
    let all = document::operations(work.tables, order).iter().all(|o| status::has(o, "REL"));
    if all {
        return Ok(release(work, order));
    }
    status::enter(order, "PREL");
    Ok(Some("operation released"))
}

fn complete(work: &mut Work<'_>, order: &mut Row) -> Done {
    if !is_open(order) || status::has(order, "CRTD") {
        return None;
    }
    status::enter(order, "TECO");
    each_operation(work, order, |operation| status::enter(operation, "TECO"));
    Some("technically completed")
}

fn close(work: &mut Work<'_>, order: &mut Row) -> Done {
    if !status::has(order, "TECO") || status::has(order, "DLFL") {
        return None;
    }
    status::enter(order, "CLSD");
    each_operation(work, order, |operation| status::enter(operation, "CLSD"));
    Some("closed")
}

/// An order with confirmations must be completed before.
fn flag_for_deletion(order: &mut Row) -> Done {
    let worked_on = status::has(order, "PCNF") || status::has(order, "CNF");
    let finished = status::has(order, "TECO") || status::has(order, "CLSD");
    if status::has(order, "DLFL") || (worked_on && !finished) {
        return None;
    }
    status::set(order, "DLFL", true);
    Some("deletion flag set")
}

fn indicate_deletion(order: &mut Row) -> Done {
    if !status::has(order, "DLFL") || status::has(order, "DLT") {
        return None;
    }
    status::set(order, "DLT", true);
    Some("deletion indicator set")
}

fn deliver(work: &mut Work<'_>, order: &mut Row) -> Done {
    if !is_open(order) || !status::has(order, "REL") || status::has(order, "DLV") {
        return None;
    }
    status::set(order, "DLV", true);
    for mut item in document::items(work.tables, order) {
        item.set("IsCompletelyDelivered", Value::Bool(true));
        work.tables.put(item);
    }
    Some("delivery completed")
}
