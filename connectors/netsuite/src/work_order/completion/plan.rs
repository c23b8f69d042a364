//! What a completion comes to in NetSuite: a transformation of its order, or its end.

use erpgate_connector::{Attempted, Rejection, Session, WriteError};
use erpgate_model::{
    Action, Command, FailureCode, FieldError, RecordId, Resource, Target, Verb, WorkOrderStatus,
};
use serde_json::Value;

use super::issue::{Issuing, made_for};
use super::{BUILD, COMPLETION, TYPES};
use crate::connector::{Account, never_asked};
use crate::mapping::NativeRecord;
use crate::records::{Creation, Planned, Removal, fetch, fetch_in, not_found, refused, unchanged};
use crate::work_order::production::{WORK_ORDER, is_wip, status_of};
use crate::work_order::settings::ComponentUse;
use crate::work_order::transitions::word;

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    match command {
        Command::Create(_) => create(account, session, command.body(), attempted.before).await,
        Command::Act(Action { verb: Verb::Reverse, target, .. }) => {
            take_back(account, session, target, attempted.before).await
        }
        _ => Err(never_asked(Resource::WorkOrderCompletion).into()),
    }
}

/// A build or a completion, by whether the order has work in process.
async fn create(
    account: &Account,
    session: &Session,
    body: Value,
    before: bool,
) -> Result<Planned, WriteError> {
    let order = order(account, session, &body).await?;
    if !before {
        // After a first send the order may have this status because of it.
        open(status_of(&order))?;
    }
    let of = if is_wip(&order) { &COMPLETION } else { &BUILD };
    let given = body.as_object().cloned().unwrap_or_default();
    let mut creation = Creation::plan(of, session.reference(), &given, body.clone())?;
    creation.path = format!("{}/{}/!transform/{}", WORK_ORDER.path, order.native_id(), of.path);
    let native = creation.native.as_object_mut().filter(|_| is_wip(&order));
    // What the client says itself decides.
    let Some(native) = native.filter(|native| !native.contains_key("isBackflush")) else {
        return Ok(Planned::Create(creation));
    };
    let component_use = account.work_orders.component_use;
    native.insert("isBackflush".to_owned(), Value::Bool(component_use == ComponentUse::Backflush));
    if component_use == ComponentUse::Issue {
        return Issuing::plan(account, session, &order, &body, creation, before).await;
    }
    Ok(Planned::Create(creation))
}

async fn order(account: &Account, session: &Session, body: &Value) -> Result<NativeRecord, WriteError> {
    let id = body["work_order_id"].as_str().unwrap_or_default();
    let order = fetch(account, session, &WORK_ORDER, &RecordId::new(id)).await?;
    order.ok_or_else(|| {
        let detail = format!("NetSuite has no work order with the id {id}");
        refused(vec![FieldError::at("/work_order_id", "no_such_reference", detail)]).into()
    })
}

/// Refuses work on an order that is not open for it.
fn open(status: WorkOrderStatus) -> Result<(), Rejection> {
    let instead = match status {
        WorkOrderStatus::Released | WorkOrderStatus::InProgress => return Ok(()),
        WorkOrderStatus::Planned => "release it first",
        WorkOrderStatus::Completed | WorkOrderStatus::Closed | WorkOrderStatus::Cancelled => {
            "nothing more can be produced for it"
        }
    };
    let detail = format!("the work order is {}: {instead}", word(status));
    Err(Rejection::new(FailureCode::StateForbids, detail))
}

/// NetSuite has no opposite posting: the document goes, and what it did to stock and order with it. The issue
/// that was made for a completion goes first: once the completion is gone, nothing leads to it any more.
async fn take_back(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Planned, WriteError> {
    match fetch_in(account, session, &TYPES, &target.id).await? {
        Some(record) => {
            unchanged(record.record_type(), &record.version(), target, before)?;
            let issue = match record.record_type().path == COMPLETION.path {
                true => made_for(account, session, &record).await?,
                false => None,
            };
            let id = record.id().clone();
            let records = issue.into_iter().chain([record]);
            Ok(Planned::Steps(Some(id), records.map(|record| Planned::Remove(Removal { record })).collect()))
        }
        None if before => Ok(Planned::Stands(target.id.clone())),
        None => Err(not_found(&COMPLETION, &target.id).into()),
    }
}
