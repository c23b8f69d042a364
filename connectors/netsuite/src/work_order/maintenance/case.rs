//! A case with its tasks, as NetSuite holds them and as one unified record.

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Record, RecordId, Resource, Version, WorkOrderStatus};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};

use super::{SUPPORT_CASE, TASK, by_stage};
use crate::connector::Account;
use crate::mapping::values::id_of;
use crate::mapping::{Fields, NativeRecord, unified, version};
use crate::records::fetch;
use crate::suiteql::{self, MAX_ROWS, column};
use crate::work_order::settings::WorkOrders;

/// How many tasks are read at the same time; small accounts allow five requests at once.
const PARALLEL: usize = 4;

/// A maintenance order as NetSuite holds it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) record: NativeRecord,
    /// In the order of their ids.
    pub(super) tasks: Vec<NativeRecord>,
}

impl Case {
    /// Nothing when NetSuite has no such case.
    pub(super) async fn fetch(
        account: &Account,
        session: &Session,
        id: &RecordId,
    ) -> Result<Option<Self>, Trouble> {
        let Some(record) = fetch(account, session, &SUPPORT_CASE, id).await? else { return Ok(None) };
        let tasks = tasks_of(account, session, &[record.native_id().to_owned()]).await?;
        Ok(Some(Self { record, tasks }))
    }

    /// Changes with every change of the case or of one of its tasks.
    pub(super) fn version(&self) -> Version {
        let tasks: Vec<&Fields> = self.tasks.iter().map(NativeRecord::fields).collect();
        let whole = json!({"case": self.record.fields(), "tasks": tasks});
        version(whole.as_object().unwrap_or(&Fields::new()))
    }

    pub(super) fn status(&self, settings: &WorkOrders) -> WorkOrderStatus {
        let held = self.record.fields();
        let known = held.get("status").and_then(id_of).and_then(|id| settings.case_statuses.status(&id));
        // A status that the settings do not name.
        known.unwrap_or_else(|| by_stage(held))
    }

    /// The unified record.
    pub(super) fn unified(&self, settings: &WorkOrders, native: bool) -> Result<Record, Trouble> {
        let mut order = unified(&self.record, native)?;
        order.insert("status".into(), json!(self.status(settings)));
        let asset = settings.case_asset_field.as_ref().and_then(|field| self.record.fields().get(field));
        order.insert("asset_id".into(), json!(asset.and_then(id_of)));
        let operations: Result<Vec<Fields>, Trouble> =
            self.tasks.iter().map(|task| unified(task, false)).collect();
        order.insert("operations".into(), json!(operations?));
        order.insert("version".into(), json!(self.version()));
        Record::from_json(Resource::WorkOrder, Value::Object(order)).map_err(|error| {
            let detail = format!("NetSuite's support case cannot be read: {error}");
            Trouble::new(TroubleKind::Unreadable, detail)
        })
    }
}

/// The tasks of these cases: SuiteQL knows which, the record service shows them whole.
pub(super) async fn tasks_of(
    account: &Account,
    session: &Session,
    cases: &[String],
) -> Result<Vec<NativeRecord>, Trouble> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    // Ids that NetSuite gave are digits.
    let q = format!("SELECT t.id FROM task t WHERE t.supportcase IN ({}) ORDER BY t.id", cases.join(", "));
    let found = suiteql::query(&account.transport, session, &q, &[], MAX_ROWS).await?;
    if found.has_more {
        let detail =
            format!("more than {MAX_ROWS} tasks belong to these support cases: ask for fewer at once");
        return Err(Trouble::new(TroubleKind::BadQuestion, detail));
    }
    let ids: Vec<String> = found.rows.iter().filter_map(|row| column(row, "id")).collect();
    let tasks: Vec<Option<NativeRecord>> = stream::iter(ids)
        .map(|id| async move { fetch(account, session, &TASK, &RecordId::new(id)).await })
        .buffered(PARALLEL)
        .try_collect()
        .await?;
    Ok(tasks.into_iter().flatten().collect())
}

/// The case that a task belongs to.
pub(super) fn case_of(task: &NativeRecord) -> Option<String> {
    task.fields().get("supportCase").and_then(id_of)
}
