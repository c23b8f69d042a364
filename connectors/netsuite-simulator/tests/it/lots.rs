//! Lots, serial numbers, bins and statuses in the inventory detail of adjustments.

use serde_json::{Value, json};

use crate::client::world;
use crate::inventory_adjustments::{ADJUSTMENTS, adjustment, line};
use crate::stock::{on_hand, rows, shelf, shelves};

#[tokio::test]
async fn lots_come_and_go_by_number_and_their_records_tell_what_is_left() {
    let world = world().await;
    let mut plus = line("703", "11", "5");
    plus["inventoryDetail"] = json!({"quantity": 5, "inventoryAssignment": {"items": [
        {"receiptInventoryNumber": "LOT-A", "quantity": 2},
        {"receiptInventoryNumber": "LOT-C", "expirationDate": "2029-01-31", "inventoryStatus": {"id": "2"}, "quantity": 3},
    ]}});
    let mut minus = line("703", "11", "-2");
    minus["inventorydetail"] = json!({"inventoryassignment": {"items": [
        {"issueinventorynumber": {"refName": "LOT-B"}, "quantity": -2},
    ]}});
    let id = world.post(ADJUSTMENTS, &adjustment(&json!([plus, minus]))).await.new_id();
    assert_eq!(
        shelves(&world, "703").await,
        [shelf("11", "LOT-A", "Good", "12"), shelf("11", "LOT-C", "Hold", "3")]
    );
    let q = "SELECT n.inventorynumber, n.expirationdate, l.quantityonhand, l.quantityavailable FROM inventorynumber n \
             JOIN inventorynumberlocation l ON l.inventorynumber = n.id WHERE n.item = 703 ORDER BY n.id";
    let seen = rows(&world, q).await;
    let lot_c = json!({"inventorynumber": "LOT-C", "expirationdate": "1/31/2029", "quantityonhand": "3", "quantityavailable": "0"});
    assert_eq!((&seen[1]["quantityonhand"], &seen[2]), (&json!("0"), &lot_c));
    let at =
        format!("{ADJUSTMENTS}/{id}/inventory/1/inventoryDetail/inventoryAssignment?expandSubResources=true");
    let detail = world.get(&at).await.json();
    assert_eq!(detail["items"][1]["receiptInventoryNumber"], "LOT-C");
    assert_eq!(detail["items"][1]["inventoryStatus"]["refName"], "Hold");
    assert_eq!(world.delete(&format!("{ADJUSTMENTS}/{id}")).await.status, 204);
    assert_eq!(
        shelves(&world, "703").await,
        [shelf("11", "LOT-A", "Good", "10"), shelf("11", "LOT-B", "Good", "2")]
    );
}

#[tokio::test]
async fn a_serial_number_is_one_piece_in_one_place() {
    let world = world().await;
    let serial = |change: i64, rows: Value| {
        let mut line = line("706", "11", &change.to_string());
        line["inventoryDetail"] = json!({"inventoryAssignment": {"items": rows}});
        adjustment(&json!([line]))
    };
    let reply =
        world.post(ADJUSTMENTS, &serial(2, json!([{"receiptInventoryNumber": "SN-9", "quantity": 2}]))).await;
    assert!(
        reply.error().1.ends_with("Invalid Field Value 2 for the following field: quantity"),
        "{reply:?}"
    );
    let again = serial(1, json!([{"receiptInventoryNumber": "SN-0001", "quantity": 1}]));
    assert!(world.post(ADJUSTMENTS, &again).await.error().1.ends_with("SN-0001 is already on hand."));
    let gone = serial(-1, json!([{"issueInventoryNumber": {"refName": "SN-0001"}, "quantity": -1}]));
    world.post(ADJUSTMENTS, &gone).await.new_id();
    world.post(ADJUSTMENTS, &again).await.new_id();
    assert_eq!(on_hand(&world, "706", "11").await, "2");
}

#[tokio::test]
async fn goods_change_their_bin_and_status_by_two_offsetting_lines() {
    let world = world().await;
    let at = |change: i64, bin: Value, status: &str| {
        let mut line = line("707", "11", &change.to_string());
        line["inventoryDetail"] = json!({"inventoryAssignment": {"items": [
            {"binNumber": bin, "inventoryStatus": {"id": status}, "quantity": change}]}});
        line
    };
    let lines = json!([at(-4, json!({"refName": "A-01"}), "1"), at(4, json!({"id": "32"}), "2")]);
    world.post(ADJUSTMENTS, &adjustment(&lines)).await.new_id();
    let expected = [
        shelf("11 A-01", "", "Good", "46"),
        shelf("11 A-02", "", "Good", "5"),
        shelf("11 A-02", "", "Hold", "4"),
    ];
    assert_eq!(shelves(&world, "707").await, expected);
    let q = "SELECT quantityonhand, quantityavailable FROM aggregateitemlocation WHERE item = 707";
    assert_eq!(rows(&world, q).await, [json!({"quantityonhand": "55", "quantityavailable": "51"})]);
    let elsewhere = adjustment(&json!([at(1, json!({"id": "33"}), "1")]));
    assert!(
        world
            .post(ADJUSTMENTS, &elsewhere)
            .await
            .error()
            .1
            .ends_with("Value 33 for the following field: binNumber")
    );
}
