//! Work orders and completions that the simulator's built-in world takes.

use std::sync::Arc;

use erpgate_connector::{Connector, Rejection, WriteError};
use erpgate_model::{
    Command, NewRecord, Patch, Record, RecordId, Resource, Update, Verb, WorkOrder, WorkOrderCompletion,
};
use serde_json::{Value, json};

use crate::bodies::target;
use crate::stand::{Stand, apply, visit};

/// Ten pump units.
pub(crate) fn production() -> Value {
    json!({"kind": "production", "type_id": "YBM1", "item_id": "FG100", "location_id": "1010", "quantity": "10"})
}

/// A pump's repair in two operations, each with a component.
pub(crate) fn maintenance() -> Value {
    json!({
        "kind": "maintenance", "type_id": "YA01", "title": "Seal leaks", "asset_id": "10000001",
        "location_id": "1010",
        "operations": [{"title": "Take apart", "work": "2.5"}, {"title": "Put together"}],
        "components": [
            {"item_id": "1000042", "quantity": "2"},
            {"description": "Grease", "quantity": "0.5", "unit": "KG", "operation_number": "0020"},
        ],
    })
}

pub(crate) fn create(body: &Value) -> Command {
    Command::Create(NewRecord::read(Resource::WorkOrder, body).expect("a valid body"))
}

pub(crate) fn update(id: &RecordId, patch: &Value) -> Command {
    let patch = Patch::read(Resource::WorkOrder, patch).expect("a valid body");
    Command::Update(Update { target: target(id), patch })
}

pub(crate) fn act(verb: Verb, id: &RecordId) -> Command {
    Command::act(Resource::WorkOrder, verb, target(id))
}

pub(crate) fn complete(body: &Value) -> Command {
    Command::Create(NewRecord::read(Resource::WorkOrderCompletion, body).expect("a valid body"))
}

pub(crate) fn reverse(id: &RecordId) -> Command {
    Command::act(Resource::WorkOrderCompletion, Verb::Reverse, target(id))
}

/// Does what must work.
pub(crate) async fn done(stand: &Stand, command: &Command) -> RecordId {
    let receipt = apply(&stand.connector, command).await;
    receipt.unwrap_or_else(|error| panic!("{command:?}: {error:?}")).id().clone()
}

pub(crate) async fn refusal(stand: &Stand, command: &Command) -> Rejection {
    match apply(&stand.connector, command).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{command:?}: {other:?}"),
    }
}

pub(crate) async fn record(connector: &Arc<dyn Connector>, resource: Resource, id: &RecordId) -> Record {
    let found = connector.read(&visit(connector), resource, id, false).await;
    found.expect("reading works").unwrap_or_else(|| panic!("there is no {resource} {id}"))
}

pub(crate) async fn order(stand: &Stand, id: &RecordId) -> WorkOrder {
    match record(&stand.connector, Resource::WorkOrder, id).await {
        Record::WorkOrder(order) => *order,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn completion(stand: &Stand, id: &RecordId) -> WorkOrderCompletion {
    match record(&stand.connector, Resource::WorkOrderCompletion, id).await {
        Record::WorkOrderCompletion(completion) => *completion,
        other => panic!("{other:?}"),
    }
}

/// An order as the simulator holds it.
pub(crate) async fn held(stand: &Stand, id: &RecordId) -> Value {
    let (kind, number) = id.as_str().split_once(':').expect("an id with its kind");
    stand.ledger(&format!("/{kind}_orders/{number}")).await
}

/// Something that happens outside the API, such as a confirmation.
pub(crate) async fn happens(stand: &Stand, id: &RecordId, deed: &str, body: Value) {
    let (kind, number) = id.as_str().split_once(':').expect("an id with its kind");
    stand.post(&format!("{kind}_orders/{number}/{deed}"), body).await;
}

/// How many changes the simulator has committed.
pub(crate) async fn writes(stand: &Stand) -> u64 {
    stand.ledger("").await["writes"].as_u64().expect("a number")
}
