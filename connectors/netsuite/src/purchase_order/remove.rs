//! Delete, cancel and close.

use erpgate_connector::{Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, RecordId, Target};
use http::Method;
use serde_json::{Value, json};

use super::fields::Sublist;
use super::native::{Fields, NativeOrder};
use super::pointers::Sent;
use super::read::{RECORD, fetch};
use crate::connector::Account;
use crate::transport::Reply;

/// Takes the order away for good.
pub(crate) async fn delete(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Receipt, WriteError> {
    let gone = || Receipt::of(target.id.clone(), Vec::new());
    let order = match current(account, session, target, before).await {
        Err(WriteError::Rejected(rejection)) if before && rejection.code == FailureCode::RecordNotFound => {
            return Ok(gone());
        }
        other => other?,
    };
    let call = account.transport.record_write(Method::DELETE, &format!("{RECORD}/{}", order.id()), "", None);
    match account.transport.write(session, call).await? {
        Reply::Done(_) => Ok(receipt(&order)),
        Reply::Refused(error) if error.is_no_such_record() && before => Ok(receipt(&order)),
        Reply::Refused(error) if error.is_no_such_record() => Err(not_found(&target.id).into()),
        Reply::Refused(error) => Err(error.rejection(|detail| Sent::new(Value::Null).locate(detail)).into()),
    }
}

/// Closes every line of an order of which nothing came yet: NetSuite's API has no cancel.
pub(crate) async fn cancel(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Receipt, WriteError> {
    let order = current(account, session, target, before).await?;
    let lines = order.lines();
    if lines.iter().any(|line| !line.is_closed()) && lines.iter().any(|line| line.is_begun()) {
        let detail = "something of the order was received or billed already: close it instead";
        return Err(Rejection::new(FailureCode::StateForbids, detail).into());
    }
    close_lines(account, session, &order).await
}

/// Closes every line that is open.
pub(crate) async fn close(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Receipt, WriteError> {
    let order = current(account, session, target, before).await?;
    close_lines(account, session, &order).await
}

async fn close_lines(
    account: &Account,
    session: &Session,
    order: &NativeOrder,
) -> Result<Receipt, WriteError> {
    let mut body = Fields::new();
    for sublist in Sublist::BOTH {
        let open: Vec<Value> = order
            .lines()
            .iter()
            .filter(|line| line.sublist == sublist && !line.is_closed())
            .map(|line| json!({"line": line.key(), "isClosed": true}))
            .collect();
        if !open.is_empty() {
            body.insert(sublist.name().to_owned(), json!({"items": open}));
        }
    }
    if body.is_empty() {
        return Ok(receipt(order));
    }
    patch(account, session, order, "", &Value::Object(body), &Sent::new(Value::Null)).await
}

/// One PATCH, and what came of it.
pub(super) async fn patch(
    account: &Account,
    session: &Session,
    order: &NativeOrder,
    query: &str,
    body: &Value,
    sent: &Sent,
) -> Result<Receipt, WriteError> {
    let path = format!("{RECORD}/{}", order.id());
    let call = account.transport.record_write(Method::PATCH, &path, query, Some(body));
    match account.transport.write(session, call).await? {
        Reply::Done(_) => Ok(receipt(order)),
        // With an external id in its words it is about a reference in the body.
        Reply::Refused(error) if error.is_no_such_record() && !error.names_an_external_id() => {
            Err(not_found(order.id()).into())
        }
        Reply::Refused(error) => Err(error.rejection(|detail| sent.locate(detail)).into()),
    }
}

/// The order as it stands now, if it still has the version that the client saw.
pub(super) async fn current(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<NativeOrder, WriteError> {
    let order = fetch(account, session, &target.id).await?.ok_or_else(|| not_found(&target.id))?;
    // After a first send a change of version may be our own.
    if let Some(wanted) = target.if_match.as_ref().filter(|_| !before) {
        let version = order.version();
        if version != *wanted {
            let detail = format!("the order now has version {}, not {}", version.as_str(), wanted.as_str());
            return Err(Rejection::new(FailureCode::StaleVersion, detail).into());
        }
    }
    Ok(order)
}

pub(super) fn receipt(order: &NativeOrder) -> Receipt {
    Receipt::of(order.id().clone(), Vec::new())
}

fn not_found(id: &RecordId) -> Rejection {
    Rejection::new(FailureCode::RecordNotFound, format!("NetSuite has no purchase order with the id {id}"))
}
