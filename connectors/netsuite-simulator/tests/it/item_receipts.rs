//! Receipts of purchase orders: parts, lots, taking back, and what is on order.

use serde_json::{Value, json};

use crate::client::{World, world};
use crate::stock::{on_hand, rows, shelf, shelves};

const ORDERS: &str = "/record/v1/purchaseOrder";
const RECEIPTS: &str = "/record/v1/itemReceipt";

async fn receive(world: &World, order: &str, body: Value) -> crate::client::Reply {
    world.post(&format!("{ORDERS}/{order}/!transform/itemReceipt"), &body).await
}

async fn status(world: &World, order: &str) -> Value {
    world.get(&format!("{ORDERS}/{order}")).await.json()["status"]["id"].clone()
}

async fn on_order(world: &World, item: &str) -> Vec<Value> {
    let q =
        format!("SELECT quantityonorder FROM inventoryitemlocations WHERE item = {item} AND location = 11");
    rows(world, &q).await
}

#[tokio::test]
async fn a_part_is_received_under_an_external_id_of_its_own() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    assert_eq!(on_order(&world, "701").await, [json!({"quantityonorder": "2"})]);
    let body = json!({"externalId": "gr-1", "memo": "first truck", "item": {"items": [
        {"orderLine": 1, "quantity": 1, "itemReceive": true}, {"orderLine": 2, "itemReceive": false}]}});
    let id = receive(&world, &order, body.clone()).await.new_id();
    let shown = world.get(&format!("{RECEIPTS}/eid:gr-1?expandSubResources=true")).await.json();
    assert_eq!(
        (&shown["id"], &shown["memo"], &shown["createdFrom"]["id"]),
        (&json!(id), &json!("first truck"), &json!(order))
    );
    assert_eq!(shown["item"]["totalResults"], 1);
    assert_eq!(
        (on_hand(&world, "701", "11").await.as_str(), on_hand(&world, "702", "11").await.as_str()),
        ("101", "250")
    );
    assert_eq!(on_order(&world, "701").await, [json!({"quantityonorder": "1"})]);
    // The same external id again: refused, and neither order nor stock is touched.
    let reply = receive(&world, &order, body).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This record already exists.");
    assert_eq!(on_hand(&world, "701", "11").await, "101");
    let lines = world.get(&format!("{ORDERS}/{order}/item?expandSubResources=true")).await.json();
    assert_eq!(lines["items"][0]["quantityReceived"].to_string(), "1.0");
}

#[tokio::test]
async fn a_deleted_receipt_gives_quantities_status_and_stock_back() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    let id = receive(&world, &order, json!({})).await.new_id();
    assert_eq!(
        (status(&world, &order).await, on_hand(&world, "702", "11").await.as_str()),
        (json!("F"), "251.5")
    );
    assert_eq!(on_order(&world, "701").await, [json!({"quantityonorder": "0"})]);
    assert_eq!(world.delete(&format!("{RECEIPTS}/{id}")).await.status, 204);
    assert_eq!(
        (status(&world, &order).await, on_hand(&world, "702", "11").await.as_str()),
        (json!("B"), "250")
    );
    assert_eq!(on_order(&world, "701").await, [json!({"quantityonorder": "2"})]);
    let lines = world.get(&format!("{ORDERS}/{order}/item?expandSubResources=true")).await.json();
    assert_eq!(lines["items"][0]["quantityReceived"].to_string(), "0.0");
    receive(&world, &order, json!({})).await.new_id();
}

#[tokio::test]
async fn a_billed_receipt_stays() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    let id = receive(&world, &order, json!({})).await.new_id();
    let bill = json!({"line": 1, "quantity": "1"});
    world.admin(reqwest::Method::POST, &format!("/purchase_orders/{order}/bill"), bill).await;
    let reply = world.delete(&format!("{RECEIPTS}/{id}")).await;
    assert!(reply.error().1.contains("linked to by one or more transactions"), "{reply:?}");
    assert_eq!(on_hand(&world, "701", "11").await, "102");
}

#[tokio::test]
async fn lots_are_named_when_they_are_received_and_go_where_the_line_says() {
    let world = world().await;
    let body = json!({"entity": "501", "subsidiary": "1", "location": "11", "item": {"items": [{"item": "703", "quantity": 6}]}});
    let order = world.post(ORDERS, &body).await.new_id();
    let reply = receive(&world, &order, json!({})).await;
    let text = "Please configure the inventory detail in line 1 of the item list.";
    assert_eq!(reply.error().1, format!("Error while accessing a resource. {text}"));
    assert_eq!(status(&world, &order).await, "B");
    let body = json!({"item": {"items": [{"line": 1, "quantity": 5, "location": "12", "inventoryDetail": {
    "inventoryAssignment": {"items": [
        {"receiptInventoryNumber": "LOT-A", "quantity": 1},
        {"receiptInventoryNumber": "LOT-N", "expirationDate": "2030-01-01", "quantity": 4},
    ]}}}]}});
    receive(&world, &order, body).await.new_id();
    let expected = [
        shelf("11", "LOT-A", "Good", "10"),
        shelf("11", "LOT-B", "Good", "2"),
        shelf("12", "LOT-A", "Good", "1"),
        shelf("12", "LOT-N", "Good", "4"),
    ];
    assert_eq!(shelves(&world, "703").await, expected);
    assert_eq!(status(&world, &order).await, "E");
}

#[tokio::test]
async fn a_receipt_that_was_used_up_cannot_be_taken_back() {
    let world = world().await;
    let body = json!({"entity": "501", "subsidiary": "1", "location": "11", "item": {"items": [{"item": "706", "quantity": 1}]}});
    let order = world.post(ORDERS, &body).await.new_id();
    let detail = |field: &str, number: Value, quantity: i64| json!({"inventoryAssignment": {"items": [{field: number, "quantity": quantity}]}});
    let lines = json!({"item": {"items": [{"line": 1, "inventoryDetail": detail("receiptInventoryNumber", json!("SN-7"), 1)}]}});
    let id = receive(&world, &order, lines).await.new_id();
    let used = json!({"account": "59", "subsidiary": "1", "inventory": {"items": [{"item": "706", "location": "11",
        "adjustQtyBy": -1, "inventoryDetail": detail("issueInventoryNumber", json!({"refName": "SN-7"}), -1)}]}});
    world.post("/record/v1/inventoryAdjustment", &used).await.new_id();
    let reply = world.delete(&format!("{RECEIPTS}/{id}")).await;
    assert!(reply.error().1.contains("not sufficient: 0 of item SN01, number SN-7"), "{reply:?}");
    assert_eq!(status(&world, &order).await, "F");
}

#[tokio::test]
async fn a_receipt_is_made_from_its_order_only_and_can_be_previewed() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    let body = json!({"createdFrom": {"id": order}, "item": {"items": [{"item": "701", "quantity": 1, "location": "11"}]}});
    assert!(world.post(RECEIPTS, &body).await.error().1.contains("by transforming its order"));
    let path = format!("{ORDERS}/{order}/!transform/itemReceipt?expandSubResources=true");
    let request = world.request(reqwest::Method::POST, &path);
    let request = request.header("accept", "application/vnd.oracle.resource+json; type=create-form");
    let shown = crate::client::Reply::of(request.send().await.unwrap()).await.json();
    assert_eq!(shown["item"]["items"][1]["quantityRemaining"].to_string(), "1.5");
    assert_eq!(
        (status(&world, &order).await, on_hand(&world, "701", "11").await.as_str()),
        (json!("B"), "100")
    );
    assert_eq!(world.ledger().await["writes"], 1);
}

#[tokio::test]
async fn suiteql_tells_of_a_receipts_order_on_its_main_line() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    let id = receive(&world, &order, json!({})).await.new_id();
    let q = format!(
        "SELECT t.id FROM transaction t JOIN transactionline tl ON tl.transaction = t.id \
         WHERE t.type = 'ItemRcpt' AND tl.mainline = 'T' AND tl.createdfrom = {order}"
    );
    assert_eq!(rows(&world, &q).await, [json!({"id": id})]);
}
