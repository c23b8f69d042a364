//! Function imports that move an order from one status to another.

use super::{document, status, texts};
use crate::odata::failure::Failure;
use crate::odata::function::{Arguments, Call, FunctionResult};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Carries out a function on an order.
pub(super) fn invoke(work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
    let number = call.arguments.text("MaintenanceOrder").to_owned();
    let order = document::order(work.tables, &number);
    let mut order = order.ok_or_else(|| Failure::not_found("MaintenanceOrderType"))?;
    let allowed = match call.name() {
        "ReleaseMaintenanceOrder" => release(&mut order),
        "SetMaintOrdToTechCompleted" => complete(work, &mut order, &call.arguments),
        "ResetMaintOrdStsTechCompleted" => reopen(&mut order),
        "SetMaintOrderStatusToClosed" => close(work, &mut order, &call.arguments),
        "ResetMaintOrderStatusClosed" => unclose(&mut order),
        "SetMaintOrdStsToMrkdForDeltn" => mark_for_deletion(&mut order),
        "ResetMaintOrdStsMrkdForDeltn" => toggle(&mut order, "DLFL", false, true),
        "SetMaintOrderToDoNotExecute" => abandon(work, &mut order, &call.arguments),
        "ResetStatusFromDoNotExecute" => take_up(&mut order),
        "SetMaintOrdToMainWorkComplete" => main_work_done(work, &mut order, &call.arguments),
        "ResetMaintOrdStsMainWorkCmplt" => main_work_again(&mut order),
        "SetMaintOrderStatusToLocked" => {
            let open = is_open(&order);
            toggle(&mut order, "LKD", true, open)
        }
        "SetMaintOrderStatusToUnlocked" => toggle(&mut order, "LKD", false, true),
        _ => return Err(call.unknown()),
    };
    if !allowed {
        let text = texts::not_allowed(&number, order.text("SystemStatusText"), call.name());
        return Err(Failure::one(text));
    }
    for mut operation in document::operations(work.tables, &order) {
        status::enter(&mut operation, status::stage(&order));
        work.tables.put(operation);
    }
    work.tables.put(order);
    document::touch(work, &number);
    let name = "DummyFunctionImportResult";
    let set = work.metadata.complex(name).ok_or_else(|| Failure::not_found(name))?;
    Ok(FunctionResult::Complex(Box::new(Row::new(set, work.now))))
}

fn is_open(order: &Row) -> bool {
    status::lock(order).is_none()
}

/// Sets or clears a token that the order does not have, or has.
fn toggle(order: &mut Row, token: &str, on: bool, allowed: bool) -> bool {
    let moves = allowed && status::has(order, token) != on;
    if moves {
        status::set(order, token, on);
    }
    moves
}

/// Moves on when the order stands in `from` and nothing else forbids it.
fn step(order: &mut Row, from: &[&str], to: &str) -> bool {
    let blocked = status::has(order, "DLFL") || status::has(order, "LKD");
    let moves = !blocked && from.contains(&status::stage(order));
    if moves {
        status::enter(order, to);
    }
    moves
}

/// The time a call names, or now.
fn refer(work: &Work<'_>, order: &mut Row, arguments: &Arguments) {
    let named = arguments.date("MaintOrderReferenceDateTime").map(|at| Value::Instant(at.and_utc()));
    let at = named.unwrap_or_else(|| match order.get("MainWorkCompletedDateTime") {
        Value::Instant(done) if arguments.flag("MainWrkCmpltdDateTimeIsUsed") => Value::Instant(*done),
        _ => document::stamp(work),
    });
    if let Value::Instant(at) = &at {
        order.set("MaintOrderReferenceDate", Value::Date(at.date_naive().and_time(chrono::NaiveTime::MIN)));
        order.set("MaintOrderReferenceTime", Value::Time(at.time()));
    }
    order.set("MaintOrderReferenceDateTime", at);
}

fn release(order: &mut Row) -> bool {
    step(order, &["CRTD"], "REL")
}

fn complete(work: &Work<'_>, order: &mut Row, arguments: &Arguments) -> bool {
    let done = step(order, &["REL"], "TECO");
    if done {
        refer(work, order, arguments);
    }
    done
}

/// An order that is not to be executed is taken up again by another function.
fn reopen(order: &mut Row) -> bool {
    !status::has(order, "NCMP") && step(order, &["TECO"], "REL")
}

fn close(work: &Work<'_>, order: &mut Row, arguments: &Arguments) -> bool {
    let done = step(order, &["TECO"], "CLSD");
    if done {
        refer(work, order, arguments);
    }
    done
}

fn unclose(order: &mut Row) -> bool {
    step(order, &["CLSD"], "TECO")
}

/// A released order must be completed before.
fn mark_for_deletion(order: &mut Row) -> bool {
    let allowed = status::stage(order) != "REL";
    toggle(order, "DLFL", true, allowed)
}

fn abandon(work: &Work<'_>, order: &mut Row, arguments: &Arguments) -> bool {
    let was_released = status::has(order, "REL");
    let worked_on = status::has(order, "PCNF") || status::has(order, "CNF");
    let done = !worked_on && step(order, &["CRTD", "REL"], "TECO");
    if done {
        order.hidden.insert("was released", Decimal::from(u8::from(was_released)));
        status::set(order, "NCMP", true);
        refer(work, order, arguments);
    }
    done
}

fn take_up(order: &mut Row) -> bool {
    let was_released = order.hidden.get("was released") == Some(&Decimal::ONE);
    let back =
        status::has(order, "NCMP") && step(order, &["TECO"], if was_released { "REL" } else { "CRTD" });
    if back {
        status::set(order, "NCMP", false);
    }
    back
}

fn main_work_done(work: &Work<'_>, order: &mut Row, arguments: &Arguments) -> bool {
    let allowed = is_open(order) && status::has(order, "REL");
    let done = toggle(order, "WCMP", true, allowed);
    if done && order.set.property("MainWorkCompletedDateTime").is_some() {
        let named = arguments.date("MainWorkCompletedDateTime").map(|at| Value::Instant(at.and_utc()));
        order.set("MainWorkCompletedDateTime", named.unwrap_or_else(|| document::stamp(work)));
    }
    done
}

fn main_work_again(order: &mut Row) -> bool {
    let allowed = is_open(order);
    let done = toggle(order, "WCMP", false, allowed);
    if done {
        order.set("MainWorkCompletedDateTime", Value::Null);
    }
    done
}
