//! What a role may not do, which features the account lacks, and which values a field may take.

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

#[tokio::test]
async fn the_values_of_a_field_are_listed_for_the_record_as_it_would_be() {
    let world = world().await;
    let options = async |path: &str, body: Value| {
        let method = if path.contains("/vendor/") { Method::PATCH } else { Method::POST };
        let request = world.request(method, path);
        let request = request.header("accept", "application/vnd.oracle.resource+json; type=select-options");
        let reply = Reply::of(request.json(&body).send().await.unwrap()).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(reply.header("content-type"), "application/vnd.oracle.resource+json; type=select-options");
        reply.json()
    };
    let shown =
        options("/record/v1/inventoryAdjustment?fields=adjLocation", json!({"subsidiary": "2"})).await;
    assert_eq!(
        shown,
        json!({"adjLocation": {"_selectOptions": [{"id": "21", "refName": "Hamburg Warehouse"}]}})
    );
    let shown = options("/record/v1/vendor/501?fields=terms,emailPreference,email", json!({})).await;
    let ids = |field: &str| {
        let list = shown[field]["_selectOptions"].as_array().unwrap().iter();
        list.map(|option| option["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (ids("terms"), ids("emailPreference")),
        (vec!["1".into(), "2".into(), "3".into()], vec!["PDF".into(), "HTML".into(), "DEFAULT".into()],)
    );
    assert!(shown.get("email").is_none());
    let shown = options("/record/v1/purchaseOrder?fields=entity", json!({})).await;
    let vendors = shown["entity"]["_selectOptions"].as_array().unwrap();
    assert!(!vendors.iter().any(|vendor| vendor["id"] == "505"), "505 is inactive");
    assert_eq!(world.ledger().await["writes"], 0);
}
