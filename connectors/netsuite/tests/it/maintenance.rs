//! Maintenance orders: a case with its tasks, as one record.

use erpgate_connector::WriteError;
use erpgate_connector_suite::Visit;
use erpgate_model::{FailureCode, Query, RecordId, Resource, Verb, Version, WorkOrderKind};
use serde_json::{Value, json};

use crate::admin::World;
use crate::work_orders::{act, change, create, made, native, pumps, rejection};

const OF: Resource = Resource::WorkOrder;

async fn world() -> World {
    World::start().await.with(&json!({
        "case_customer": "601", "case_asset_field": "custevent_equipment",
        "case_statuses": {"released": ["101"], "completed": ["102"]},
    }))
}

fn leak() -> Value {
    json!({
        "kind": "maintenance", "title": "Pump leaks", "asset_id": "PUMP-7",
        "operations": [{"title": "Drain"}, {"title": "Change the seal", "work_center_id": "301"}],
    })
}

fn titles(order: &Value) -> Vec<&str> {
    order["operations"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_case_and_a_task_for_each_operation_stand_in_netsuite() {
    let world = world().await;
    let id = made(&world, OF, &leak()).await;
    let case = world.ledger("support_cases", &native(&id)).await;
    assert_eq!((&case["title"], &case["company"]["id"]), (&json!("Pump leaks"), &json!("601")));
    assert_eq!((&case["custevent_equipment"], &case["status"]["id"]), (&json!("PUMP-7"), &json!("1")));
    let tasks = world.whole_ledger().await["tasks"].take();
    let of_case = |task: &Value| task["supportCase"]["id"].as_str() == Some(native(&id).as_str());
    assert!(tasks.as_array().unwrap().iter().all(of_case), "{tasks}");
    let shown = world.shown(OF, &id).await;
    assert_eq!(titles(&shown), ["Drain", "Change the seal"]);
    assert_eq!((&shown["asset_id"], &shown["status"]), (&json!("PUMP-7"), &json!("planned")));
    assert_eq!(shown["operations"][1]["work_center_id"], "301");
}

#[tokio::test]
async fn a_lost_answer_in_the_middle_doubles_neither_the_case_nor_a_task() {
    let world = world().await;
    for path in ["supportCase", "/task"] {
        world.post("/reset", &json!({})).await;
        let on = json!({"method": "POST", "path_contains": path});
        world.post("/faults", &json!({"kind": "lose_answer", "on": on})).await;
        let (visit, command) = (world.visit(), create(OF, &leak()));
        assert!(matches!(visit.apply(&command, None).await, Err(WriteError::Unknown(_))));
        let again = Visit::stamping(&world.connector, visit.reference().clone());
        let receipt = again.repeat(&command, None).await.unwrap();
        assert_eq!(titles(&world.shown(OF, receipt.id()).await), ["Drain", "Change the seal"]);
        let ledger = world.whole_ledger().await;
        let count = |name: &str| ledger[name].as_array().map(Vec::len);
        assert_eq!((count("support_cases"), count("tasks")), (Some(1), Some(2)), "{path}");
    }
}

#[tokio::test]
async fn operations_are_added_changed_and_removed_by_their_ids() {
    let world = world().await;
    let id = made(&world, OF, &leak()).await;
    let before = world.shown(OF, &id).await;
    let ids: Vec<_> = before["operations"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    let patch = json!({"operations": {
        "update": [{"id": ids[0], "title": "Drain slowly"}], "remove": [ids[1]], "add": [{"title": "Fill"}],
    }});
    let seen = || Some(Version::new(before["version"].as_str().unwrap()));
    world.apply(&change(&id, &patch, seen())).await.unwrap();
    assert_eq!(titles(&world.shown(OF, &id).await), ["Drain slowly", "Fill"]);
    let refused = rejection(world.apply(&change(&id, &json!({"title": "x"}), seen())).await);
    assert_eq!(refused.code, FailureCode::StaleVersion, "the tasks are part of the version");

    let writes = world.writes().await;
    let unknown = json!({"operations": {"update": [{"id": "999999", "title": "x"}]}});
    let refused = rejection(world.apply(&change(&id, &unknown, None)).await);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/operations/update/0/id"));
    assert_eq!(world.writes().await, writes);
}

#[tokio::test]
async fn a_refused_operation_is_named_at_its_place_and_the_case_stands_in_part() {
    let world = world().await;
    let mut body = leak();
    body["operations"][1]["work_center_id"] = json!("eid:NOBODY");
    let refused = rejection(world.apply(&create(OF, &body)).await);
    assert_eq!(refused.code, FailureCode::PartiallyApplied);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/operations/1/work_center_id"));
    let ledger = world.whole_ledger().await;
    assert_eq!(ledger["support_cases"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_status_without_an_id_names_the_setting_and_sends_nothing() {
    let world = world().await;
    let id = made(&world, OF, &leak()).await;
    let writes = world.writes().await;
    let refused = rejection(world.apply(&act(OF, Verb::Cancel, &id)).await);
    assert!(refused.detail.contains("case_statuses.cancelled"), "{refused:?}");
    assert_eq!(world.writes().await, writes);
    world.apply(&act(OF, Verb::Close, &id)).await.unwrap();
    let refused = rejection(world.apply(&act(OF, Verb::Release, &id)).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(world.ledger("support_cases", &native(&id)).await["status"]["id"], "5");
}

#[tokio::test]
async fn an_order_is_deleted_with_its_tasks() {
    let world = world().await;
    let id = made(&world, OF, &leak()).await;
    world.apply(&act(OF, Verb::Delete, &id)).await.unwrap();
    let ledger = world.whole_ledger().await;
    assert_eq!((&ledger["support_cases"], &ledger["tasks"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn without_a_kind_both_kinds_are_listed_unless_cases_are_no_maintenance() {
    let world = world().await;
    let ids = [made(&world, OF, &pumps()).await, made(&world, OF, &leak()).await];
    let listed = async |world: &World, kind: Option<WorkOrderKind>| {
        let (visit, query) = (world.visit(), Query { limit: 10, kind, ..Query::default() });
        let page = visit.connector.list(&visit.session, OF, &query).await.unwrap();
        page.records.iter().map(|record| record.id().clone()).collect::<Vec<RecordId>>()
    };
    assert_eq!(listed(&world, None).await, ids);
    assert_eq!(listed(&world, Some(WorkOrderKind::Maintenance)).await, ids[1..]);
    let tickets = world.with(&json!({"maintenance_cases": false}));
    assert_eq!(listed(&tickets, None).await, ids[..1]);
    assert_eq!(
        rejection(tickets.apply(&create(OF, &leak())).await).errors[0].pointer.as_deref(),
        Some("/kind")
    );
}
