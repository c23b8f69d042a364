//! Reading maintenance orders, one and many.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, RecordId, WorkOrderStatus};
use serde_json::Value;

use super::SUPPORT_CASE;
use super::case::{Case, case_of, tasks_of};
use crate::connector::Account;
use crate::mapping::NativeRecord;
use crate::records::{Search, page};
use crate::work_order::settings::WorkOrders;

pub(crate) async fn read(
    account: &Account,
    session: &Session,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    if !account.work_orders.maintenance_cases {
        return Ok(None);
    }
    let case = Case::fetch(account, session, id).await?;
    case.map(|case| case.unified(&account.work_orders, native)).transpose()
}

pub(crate) async fn list(
    account: &Account,
    session: &Session,
    query: &Query,
    status: Option<WorkOrderStatus>,
) -> Result<Page, Trouble> {
    let settings = &account.work_orders;
    // Cases have no item, no location and no second id.
    let never = query.item_id.is_some() || query.location_id.is_some() || query.external_id.is_some();
    if never || !settings.maintenance_cases {
        return Ok(Page::default());
    }
    let search = Search::of("supportcase", query)?.text("casenumber", query.number.as_ref());
    let search = match status.map(|status| ids_of(settings, status)) {
        Some(Some(ids)) if ids.is_empty() => return Ok(Page::default()),
        Some(Some(ids)) => search.and(format!("t.status IN ({})", ids.join(", "))),
        Some(None) | None => search,
    };
    // The tasks follow for the whole page; they are part of what is shown and of the version.
    let whole = Query { include_native: true, ..query.clone() };
    let found = page(account, session, &SUPPORT_CASE, &whole, search, |_| true).await?;
    let mut cases = Vec::new();
    for record in found.records {
        if let Value::Object(native) = record.to_json()["native"].take() {
            cases.push(Case { record: NativeRecord::new(&SUPPORT_CASE, native)?, tasks: Vec::new() });
        }
    }
    let ids: Vec<String> = cases.iter().map(|case| case.record.native_id().to_owned()).collect();
    for task in tasks_of(account, session, &ids).await? {
        let case = case_of(&task);
        if let Some(case) = cases.iter_mut().find(|known| Some(known.record.native_id()) == case.as_deref()) {
            case.tasks.push(task);
        }
    }
    cases.retain(|case| status.is_none_or(|status| case.status(settings) == status));
    let records: Result<Vec<Record>, Trouble> =
        cases.iter().map(|case| case.unified(settings, query.include_native)).collect();
    Ok(Page { records: records?, next_cursor: found.next_cursor })
}

/// The account's ids for a status; nothing where ids that the settings do not name may mean it too.
fn ids_of(settings: &WorkOrders, status: WorkOrderStatus) -> Option<Vec<String>> {
    let by_stage = [WorkOrderStatus::Closed, WorkOrderStatus::InProgress, WorkOrderStatus::Released];
    (!by_stage.contains(&status)).then(|| settings.case_statuses.ids(status).to_vec())
}
