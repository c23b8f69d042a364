//! The admin interface: what the account holds, and what other people do to it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::world;
use crate::stock::on_hand;

#[tokio::test]
async fn the_ledger_lists_every_collection_and_tells_seed_from_written_records() {
    let world = world().await;
    let order = world.create_order("po-1").await;
    world
        .post(&format!("/record/v1/purchaseOrder/{order}/!transform/itemReceipt"), &json!({}))
        .await
        .new_id();
    world.post("/record/v1/vendor", &json!({"companyName": "Mine", "subsidiary": "1"})).await.new_id();
    let lines = json!({"items": [{"item": "701", "location": "12", "adjustQtyBy": 1}]});
    let body = json!({"account": "59", "subsidiary": "1", "inventory": lines});
    world.post("/record/v1/inventoryAdjustment", &body).await.new_id();
    let lines = json!({"items": [{"item": "701", "adjustQtyBy": 1}]});
    let body = json!({"subsidiary": "1", "location": "11", "transferLocation": "12", "inventory": lines});
    let transfer = world.post("/record/v1/inventoryTransfer", &body).await.new_id();
    let ledger = world.ledger().await;
    let written = |name: &str| {
        let records = ledger[name].as_array().unwrap().iter();
        records.filter(|record| record["created_by"] == "integration").count()
    };
    for (name, count) in [
        ("purchase_orders", 1),
        ("vendors", 1),
        ("inventory_adjustments", 1),
        ("inventory_transfers", 1),
        ("item_receipts", 1),
    ] {
        assert_eq!(written(name), count, "{name}");
    }
    assert_eq!(ledger["vendors"].as_array().unwrap().len(), 6);
    assert_eq!(ledger["vendors"][0]["created_by"], "seed");
    assert_eq!(ledger["inventory_transfers"][0]["inventory"]["items"][0]["adjustQtyBy"].to_string(), "1.0");
    let shelf = |location: &str| {
        let mut rows = ledger["stock"].as_array().unwrap().iter();
        rows.find(|row| row["item"] == "701" && row["location"] == location).unwrap().clone()
    };
    let expected = json!({"item": "701", "item_name": "TG11", "location": "12", "bin": null, "number": null,
                          "status": "Good", "quantity": "22"});
    assert_eq!((shelf("12"), &shelf("11")["quantity"]), (expected, &json!("101")));
    let one = world.admin(Method::GET, &format!("/ledger/inventory_transfers/{transfer}"), Value::Null).await;
    assert_eq!(one["id"], json!(transfer));
}

#[tokio::test]
async fn somebody_else_changes_a_record_and_moves_stock() {
    let world = world().await;
    let touched = world.admin(Method::POST, "/vendors/502/touch", json!({"phone": "+1 555 0199"})).await;
    assert_eq!(touched["phone"], "+1 555 0199");
    assert_eq!(world.get("/record/v1/vendor/502").await.json()["phone"], "+1 555 0199");
    let entry = json!({"item": "TG11", "location": "1010", "quantity": "-7"});
    let moved = world.admin(Method::POST, "/stock/move", entry).await;
    assert_eq!(moved["stock"][0]["quantity"], "93");
    assert_eq!(on_hand(&world, "701", "11").await, "93");
    let entry = json!({"item": "703", "location": "11", "number": "LOT-Z", "quantity": "3"});
    world.admin(Method::POST, "/stock/move", entry).await;
    assert_eq!(on_hand(&world, "703", "11").await, "15");
    world.admin(Method::POST, "/reset", Value::Null).await;
    assert_eq!(on_hand(&world, "701", "11").await, "100");
}

#[tokio::test]
async fn somebody_else_receives_a_lot_by_its_number() {
    let world = world().await;
    let lines = json!({"items": [{"item": "703", "quantity": 6}]});
    let order = json!({"entity": "501", "subsidiary": "1", "location": "11", "item": lines});
    let order = world.post("/record/v1/purchaseOrder", &order).await.new_id();
    let body = json!({"line": 1, "quantity": "4", "number": "LOT-Q"});
    let shown = world.admin(Method::POST, &format!("/purchase_orders/{order}/receive"), body).await;
    assert_eq!(shown["item"]["items"][0]["quantityReceived"].to_string(), "4.0");
    let ledger = world.ledger().await;
    assert_eq!(ledger["item_receipts"][0]["created_by"], "admin");
    let lot =
        ledger["stock"].as_array().unwrap().iter().find(|row| row["number"] == "LOT-Q").unwrap().clone();
    assert_eq!((&lot["quantity"], &lot["location"]), (&json!("4"), &json!("11")));
}
