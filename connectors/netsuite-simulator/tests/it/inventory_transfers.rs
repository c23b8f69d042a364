//! Inventory transfers between locations of a subsidiary.

use serde_json::{Value, json};

use crate::client::world;
use crate::stock::{on_hand, rows, shelf, shelves};

const TRANSFERS: &str = "/record/v1/inventoryTransfer";

fn transfer(lines: &Value) -> Value {
    json!({"subsidiary": "1", "location": "11", "transferLocation": "12", "inventory": {"items": lines}})
}

#[tokio::test]
async fn a_transfer_takes_from_one_location_and_gives_to_the_other_until_it_is_deleted() {
    let world = world().await;
    let id = world.post(TRANSFERS, &transfer(&json!([{"item": "701", "adjustQtyBy": 12.5}]))).await.new_id();
    assert_eq!(
        (on_hand(&world, "701", "11").await, on_hand(&world, "701", "12").await),
        ("87.5".into(), "32.5".into())
    );
    let q = "SELECT type, tranid, BUILTIN.DF(transferlocation) AS destination FROM transaction";
    let expected = json!({"type": "InvTrnfr", "tranid": "IT101", "destination": "East Warehouse"});
    assert_eq!(rows(&world, q).await, [expected]);
    assert_eq!(world.delete(&format!("{TRANSFERS}/{id}")).await.status, 204);
    assert_eq!(
        (on_hand(&world, "701", "11").await, on_hand(&world, "701", "12").await),
        ("100".into(), "20".into())
    );
}

#[tokio::test]
async fn lots_keep_their_number_and_may_change_their_status_on_the_way() {
    let world = world().await;
    let line = json!({"item": "703", "adjustQtyBy": 4, "inventoryDetail": {"quantity": 4, "inventoryAssignment": {"items": [
        {"issueInventoryNumber": {"refName": "LOT-A"}, "quantity": 3},
        {"issueInventoryNumber": {"refName": "LOT-B"}, "toInventoryStatus": {"refName": "Hold"}, "quantity": 1},
    ]}}});
    world.post(TRANSFERS, &transfer(&json!([line]))).await.new_id();
    let expected = [
        shelf("11", "LOT-A", "Good", "7"),
        shelf("11", "LOT-B", "Good", "1"),
        shelf("12", "LOT-A", "Good", "3"),
        shelf("12", "LOT-B", "Hold", "1"),
    ];
    assert_eq!(shelves(&world, "703").await, expected);
    let serial = json!({"item": "706", "adjustQtyBy": 1, "inventoryDetail": {"inventoryAssignment": {"items": [
        {"issueInventoryNumber": {"refName": "SN-0001"}, "quantity": 1}]}}});
    world.post(TRANSFERS, &transfer(&json!([serial]))).await.new_id();
    let again = world.post(TRANSFERS, &transfer(&json!([serial]))).await;
    assert!(again.error().1.contains("not sufficient: 0 of item SN01, number SN-0001"), "{again:?}");
}

#[tokio::test]
async fn bins_are_left_and_reached() {
    let world = world().await;
    let line = json!({"item": "707", "adjustQtyBy": 10, "inventoryDetail": {"inventoryAssignment": {"items": [
        {"binNumber": {"refName": "A-01"}, "toBinNumber": {"refName": "E-01"}, "quantity": 10}]}}});
    world.post(TRANSFERS, &transfer(&json!([line]))).await.new_id();
    let expected = [
        shelf("11 A-01", "", "Good", "40"),
        shelf("11 A-02", "", "Good", "5"),
        shelf("12 E-01", "", "Good", "10"),
    ];
    assert_eq!(shelves(&world, "707").await, expected);
}

#[tokio::test]
async fn a_binned_part_needs_a_bin_of_the_location_it_goes_to() {
    let world = world().await;
    for (bin, text) in [
        (json!({"refName": "A-02"}), "Invalid Field Value 32 for the following field: toBinNumber"),
        (Value::Null, "Please enter value(s) for: To Bin"),
    ] {
        let row = json!({"binNumber": {"refName": "A-01"}, "toBinNumber": bin, "quantity": 1});
        let detail = json!({"inventoryAssignment": {"items": [row]}});
        let line = json!({"item": "707", "adjustQtyBy": 1, "inventoryDetail": detail});
        let reply = world.post(TRANSFERS, &transfer(&json!([line]))).await;
        assert!(reply.error().1.ends_with(text), "{reply:?}");
        let place = "inventory.items[0].inventoryDetail.inventoryAssignment.items[0].toBinNumber";
        assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], place);
    }
    assert_eq!(on_hand(&world, "707", "11").await, "55");
}

#[tokio::test]
async fn what_cannot_be_transferred_is_refused() {
    let world = world().await;
    let lines = json!([{"item": "701", "adjustQtyBy": 1}]);
    for (field, value, text) in [
        ("transferLocation", json!("11"), "Invalid Field Value 11 for the following field: transferLocation"),
        ("transferLocation", json!("21"), "Invalid Field Value 21 for the following field: transferLocation"),
        ("transferLocation", Value::Null, "Please enter value(s) for: To Location"),
        ("subsidiary", Value::Null, "Please enter value(s) for: Subsidiary"),
        (
            "inventory",
            json!({"items": [{"item": "701", "adjustQtyBy": -1}]}),
            "Invalid Field Value -1 for the following field: adjustQtyBy",
        ),
        ("inventory", json!({"items": []}), "You must enter at least one line item for this transaction."),
    ] {
        let mut body = transfer(&lines);
        body[field] = value;
        let reply = world.post(TRANSFERS, &body).await;
        assert!(reply.status == 400 && reply.error().1.ends_with(text), "{text}: {reply:?}");
    }
    assert_eq!(on_hand(&world, "701", "12").await, "20");
}
