//! Production orders: where they may go, and what NetSuite holds afterwards.

use erpgate_connector::{Rejection, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{
    Command, FailureCode, NewRecord, Patch, RecordId, Resource, Target, Update, Verb, Version,
};
use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::account::connector;
use crate::admin::World;
use crate::scripted::{Server, answer, error, token};

const OF: Resource = Resource::WorkOrder;

/// Three pumps.
pub(crate) fn pumps() -> Value {
    json!({"kind": "production", "item_id": "733", "company_id": "1", "location_id": "11", "quantity": "3"})
}

pub(crate) fn create(resource: Resource, body: &Value) -> Command {
    Command::Create(NewRecord::read(resource, body).unwrap())
}

pub(crate) async fn made(world: &World, resource: Resource, body: &Value) -> RecordId {
    world.apply(&create(resource, body)).await.unwrap().id().clone()
}

pub(crate) fn act(resource: Resource, verb: Verb, id: &RecordId) -> Command {
    Command::act(resource, verb, Target { id: id.clone(), if_match: None })
}

pub(crate) fn change(id: &RecordId, patch: &Value, if_match: Option<Version>) -> Command {
    let target = Target { id: id.clone(), if_match };
    Command::Update(Update { target, patch: Patch::read(OF, patch).unwrap() })
}

pub(crate) fn rejection<T: std::fmt::Debug>(result: Result<T, WriteError>) -> Rejection {
    match result {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

/// NetSuite's id in a unified one.
pub(crate) fn native(id: &RecordId) -> RecordId {
    RecordId::new(id.as_str().split_once(':').unwrap().1)
}

#[tokio::test]
async fn an_order_goes_only_where_it_may_and_a_refused_step_is_named_before_it_is_sent() {
    let world = World::start().await;
    let id = made(&world, OF, &pumps()).await;
    assert_eq!(world.shown(OF, &id).await["status"], "planned");
    world.apply(&act(OF, Verb::Release, &id)).await.unwrap();
    assert_eq!(world.ledger("work_orders", &native(&id)).await["orderStatus"]["id"], "B");
    world.post(&format!("/work_orders/{}/build", native(&id)), &json!({"quantity": "1"})).await;
    let begun = world.shown(OF, &id).await;
    assert_eq!((&begun["status"], &begun["completed_quantity"]), (&json!("in_progress"), &json!("1")));

    let writes = world.writes().await;
    let refused = rejection(world.apply(&act(OF, Verb::Cancel, &id)).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(
        refused.detail,
        "the work order is in_progress and cannot become cancelled; from there it can only close"
    );
    let refused = rejection(world.apply(&act(OF, Verb::Release, &id)).await);
    assert!(refused.detail.contains("in_progress and cannot become released"), "{refused:?}");
    assert_eq!(world.writes().await, writes);
    world.apply(&act(OF, Verb::Close, &id)).await.unwrap();
    assert_eq!(world.shown(OF, &id).await["status"], "closed");
}

#[tokio::test]
async fn a_status_that_netsuite_refuses_is_a_matter_of_state() {
    let held = json!({"id": "7", "orderStatus": {"id": "B"}, "item": {"items": []}});
    let words = "Error while accessing a resource. You have entered an Invalid Field Value C for the following \
                 field: orderStatus";
    let answers = [token("t", &json!(3600)), answer(200, &held), error(400, "USER_ERROR", words)];
    let server = Server::start(answers).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    let refused = rejection(visit.apply(&act(OF, Verb::Cancel, &RecordId::new("production:7")), None).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(server.requests().last().unwrap().body, r#"{"orderStatus":{"id":"C"}}"#);
    assert_eq!(server.lines()[1], "PATCH /services/rest/record/v1/workOrder/7");
}

#[tokio::test]
async fn an_order_with_work_in_process_is_closed_by_one_document_although_the_answer_is_lost() {
    let world = World::start().await;
    let mut body = pumps();
    body["type_id"] = json!("wip");
    let id = made(&world, OF, &body).await;
    let basis = world.shown(OF, &id).await;
    assert_eq!(basis["type_id"], "wip");
    let on = json!({"method": "POST", "path_contains": "workOrderClose"});
    world.post("/faults", &json!({"kind": "lose_answer", "on": on})).await;
    let (visit, close) = (world.visit(), act(OF, Verb::Close, &id));
    assert!(matches!(visit.apply(&close, None).await, Err(WriteError::Unknown(_))));
    let again = Visit::stamping(&world.connector, visit.reference().clone());
    assert_eq!(*again.repeat(&close, None).await.unwrap().id(), id);
    let closes = world.whole_ledger().await["work_order_closes"].take();
    assert_eq!(closes.as_array().map(Vec::len), Some(1));
    assert_eq!(closes[0]["externalId"], json!(visit.reference()));
    assert_eq!(world.shown(OF, &id).await["status"], "closed");
}

#[tokio::test]
async fn components_are_changed_by_their_ids_in_one_request() {
    let world = World::start().await;
    let id = made(&world, OF, &pumps()).await;
    let before = world.shown(OF, &id).await;
    let items: Vec<_> = before["components"].as_array().unwrap().iter().map(|one| &one["item_id"]).collect();
    assert_eq!(items, ["732", "731", "701"], "those of the bill of materials");
    let writes = world.writes().await.as_u64().unwrap();
    let patch = json!({"description": "rush", "components": {
        "update": [{"id": "2", "quantity": "1.25"}], "remove": ["3"], "add": [{"item_id": "702", "quantity": "2"}],
    }});
    world.apply(&change(&id, &patch, None)).await.unwrap();
    assert_eq!(world.writes().await, json!(writes + 1));
    let held = world.ledger("work_orders", &native(&id)).await;
    let lines = held["item"]["items"].as_array().unwrap();
    let lines: Vec<_> = lines
        .iter()
        .map(|line| (line["item"]["id"].as_str().unwrap(), line["quantity"].to_string()))
        .collect();
    assert_eq!(lines, [("732", "3.0".into()), ("731", "1.25".into()), ("702", "2.0".into())]);
    assert_eq!(held["memo"], "rush");
}

#[tokio::test]
async fn a_change_of_an_order_that_somebody_built_meanwhile_is_stale() {
    let world = World::start().await;
    let id = made(&world, OF, &pumps()).await;
    world.apply(&act(OF, Verb::Release, &id)).await.unwrap();
    let seen = Version::new(world.shown(OF, &id).await["version"].as_str().unwrap());
    world.post(&format!("/work_orders/{}/build", native(&id)), &json!({"quantity": "1"})).await;
    let refused = rejection(world.apply(&change(&id, &json!({"description": "late"}), Some(seen))).await);
    assert_eq!(refused.code, FailureCode::StaleVersion);
    assert_eq!(world.ledger("work_orders", &native(&id)).await["memo"], Value::Null);
}

#[tokio::test]
async fn an_order_of_which_something_was_built_is_not_deleted() {
    let world = World::start().await;
    let id = made(&world, OF, &pumps()).await;
    world.apply(&act(OF, Verb::Release, &id)).await.unwrap();
    world.post(&format!("/work_orders/{}/build", native(&id)), &json!({"quantity": "1"})).await;
    let refused = rejection(world.apply(&act(OF, Verb::Delete, &id)).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(world.shown(OF, &id).await["status"], "in_progress");
}

#[tokio::test]
async fn an_unknown_type_of_order_is_refused_before_it_is_sent() {
    let world = World::start().await;
    let mut body = pumps();
    body["type_id"] = json!("PP01");
    let refused = rejection(world.apply(&create(OF, &body)).await);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/type_id"));
    assert_eq!(world.whole_ledger().await["work_orders"], json!([]));
}
