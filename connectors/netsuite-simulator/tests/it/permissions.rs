//! What a role may not do, and which features the account lacks.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World, with_switches, world};
use crate::stock::rows;

async fn give_role(world: &World, role: Value) {
    world.admin(Method::POST, "/roles", json!({"integration": role})).await;
}

async fn suiteql(world: &World, q: &str) -> Reply {
    let request = world.request(Method::POST, "/query/v1/suiteql").header("Prefer", "transient");
    Reply::of(request.json(&json!({"q": q})).send().await.unwrap()).await
}

#[tokio::test]
async fn a_role_sees_no_records_of_the_types_hidden_from_it() {
    let world = world().await;
    give_role(&world, json!({"hidden": ["vendor", "inventoryAdjustment"]})).await;
    for path in ["vendor", "vendor/501", "metadata-catalog/vendor"] {
        let reply = world.get(&format!("/record/v1/{path}")).await;
        let text = "Permission Violation: You need a higher level of the 'Lists -> Vendor' permission to access this \
                    page. Please contact your account administrator.";
        assert_eq!((reply.status, reply.error()), (403, ("INSUFFICIENT_PERMISSION".into(), text.into())));
    }
    let reply = world.post("/record/v1/inventoryAdjustment", &json!({})).await;
    assert!(reply.error().1.contains("'Transactions -> Inventory Adjustment'"), "{reply:?}");
    let names = world.get("/record/v1/metadata-catalog").await.json();
    let names: Vec<&Value> = names["items"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert!(names.contains(&&json!("purchaseOrder")) && !names.contains(&&json!("vendor")));
    assert!(
        suiteql(&world, "SELECT id FROM vendor").await.error().1.ends_with("Record 'vendor' was not found.")
    );
    assert_eq!(suiteql(&world, "SELECT id FROM vendoraddressbook").await.status, 400);
    world.admin(Method::POST, "/reset", Value::Null).await;
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 200);
}

#[tokio::test]
async fn a_role_that_may_only_look_cannot_write() {
    let world = world().await;
    give_role(&world, json!({"read_only": ["vendor"], "suiteql": false})).await;
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 200);
    let body = json!({"companyName": "New", "subsidiary": "1"});
    assert_eq!(world.post("/record/v1/vendor", &body).await.status, 403);
    assert_eq!(world.patch("/record/v1/vendor/501", &json!({"email": "a@b.example"})).await.status, 403);
    assert_eq!(world.delete("/record/v1/vendor/505").await.status, 403);
    assert_eq!(world.ledger().await["writes"], 0);
    let reply = suiteql(&world, "SELECT id FROM vendor").await;
    assert_eq!((reply.status, reply.error().0.as_str()), (403, "INSUFFICIENT_PERMISSION"));
}

#[tokio::test]
async fn an_account_without_multi_location_inventory_keeps_one_stock_and_no_transfers() {
    let world = with_switches(json!({"multi_location_inventory": false})).await;
    let reply = world.get("/record/v1/inventoryTransfer").await;
    assert_eq!(
        (reply.status, reply.error().1.as_str()),
        (404, "Record type 'inventoryTransfer' does not exist.")
    );
    let body = json!({"account": "59", "subsidiary": "1", "inventory": {"items": [{"item": "701", "adjustQtyBy": -20}]}});
    world.post("/record/v1/inventoryAdjustment", &body).await.new_id();
    let q = "SELECT quantityonhand FROM inventorybalance WHERE item = 701";
    assert_eq!(rows(&world, q).await, [json!({"quantityonhand": "100"})]);
    let item = world.get("/record/v1/inventoryItem/701?expandSubResources=true").await.json();
    assert_eq!((item["quantityOnHand"].to_string().as_str(), item.get("locations")), ("100.0", None));
    assert!(
        suiteql(&world, "SELECT item FROM aggregateitemlocation").await.error().1.contains("was not found")
    );
    assert!(
        suiteql(&world, "SELECT location FROM inventorybalance")
            .await
            .error()
            .1
            .contains("Unknown identifier")
    );
}
