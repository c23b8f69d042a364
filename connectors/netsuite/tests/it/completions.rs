//! What was produced: in NetSuite's stock, in its orders, and taken back.

use erpgate_connector::WriteError;
use erpgate_connector_suite::Visit;
use erpgate_model::{FailureCode, Query, RecordId, Resource, Verb};
use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::account::connector;
use crate::admin::World;
use crate::scripted::{Server, answer, made as made_document, token};
use crate::work_orders::{act, create, made, native, pumps, rejection};

const OF: Resource = Resource::WorkOrderCompletion;

pub(crate) async fn released(world: &World, type_id: &str) -> RecordId {
    let mut body = pumps();
    body["type_id"] = json!(type_id);
    let id = made(world, Resource::WorkOrder, &body).await;
    world.apply(&act(Resource::WorkOrder, Verb::Release, &id)).await.unwrap();
    id
}

pub(crate) async fn on_hand(world: &World, item: &str) -> String {
    let ledger = world.whole_ledger().await;
    let stock = ledger["stock"].as_array().unwrap().iter();
    let mut of_item = stock.filter(|row| row["item"] == item && row["location"] == "11");
    of_item.next().map_or_else(
        || "0".to_owned(),
        |row| row["quantity"].as_str().map_or(row["quantity"].to_string(), str::to_owned),
    )
}

#[tokio::test]
async fn a_build_moves_stock_and_order_and_its_end_takes_all_of_it_back() {
    let world = World::start().await;
    let order = released(&world, "assembly").await;
    let before = (on_hand(&world, "733").await, on_hand(&world, "701").await);
    let id = made(&world, OF, &json!({"work_order_id": order, "quantity": "2", "notes": "first two"})).await;
    let held = world.ledger("assembly_builds", &native(&id)).await;
    assert_eq!((&held["memo"], held["quantity"].to_string()), (&json!("first two"), "2.0".to_owned()));
    assert_ne!((on_hand(&world, "733").await, on_hand(&world, "701").await), before);
    assert_eq!(world.shown(Resource::WorkOrder, &order).await["completed_quantity"], "2");
    assert_eq!(world.shown(OF, &id).await["work_order_id"], json!(order));

    world.apply(&act(OF, Verb::Reverse, &id)).await.unwrap();
    assert_eq!((on_hand(&world, "733").await, on_hand(&world, "701").await), before);
    assert_eq!(world.whole_ledger().await["assembly_builds"], json!([]));
    assert_eq!(world.shown(Resource::WorkOrder, &order).await["status"], "released");
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_build_although_the_order_is_built_by_then() {
    let world = World::start().await;
    let order = released(&world, "assembly").await;
    world.post("/faults", &json!({"kind": "lose_answer"})).await;
    let command = create(OF, &json!({"work_order_id": order, "quantity": "3"}));
    let visit = world.visit();
    assert!(matches!(visit.apply(&command, None).await, Err(WriteError::Unknown(_))));
    assert_eq!(world.shown(Resource::WorkOrder, &order).await["status"], "completed");
    let again = Visit::stamping(&world.connector, visit.reference().clone());
    let receipt = again.repeat(&command, None).await.unwrap();
    let builds = world.whole_ledger().await["assembly_builds"].take();
    assert_eq!(builds.as_array().map(Vec::len), Some(1));
    assert_eq!(
        world.ledger("assembly_builds", &native(receipt.id())).await["externalId"],
        json!(visit.reference())
    );
}

#[tokio::test]
async fn nothing_is_produced_for_an_order_that_is_not_released() {
    let world = World::start().await;
    let order = made(&world, Resource::WorkOrder, &pumps()).await;
    let writes = world.writes().await;
    let command = create(OF, &json!({"work_order_id": order, "quantity": "1"}));
    let refused = rejection(world.apply(&command).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(refused.detail, "the work order is planned: release it first");
    let unknown = create(OF, &json!({"work_order_id": "production:999999", "quantity": "1"}));
    let refused = rejection(world.apply(&unknown).await);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/work_order_id"));
    assert_eq!(world.writes().await, writes);
}

#[tokio::test]
async fn work_in_process_is_completed_with_its_components_and_scrap() {
    let world = World::start().await;
    let order = released(&world, "wip").await;
    let body = json!({"work_order_id": order, "quantity": "1", "scrapped_quantity": "0.5"});
    let id = made(&world, OF, &body).await;
    let held = world.ledger("work_order_completions", &native(&id)).await;
    assert_eq!(held["isBackflush"], json!(true));
    assert_eq!(held["component"]["items"].as_array().map(Vec::len), Some(3));
    let shown = world.shown(OF, &id).await;
    assert_eq!((&shown["quantity"], &shown["scrapped_quantity"]), (&json!("1"), &json!("0.5")));
    let bare = json!({"work_order_id": order, "quantity": "1", "custom_fields": {"isBackflush": false}});
    let id = made(&world, OF, &bare).await;
    assert_eq!(world.ledger("work_order_completions", &native(&id)).await["isBackflush"], json!(false));
}

#[tokio::test]
async fn scrap_without_work_in_process_is_refused_at_its_place() {
    let world = World::start().await;
    let order = released(&world, "assembly").await;
    let body = json!({"work_order_id": order, "quantity": "1", "scrapped_quantity": "1"});
    let refused = rejection(world.apply(&create(OF, &body)).await);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/scrapped_quantity"));
    assert_eq!(world.whole_ledger().await["assembly_builds"], json!([]));
}

#[tokio::test]
async fn lists_hold_builds_and_completions_of_one_order_or_of_all() {
    let world = World::start().await;
    let (plain, wip) = (released(&world, "assembly").await, released(&world, "wip").await);
    let mut ids = Vec::new();
    for order in [&plain, &wip, &plain] {
        ids.push(made(&world, OF, &json!({"work_order_id": order, "quantity": "1"})).await);
    }
    let listed = async |order: Option<&RecordId>| {
        let (mut query, visit) = (Query { limit: 1, ..Query::default() }, world.visit());
        query.work_order_id = order.map(|id| id.as_str().to_owned());
        let mut found = Vec::new();
        loop {
            let page = visit.connector.list(&visit.session, OF, &query).await.unwrap();
            found.extend(page.records.iter().map(|record| record.id().clone()));
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                return found;
            }
        }
    };
    assert_eq!(listed(None).await, [ids[0].clone(), ids[2].clone(), ids[1].clone()]);
    assert_eq!(listed(Some(&wip)).await, [ids[1].clone()]);
    assert_eq!(listed(Some(&RecordId::new("maintenance:1"))).await, Vec::<RecordId>::new());
}

#[tokio::test]
async fn a_lot_travels_in_the_inventory_detail_of_the_transformation() {
    let held = json!({"id": "7", "orderStatus": {"id": "B"}, "isWip": false, "item": {"items": []}});
    let server = Server::start([token("t", &json!(3600)), answer(200, &held), made_document("88")]).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    let body = json!({"work_order_id": "production:7", "quantity": "2.5", "lot": "L-1"});
    let receipt = visit.apply(&create(OF, &body), None).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("production:88"));
    assert_eq!(server.lines()[1], "POST /services/rest/record/v1/workOrder/7/!transform/assemblyBuild");
    let sent: Value = serde_json::from_str(&server.requests().last().unwrap().body).unwrap();
    assert_eq!(sent["externalId"], json!(visit.reference()));
    assert_eq!(
        sent["inventoryDetail"].to_string(),
        r#"{"quantity":2.5,"inventoryAssignment":{"items":[{"receiptInventoryNumber":"L-1","quantity":2.5}]}}"#
    );
}
