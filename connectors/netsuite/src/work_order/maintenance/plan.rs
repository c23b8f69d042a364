//! What a write of a maintenance order comes to in NetSuite.

use erpgate_connector::{Attempted, Session, WriteError};
use erpgate_model::{Action, Command, FieldError, Resource, Target, Verb, WorkOrderStatus};
use serde_json::{Value, json};

use super::SUPPORT_CASE;
use super::case::Case;
use super::operations::{changed, made};
use crate::connector::{Account, never_asked};
use crate::mapping::Fields;
use crate::records::{Change, Creation, Planned, Removal, not_found, refused, unchanged};
use crate::work_order::settings::WorkOrders;
use crate::work_order::transitions::{Move, Transition, go, word};

use WorkOrderStatus::{Cancelled, Closed, Completed, InProgress, Planned as Waiting, Released};

/// Where a client may lead an order. NetSuite itself lets a case go from any status to any other.
const TRANSITIONS: [Transition; 4] = [
    Transition { verb: Verb::Release, to: Released, from: &[Waiting] },
    Transition { verb: Verb::Complete, to: Completed, from: &[Waiting, Released, InProgress] },
    Transition { verb: Verb::Close, to: Closed, from: &[Waiting, Released, InProgress, Completed] },
    Transition { verb: Verb::Cancel, to: Cancelled, from: &[Waiting, Released] },
];

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let settings = &account.work_orders;
    if !settings.maintenance_cases {
        let detail =
            "the connection's setting maintenance_cases says that support cases are no maintenance orders";
        return Err(refused(vec![FieldError::at("/kind", "not_supported", detail)]).into());
    }
    match command {
        Command::Create(_) => create(settings, session, command.body()),
        Command::Update(update) => {
            let case = current(account, session, &update.target, attempted.before).await?;
            change(settings, session, case, &command.body(), attempted)
        }
        Command::Act(Action { verb: Verb::Delete, target, .. }) => {
            delete(account, session, target, attempted.before).await
        }
        Command::Act(action) => {
            let case = current(account, session, &action.target, attempted.before).await?;
            match go(&TRANSITIONS, action.verb, case.status(settings))? {
                Move::Stands => Ok(Planned::Stands(case.record.id().clone())),
                Move::To(status) => {
                    let native = Fields::from_iter([("status".to_owned(), native_status(settings, status)?)]);
                    Ok(Change::of_fields(case.record, native))
                }
            }
        }
        Command::Call(_) => Err(never_asked(Resource::WorkOrder).into()),
    }
}

/// The case, then a task for each operation. A task names its case by the case's external id, so that all is
/// known before the first is sent.
fn create(settings: &WorkOrders, session: &Session, body: Value) -> Result<Planned, WriteError> {
    let (mut given, operations) = split(settings, &body)?;
    let customer = given.get("custom_fields").and_then(|own| own.get("company")).is_some();
    let mut creation = Creation::plan(&SUPPORT_CASE, session.reference(), &given, body)?;
    given.clear();
    let native = creation.native.as_object_mut().filter(|_| !customer);
    if let (Some(native), Some(id)) = (native, &settings.case_customer) {
        // First, because the customer gives the subsidiary.
        native.shift_insert(0, "company".to_owned(), json!({"id": id}));
    }
    if !settings.case_statuses.planned.is_empty() {
        creation.native["status"] = native_status(settings, Waiting)?;
    }
    let mut steps = vec![Planned::Create(creation)];
    if let Some(reference) = session.reference() {
        let case = json!({"externalId": reference.as_str()});
        steps.extend(made(&operations, "/operations", Some(reference), &case)?);
    }
    Ok(Planned::Steps(None, steps))
}

fn change(
    settings: &WorkOrders,
    session: &Session,
    case: Case,
    body: &Value,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let (given, _) = split(settings, body)?;
    let tasks = changed(&case, &body["operations"], session.reference(), attempted)?;
    let id = case.record.id().clone();
    let mut steps = vec![Change::plan(case.record, &given, body, attempted)?];
    steps.extend(tasks);
    Ok(Planned::Steps(Some(id), steps))
}

/// NetSuite does not delete a case that has tasks: they go first.
async fn delete(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Planned, WriteError> {
    let case = match Case::fetch(account, session, &target.id).await? {
        Some(case) => case,
        None if before => return Ok(Planned::Stands(target.id.clone())),
        None => return Err(not_found(&SUPPORT_CASE, &target.id).into()),
    };
    unchanged(&SUPPORT_CASE, &case.version(), target, before)?;
    let id = case.record.id().clone();
    let records = case.tasks.into_iter().chain([case.record]);
    Ok(Planned::Steps(Some(id), records.map(|record| Planned::Remove(Removal { record })).collect()))
}

async fn current(
    account: &Account,
    session: &Session,
    target: &Target,
    before: bool,
) -> Result<Case, WriteError> {
    let case = Case::fetch(account, session, &target.id).await?;
    let case = case.ok_or_else(|| not_found(&SUPPORT_CASE, &target.id))?;
    unchanged(&SUPPORT_CASE, &case.version(), target, before)?;
    Ok(case)
}

/// The body without what the table does not hold: the operations, and the asset, which lives in a field of the
/// account's own.
fn split(settings: &WorkOrders, body: &Value) -> Result<(Fields, Vec<Value>), WriteError> {
    let mut given = body.as_object().cloned().unwrap_or_default();
    let operations = given.shift_remove("operations").unwrap_or_default();
    if let Some(asset) = given.shift_remove("asset_id") {
        let Some(field) = &settings.case_asset_field else {
            let detail = "NetSuite's cases have no asset: name the account's field for it in the setting \
                          case_asset_field";
            return Err(refused(vec![FieldError::at("/asset_id", "not_supported", detail)]).into());
        };
        let own = given.entry("custom_fields").or_insert_with(|| json!({}));
        own[field.as_str()] = asset;
    }
    Ok((given, operations.as_array().cloned().unwrap_or_default()))
}

/// The account's status for ours, as NetSuite takes it.
fn native_status(settings: &WorkOrders, status: WorkOrderStatus) -> Result<Value, WriteError> {
    match settings.case_statuses.ids(status).first() {
        Some(id) => Ok(json!({"id": id})),
        None => {
            let detail = format!(
                "no case status of the account stands for `{0}`: name one in the setting case_statuses.{0}",
                word(status)
            );
            Err(refused(vec![FieldError { pointer: None, ..FieldError::at("", "not_supported", detail) }])
                .into())
        }
    }
}
