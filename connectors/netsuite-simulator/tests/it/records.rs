//! Master data, lists, and what the services answer around records.

use reqwest::Method;
use serde_json::json;

use crate::client::{Reply, world};

#[tokio::test]
async fn master_data_is_read_by_internal_and_external_id_in_any_case() {
    let world = world().await;
    for (path, name, value) in [
        ("vendor/eid:10300001", "entityId", "V-501"),
        ("VENDOR/501", "entityId", "V-501"),
        ("inventoryitem/eid:TG11", "itemId", "TG11"),
        ("nonInventoryPurchaseItem/711", "itemId", "SERVICE-KIT"),
        ("location/eid:1010", "name", "Main Warehouse"),
        ("subsidiary/1", "name", "Parent Company"),
        ("account/121", "acctNumber", "6200"),
        ("currency/2", "symbol", "EUR"),
        ("term/2", "name", "Net 30"),
        ("department/1", "name", "Operations"),
        ("classification/1", "name", "Hardware"),
        ("employee/301", "firstName", "Buyer"),
    ] {
        let body = world.get(&format!("/record/v1/{path}")).await.json();
        assert_eq!(body[name], value, "{path}");
    }
    let reply = world.get("/record/v1/bad-path/1").await;
    assert_eq!((reply.status, reply.error().1.as_str()), (404, "Record type 'bad-path' does not exist."));
}

#[tokio::test]
async fn a_list_has_ids_and_links_and_pages_that_fit_the_limit() {
    let world = world().await;
    let body = world.get("/record/v1/vendor?limit=2&offset=2").await.json();
    assert_eq!(
        (&body["count"], &body["totalResults"], &body["hasMore"]),
        (&json!(2), &json!(5), &json!(true))
    );
    let row = &body["items"][0];
    assert_eq!(
        row,
        &json!({"links": [{"rel": "self", "href": world.url("/record/v1/vendor/503")}], "id": "503"})
    );
    let rels: Vec<_> =
        body["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap()).collect();
    assert_eq!(rels, ["next", "last", "first", "previous", "self"]);
    let reply = world.get("/record/v1/vendor?limit=2&offset=3").await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_PARAMETER"));
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorQueryParam"], "offset");
}

#[tokio::test]
async fn a_vendor_is_created_changed_and_kept_as_long_as_orders_need_it() {
    let world = world().await;
    let body = json!({"companyName": "New Supplier", "subsidiary": {"id": "1"}, "externalId": "v-1",
        "addressbook": {"items": [{"label": "HQ", "addressbookaddress": {"city": "Austin", "country": "US"}}]}});
    let id = world.post("/record/v1/vendor", &body).await.new_id();
    let shown = world.get(&format!("/record/v1/vendor/{id}?expandSubResources=true")).await.json();
    assert_eq!(
        (&shown["entityId"], &shown["currency"]["refName"]),
        (&json!("New Supplier"), &json!("US Dollar"))
    );
    let address = &shown["addressBook"]["items"][0]["addressBookAddress"];
    assert_eq!((&address["city"], &address["country"]["id"]), (&json!("Austin"), &json!("US")));
    let reply =
        world.post("/record/v1/vendor", &json!({"companyName": "New Supplier", "subsidiary": "1"})).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This entity already exists.");
    let reply = world.post("/record/v1/vendor", &json!({"companyName": "Elsewhere"})).await;
    assert_eq!(
        reply.error().1,
        "Error while accessing a resource. Please enter value(s) for: Primary Subsidiary"
    );
    let order = json!({"entity": {"id": id}, "item": {"items": [{"item": {"id": "701"}}]}});
    let order_id = world.post("/record/v1/purchaseOrder", &order).await.new_id();
    assert!(world.delete(&format!("/record/v1/vendor/{id}")).await.error().1.contains("dependent records"));
    assert_eq!(world.delete(&format!("/record/v1/purchaseOrder/{order_id}")).await.status, 204);
    assert_eq!(world.delete(&format!("/record/v1/vendor/{id}")).await.status, 204);
}

#[tokio::test]
async fn the_catalogue_describes_the_types_with_their_custom_fields() {
    let world = world().await;
    let all = world.get("/record/v1/metadata-catalog").await.json();
    assert!(all["items"].as_array().unwrap().iter().any(|one| one["name"] == "purchaseOrder"));
    let path = "/record/v1/metadata-catalog/purchaseOrder";
    let request = world.request(Method::GET, path).header("accept", "application/schema+json");
    let schema = Reply::of(request.send().await.unwrap()).await.json();
    assert_eq!(schema["properties"]["custbody_project_code"]["x-ns-custom-field"], true);
    assert_eq!(schema["properties"]["total"]["readOnly"], true);
    let path = "/record/v1/metadata-catalog?select=vendor,purchaseOrder";
    let request = world.request(Method::GET, path).header("accept", "application/swagger+json");
    let document = Reply::of(request.send().await.unwrap()).await.json();
    assert!(document["components"]["schemas"]["purchaseOrder-itemElement"]["properties"]["rate"].is_object());
}

#[tokio::test]
async fn options_needs_no_login_and_the_limits_can_be_read() {
    let world = world().await;
    let request = world.http.request(Method::OPTIONS, world.url("/*"));
    assert_eq!(request.send().await.unwrap().status().as_u16(), 204);
    let limits = world.get("/system/v1/governanceLimits").await.json();
    assert_eq!(limits["accountConcurrencyLimit"], 5);
    assert_eq!(world.get("/record/v2/vendor").await.status, 404);
}
