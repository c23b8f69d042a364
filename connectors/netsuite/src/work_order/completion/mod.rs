//! What was produced for a production order: `assemblyBuild`s, and `workOrderCompletion`s where work in process
//! is accounted for. Transactions share one space of ids, so an id alone leads to its type.

mod detail;
mod fields;
mod issue;
mod plan;
mod portion;

use erpgate_connector::{Session, Sighting, Trouble, TroubleKind};
use erpgate_model::{Page, Query, Record, RecordId, Reference, Resource, WorkOrderKind};
use serde_json::{Value, json};

use crate::connector::Account;
use crate::mapping::values::id_of;
use crate::mapping::{Fields, NativeRecord, RecordType, Translation, unified};
use crate::records::{Search, bad, fetch_in, in_turn, locate_in, page};
use crate::stock::memo;

pub(super) use fields::SPECS;
pub(crate) use issue::Issuing;
pub(crate) use plan::plan;

/// Builds of orders without work in process.
static BUILD: RecordType = RecordType {
    resource: Resource::WorkOrderCompletion,
    path: "assemblyBuild",
    id_prefix: "production:",
    noun: "assembly build",
    header: &fields::BUILD,
    lists: &[],
    custom: "custbody",
    derive,
    show,
};

/// Completions of orders with work in process.
static COMPLETION: RecordType = RecordType {
    path: "workOrderCompletion",
    noun: "work order completion",
    header: &fields::COMPLETION,
    ..BUILD
};

/// Where completions are kept.
static TYPES: [&RecordType; 2] = [&BUILD, &COMPLETION];

fn derive(translation: &mut Translation, body: &Fields, held: Option<&NativeRecord>, native: &mut Fields) {
    if let Some(number) = body.get("operation_number").filter(|number| number.is_string()) {
        for end in ["startOperation", "endOperation"] {
            native.insert(end.to_owned(), json!({"refName": number}));
        }
    }
    memo::put(translation, body, held, native);
    detail::put(translation, body, native);
}

fn show(done: &NativeRecord, record: &mut Fields) {
    let native = done.fields();
    let order = native.get("createdFrom").and_then(id_of);
    let order = order.map(|id| WorkOrderKind::Production.record_id(&id));
    record.insert("work_order_id".into(), json!(order));
    record.insert("operation_number".into(), json!(operation(native)));
    memo::show(native, record);
    detail::show(native, record);
}

/// The sequence of the operation, where the completion is about one alone.
fn operation(native: &Fields) -> Option<String> {
    match native.get("operation")?["items"].as_array()?.as_slice() {
        [only] => id_of(&only["operationSequence"]),
        _ => None,
    }
}

pub(crate) async fn read(
    account: &Account,
    session: &Session,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    let Some(held) = fetch_in(account, session, &TYPES, id).await? else { return Ok(None) };
    let json = Value::Object(unified(&held, native)?);
    let record = Record::from_json(Resource::WorkOrderCompletion, json).map_err(|error| {
        let detail = format!("NetSuite's {} cannot be read: {error}", held.record_type().noun);
        Trouble::new(TroubleKind::Unreadable, detail)
    })?;
    Ok(Some(record))
}

pub(crate) async fn locate(
    account: &Account,
    session: &Session,
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    locate_in(account, session, &TYPES, reference).await
}

/// The memo that SuiteQL found may hold another external id.
fn fits(query: &Query) -> impl Fn(&Record) -> bool {
    let wanted = query.external_id.clone();
    move |record| match record {
        Record::WorkOrderCompletion(done) => wanted.is_none() || done.external_id == wanted,
        _ => false,
    }
}

/// Builds, then completions: those of work orders, not those that were made on their own.
pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    if query.kind == Some(WorkOrderKind::Maintenance) {
        return Ok(Page::default());
    }
    let order = match &query.work_order_id {
        None => None,
        Some(id) => match WorkOrderKind::of_record_id(&RecordId::new(id)) {
            Some((WorkOrderKind::Production, native)) => Some(native.to_owned()),
            Some((WorkOrderKind::Maintenance, _)) => return Ok(Page::default()),
            None => return Err(bad(&format!("`{id}` is no id of a work order"))),
        },
    };
    let order = order.as_ref();
    in_turn(&["build", "completion"], query, |place, query| async move {
        let type_code = ["Build", "WOCompl"][place];
        let search = Search::of("transaction", &query)?
            .with_main_line()
            .and(format!("t.type = '{type_code}'"))
            .and("m.createdfrom IS NOT NULL")
            .main_line_id("createdfrom", order)?
            .text("tranid", query.number.as_ref())
            .like("memo", query.external_id.as_deref().map(memo::like_external_id));
        page(account, session, TYPES[place], &query, search, fits(&query)).await
    })
    .await
}
