//! What a write of a purchase order comes to in NetSuite.

use erpgate_connector::{Attempted, Rejection, Session, WriteError};
use erpgate_model::{Command, FailureCode, FieldError, Resource, Verb};
use serde_json::{Value, json};

use super::PURCHASE_ORDER;
use super::lines::{LINES, is_begun};
use crate::connector::{Account, never_asked};
use crate::mapping::{Fields, NativeRecord};
use crate::records::{self, Change, Planned, current, refused};
use crate::settings::SendSubsidiary;

/// `approvalStatus` of an order that was let through.
const APPROVED: &str = "2";

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let (of, before) = (&PURCHASE_ORDER, attempted.before);
    match command {
        Command::Create(_) => {
            let body = with_subsidiary(account.send_subsidiary, command.body())?;
            records::create(account, session, of, body).await
        }
        Command::Update(update) => {
            records::update(account, session, of, &update.target, &command.body(), attempted).await
        }
        Command::Act(action) => {
            let target = &action.target;
            if action.verb == Verb::Delete {
                return records::delete(account, session, of, target, before).await;
            }
            let order = current(account, session, of, target, before).await?;
            match action.verb {
                Verb::Cancel => cancel(order),
                Verb::Close => Ok(close(order)),
                Verb::Approve => Ok(approve(order)),
                _ => Err(never_asked(Resource::PurchaseOrder).into()),
            }
        }
        Command::Call(_) => Err(never_asked(Resource::PurchaseOrder).into()),
    }
}

/// The subsidiary as the settings want it: most accounts take it, some derive it from the vendor.
fn with_subsidiary(send: SendSubsidiary, mut body: Value) -> Result<Value, Rejection> {
    let given = body.get("company_id").is_some();
    match send {
        SendSubsidiary::Always if !given => {
            let detail = "needed, because the connection's setting send_subsidiary is `always`";
            return Err(refused(vec![FieldError::at("/company_id", "required", detail)]));
        }
        SendSubsidiary::Never => {
            body.as_object_mut().and_then(|fields| fields.shift_remove("company_id"));
        }
        SendSubsidiary::Always | SendSubsidiary::WhenGiven => {}
    }
    Ok(body)
}

/// Closes every line of an order of which nothing came yet: NetSuite's API has no cancel.
fn cancel(order: NativeRecord) -> Result<Planned, WriteError> {
    let lines = order.lines();
    if lines.iter().any(|line| !line.flag("isClosed")) && lines.iter().any(is_begun) {
        let detail = "something of the order was received or billed already: close it instead";
        return Err(Rejection::new(FailureCode::StateForbids, detail).into());
    }
    Ok(close(order))
}

/// Closes every line that is open.
fn close(order: NativeRecord) -> Planned {
    let mut body = Fields::new();
    for sublist in LINES.sublists.iter().copied() {
        let lines = order.lines();
        let open: Vec<Value> = lines
            .iter()
            .filter(|line| line.sublist == sublist && !line.flag("isClosed"))
            .map(|line| json!({"line": line.key(), "isClosed": true}))
            .collect();
        if !open.is_empty() {
            body.insert(sublist.name.to_owned(), json!({"items": open}));
        }
    }
    Change::of_fields(order, body)
}

/// Lets it go on to the vendor, where the account has orders approved.
fn approve(order: NativeRecord) -> Planned {
    Change::of_fields(order, Fields::from_iter([("approvalStatus".to_owned(), json!({"id": APPROVED}))]))
}
