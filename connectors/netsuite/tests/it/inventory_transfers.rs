//! Inventory transfers: from one location to the other, and back.

use erpgate_connector::WriteError;
use erpgate_model::{Query, Resource};
use serde_json::json;

use crate::admin::World;
use crate::warehouse::{creation, lost_and_repeated, reversal};

const OF: Resource = Resource::InventoryTransfer;

fn transfer(lines: &serde_json::Value) -> serde_json::Value {
    json!({"company_id": "1", "from_location_id": "11", "to_location_id": "12", "lines": lines})
}

#[tokio::test]
async fn a_transfer_whose_answer_is_lost_moves_the_goods_once() {
    let world = World::start().await;
    let lines = json!([
        {"item_id": "eid:TG11", "quantity": "4.25"},
        {"item_id": "703", "quantity": "3", "lot": "LOT-A"},
        {"item_id": "707", "quantity": "5", "from_bin_id": "32", "to_bin_id": "33"},
    ]);
    let receipt = lost_and_repeated(&world, &creation(OF, &transfer(&lines))).await.unwrap();
    assert_eq!(world.count("inventory_transfers").await, 1);
    assert_eq!(world.shelves("701").await, ["11 95.75", "12 24.25"]);
    assert_eq!(world.shelves("703").await, ["11 LOT-A 7", "11 LOT-B 2", "12 LOT-A 3"]);
    assert_eq!(world.shelves("707").await, ["11 A-01 50", "12 E-01 5"]);
    let held = world.ledger("inventory_transfers", receipt.id()).await;
    assert_eq!((&held["location"]["id"], &held["transferLocation"]["id"]), (&json!("11"), &json!("12")));
}

#[tokio::test]
async fn a_transfer_is_undone_by_one_that_goes_back_once() {
    let world = World::start().await;
    let items = ["701", "703", "706", "707"];
    let mut before = Vec::new();
    for item in items {
        before.push(world.shelves(item).await);
    }
    let lines = json!([
        {"item_id": "701", "quantity": "4"},
        {"item_id": "703", "quantity": "2.5", "lot": "LOT-A"},
        {"item_id": "706", "quantity": "2", "serials": ["SN-0001", "SN-0002"]},
        {"item_id": "707", "quantity": "5", "from_bin_id": "32", "to_bin_id": "33"},
    ]);
    let made = world.make(OF, &transfer(&lines)).await;
    let command = reversal(OF, made.id());
    lost_and_repeated(&world, &command).await.unwrap();
    world.apply(&command).await.unwrap();
    assert_eq!(world.count("inventory_transfers").await, 2);
    for (item, before) in items.into_iter().zip(before) {
        assert_eq!(world.shelves(item).await, before, "{item}");
    }
    let undone = world.look(OF, made.id()).await.unwrap().to_json();
    let by = erpgate_model::RecordId::new(undone["reversed_by"].as_str().unwrap());
    let back = world.look(OF, &by).await.unwrap().to_json();
    assert_eq!((&back["from_location_id"], &back["to_location_id"]), (&json!("12"), &json!("11")));
    assert_eq!(back["lines"][3]["from_bin_id"], "33");
    assert_eq!(back["lines"][2]["serials"], json!(["SN-0001", "SN-0002"]));
}

#[tokio::test]
async fn a_location_of_another_subsidiary_is_refused_at_its_field() {
    let world = World::start().await;
    let mut body = transfer(&json!([{"item_id": "701", "quantity": "1"}]));
    body["to_location_id"] = json!("21");
    let error = world.apply(&creation(OF, &body)).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/to_location_id"));
    assert_eq!(world.count("inventory_transfers").await, 0);
}

#[tokio::test]
async fn lists_are_narrowed_by_item_and_number() {
    let world = World::start().await;
    let one = world.make(OF, &transfer(&json!([{"item_id": "701", "quantity": "1"}]))).await;
    let other = world.make(OF, &transfer(&json!([{"item_id": "702", "quantity": "1"}]))).await;
    let number = other.to_json()["number"].as_str().map(str::to_owned);
    for (query, expected) in [
        (Query { item_id: Some("701".into()), ..Query::default() }, &one),
        (Query { number, ..Query::default() }, &other),
    ] {
        let visit = world.visit();
        let page = visit.connector.list(&visit.session, OF, &Query { limit: 10, ..query }).await.unwrap();
        assert_eq!(page.records, std::slice::from_ref(expected));
    }
}
