//! Inventory adjustments: what they do to the stock, and that they do it once.

use erpgate_connector::WriteError;
use erpgate_model::{FailureCode, Query, Resource};
use serde_json::{Value, json};

use crate::admin::World;
use crate::warehouse::{adjustment, creation, lost_and_repeated, reversal};

const OF: Resource = Resource::InventoryAdjustment;

#[tokio::test]
async fn a_change_moves_the_stock_and_stands_where_the_table_says() {
    let world = World::start().await;
    let mut body = adjustment(&json!([
        {"item_id": "eid:TG11", "location_id": "11", "change": "-2.5", "unit_cost": "12.345"},
        {"item_id": "707", "location_id": "11", "bin_id": "32", "change": "4"},
    ]));
    body["external_id"] = json!("COUNT-7");
    body["notes"] = json!("counted");
    body["reason"] = json!("damaged");
    let visit = world.visit();
    let receipt = visit.apply(&creation(OF, &body), None).await.unwrap();
    assert_eq!(world.shelves("701").await, ["11 97.5", "12 20"]);
    assert_eq!(world.shelves("707").await, ["11 A-01 50", "11 A-02 9"]);
    let held = world.ledger("inventory_adjustments", receipt.id()).await;
    assert_eq!(held["externalId"], json!(visit.reference()));
    for (path, expected) in [
        ("/memo", "counted [external id: COUNT-7]"),
        ("/account/id", "59"),
        ("/subsidiary/id", "1"),
        ("/inventory/items/0/memo", "damaged"),
        ("/inventory/items/1/memo", "damaged"),
        ("/inventory/items/1/inventoryDetail/inventoryAssignment/items/0/binNumber/id", "32"),
    ] {
        assert_eq!(held.pointer(path), Some(&json!(expected)), "{path}");
    }
    assert_eq!(held["inventory"]["items"][0]["unitCost"].to_string(), "12.345");
}

#[tokio::test]
async fn what_leaves_is_chosen_from_the_lots_that_are_there() {
    let world = World::start().await;
    let lines = json!([
        {"item_id": "eid:TG20", "location_id": "11", "lot": "LOT-A", "change": "-4"},
        {"item_id": "706", "location_id": "11", "serials": ["SN-0001", "SN-0002"], "change": "-2"},
        {"item_id": "706", "location_id": "12", "serials": ["SN-7"], "change": "1"},
    ]);
    let made = world.make(OF, &adjustment(&lines)).await.to_json();
    assert_eq!(world.shelves("703").await, ["11 LOT-A 6", "11 LOT-B 2"]);
    assert_eq!(world.shelves("706").await, ["12 SN-7 1"]);
    assert_eq!(made["lines"][1]["serials"], json!(["SN-0001", "SN-0002"]));
    assert_eq!((&made["lines"][0]["lot"], &made["lines"][1]["lot"]), (&json!("LOT-A"), &Value::Null));

    let unknown = json!([{"item_id": "703", "location_id": "11", "lot": "LOT-Z", "change": "-1"}]);
    let error = world.apply(&creation(OF, &adjustment(&unknown))).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/0/lot"));
    assert_eq!(world.count("inventory_adjustments").await, 1);
}

#[tokio::test]
async fn a_level_is_reached_from_what_is_there() {
    let world = World::start().await;
    let lines = json!([
        {"item_id": "701", "location_id": "11", "set_to": "43.5", "expected_on_hand": "100"},
        {"item_id": "eid:TG12", "location_id": "eid:1010", "set_to": "260"},
        {"item_id": "702", "location_id": "12", "set_to": "5"},
        {"item_id": "707", "location_id": "11", "bin_id": "31", "set_to": "40", "expected_on_hand": "50.0"},
        {"item_id": "703", "location_id": "11", "lot": "LOT-B", "set_to": "0"},
    ]);
    let made = world.make(OF, &adjustment(&lines)).await.to_json();
    let changes: Vec<_> =
        made["lines"].as_array().unwrap().iter().map(|line| line["change"].clone()).collect();
    assert_eq!(changes, ["-56.5", "10", "5", "-10", "-2"]);
    assert_eq!(world.shelves("701").await, ["11 43.5", "12 20"]);
    assert_eq!(world.shelves("702").await, ["11 260", "12 5", "21 40"]);
    assert_eq!(world.shelves("707").await, ["11 A-01 40", "11 A-02 5"]);
    assert_eq!(world.shelves("703").await, ["11 LOT-A 10"]);
}

#[tokio::test]
async fn another_level_than_expected_is_stale_and_changes_nothing() {
    let world = World::start().await;
    let lines = json!([
        {"item_id": "702", "location_id": "11", "set_to": "1", "expected_on_hand": "250"},
        {"item_id": "701", "location_id": "11", "set_to": "40", "expected_on_hand": "43"},
    ]);
    let error = world.apply(&creation(OF, &adjustment(&lines))).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.code, FailureCode::StaleVersion);
    let errors: Vec<_> = rejection
        .errors
        .iter()
        .map(|error| (error.pointer.as_deref().unwrap(), error.detail.as_str()))
        .collect();
    assert_eq!(errors, [("/lines/1/expected_on_hand", "expected 43, NetSuite holds 100")]);
    assert_eq!(world.count("inventory_adjustments").await, 0);
}

#[tokio::test]
async fn a_line_at_its_level_is_left_out_and_nothing_is_made_of_none() {
    let world = World::start().await;
    let lines = json!([
        {"item_id": "701", "location_id": "11", "set_to": "100"},
        {"item_id": "702", "location_id": "11", "set_to": "251"},
    ]);
    let made = world.make(OF, &adjustment(&lines)).await.to_json();
    assert_eq!(made["lines"].as_array().unwrap().len(), 1);
    assert_eq!(made["lines"][0]["item_id"], "702");
    let receipt = world.apply(&creation(OF, &adjustment(&lines))).await.unwrap();
    assert_eq!(receipt.record_id, None);
    assert_eq!(world.count("inventory_adjustments").await, 1);
}

#[tokio::test]
async fn a_level_whose_answer_is_lost_is_reached_once() {
    let world = World::start().await;
    let lines = json!([{"item_id": "701", "location_id": "11", "set_to": "40", "expected_on_hand": "100"}]);
    let receipt = lost_and_repeated(&world, &creation(OF, &adjustment(&lines))).await.unwrap();
    assert_eq!(world.shelves("701").await, ["11 40", "12 20"]);
    assert_eq!(world.count("inventory_adjustments").await, 1);
    assert!(receipt.record_id.is_some(), "the first one was found");
}

#[tokio::test]
async fn a_change_is_undone_by_its_opposite_once() {
    let world = World::start().await;
    let before = [world.shelves("701").await, world.shelves("703").await, world.shelves("707").await];
    let lines = json!([
        {"item_id": "701", "location_id": "11", "change": "-2.5"},
        {"item_id": "703", "location_id": "11", "lot": "LOT-N", "change": "3"},
        {"item_id": "703", "location_id": "11", "lot": "LOT-A", "change": "-1"},
        {"item_id": "707", "location_id": "11", "bin_id": "31", "change": "-7"},
    ]);
    let made = world.make(OF, &adjustment(&lines)).await;
    let command = reversal(OF, made.id());
    let receipt = lost_and_repeated(&world, &command).await.unwrap();
    assert_eq!(receipt.id(), made.id());
    world.apply(&command).await.unwrap();
    assert_eq!(world.count("inventory_adjustments").await, 2);
    assert_eq!([world.shelves("701").await, world.shelves("703").await, world.shelves("707").await], before);
    let undone = world.look(OF, made.id()).await.unwrap();
    assert_eq!(undone.version(), made.version(), "the adjustment itself did not change");
    let by = undone.to_json()["reversed_by"].as_str().unwrap().to_owned();
    let opposite = world.look(OF, &erpgate_model::RecordId::new(by)).await.unwrap().to_json();
    assert_eq!(opposite["reverses"], json!(made.id()));
    assert_eq!(
        opposite["notes"],
        json!(format!("Reversal of {}", made.to_json()["number"].as_str().unwrap()))
    );
    assert_eq!(opposite["lines"][3]["change"], "7");
}

#[tokio::test]
async fn goods_that_are_gone_cannot_be_taken_back() {
    let world = World::start().await;
    let lines = json!([{"item_id": "706", "location_id": "11", "serials": ["SN-7"], "change": "1"}]);
    let made = world.make(OF, &adjustment(&lines)).await;
    let gone = json!([{"item_id": "706", "location_id": "11", "serials": ["SN-7"], "change": "-1"}]);
    world.make(OF, &adjustment(&gone)).await;
    let error = world.apply(&reversal(OF, made.id())).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert!(rejection.detail.contains("not sufficient"), "{rejection:?}");
    assert_eq!(world.look(OF, made.id()).await.unwrap().to_json()["reversed_by"], Value::Null);
}

#[tokio::test]
async fn lists_are_narrowed_by_what_the_lines_and_the_memo_say() {
    let world = World::start().await;
    let line = |item: &str, location: &str| json!({"item_id": item, "location_id": location, "change": "1"});
    let mut body = adjustment(&json!([line("701", "11"), line("701", "12")]));
    body["external_id"] = json!("A_1");
    let one = world.make(OF, &body).await;
    body["external_id"] = json!("AX1");
    let other = world.make(OF, &body).await;
    let third = world.make(OF, &adjustment(&json!([line("702", "11")]))).await;
    let list = async |query: Query| {
        let visit = world.visit();
        let page = visit.connector.list(&visit.session, OF, &Query { limit: 10, ..query }).await.unwrap();
        page.records.iter().map(|record| record.id().clone()).collect::<Vec<_>>()
    };
    let text = |text: &str| Some(text.to_owned());
    let all = [one.id().clone(), other.id().clone(), third.id().clone()];
    assert_eq!(list(Query { external_id: text("A_1"), ..Query::default() }).await, all[..1]);
    assert_eq!(list(Query { item_id: text("701"), ..Query::default() }).await, all[..2]);
    let both = Query { item_id: text("702"), location_id: text("12"), ..Query::default() };
    assert_eq!(list(both).await, []);
    assert_eq!(list(Query { location_id: text("11"), ..Query::default() }).await, all);
}

#[tokio::test]
async fn a_refusal_points_at_the_field_that_was_sent() {
    let world = World::start().await;
    for (line, pointer) in [
        (json!({"item_id": "703", "location_id": "11", "lot": "LOT-B", "change": "-3"}), "/lines/1/lot"),
        (json!({"item_id": "703", "location_id": "11", "set_to": "3"}), "/lines/1"),
        (json!({"item_id": "701", "location_id": "21", "change": "1"}), "/lines/1/location_id"),
    ] {
        let first = if line.get("set_to").is_some() {
            json!({"item_id": "702", "location_id": "11", "set_to": "1"})
        } else {
            json!({"item_id": "702", "location_id": "11", "change": "1"})
        };
        let error = world.apply(&creation(OF, &adjustment(&json!([first, line])))).await.unwrap_err();
        let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
        let at = rejection.errors[0].pointer.as_deref().unwrap();
        assert!(at.starts_with(pointer), "{at}: {rejection:?}");
        assert!(rejection.errors[0].native.is_some());
    }
    assert_eq!(world.count("inventory_adjustments").await, 0);
}
