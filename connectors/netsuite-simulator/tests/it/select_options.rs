//! The values that fields may take, asked for instead of writing.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World, world};

const MEDIA: &str = "application/vnd.oracle.resource+json; type=select-options";

async fn options(world: &World, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = world.request(method, &format!("/record/v1/{path}")).header("accept", MEDIA);
    let request = if let Some(body) = body { request.json(&body) } else { request };
    Reply::of(request.send().await.unwrap()).await
}

fn ids(options: &Value) -> Vec<&str> {
    let items = options["_selectOptions"]["items"].as_array().unwrap();
    items.iter().map(|option| option["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_values_are_those_of_the_record_as_it_would_be() {
    let world = world().await;
    let path = "inventoryAdjustment?fields=adjLocation,inventory.location";
    let reply = options(&world, Method::POST, path, Some(json!({"subsidiary": {"id": 2}}))).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, MEDIA));
    let shown = reply.json();
    assert_eq!(
        shown["adjLocation"]["_selectOptions"]["items"],
        json!([{"id": "21", "refName": "Hamburg Warehouse"}])
    );
    assert_eq!(ids(&shown["inventory"]["location"]), ["21"]);
    let reply = options(&world, Method::POST, "inventoryAdjustment?fields=adjLocation", None).await;
    assert_eq!(ids(&reply.json()["adjLocation"]), ["11", "12", "21"]);
    assert_eq!(world.ledger().await["writes"], 0);
}

#[tokio::test]
async fn choices_and_records_of_an_existing_vendor_are_listed_without_inactive_ones() {
    let world = world().await;
    let shown = options(&world, Method::PATCH, "vendor/501?fields=terms,emailPreference", None).await.json();
    assert_eq!(
        (ids(&shown["terms"]), ids(&shown["emailPreference"])),
        (vec!["1", "2", "3"], vec!["PDF", "HTML", "DEFAULT"])
    );
    let shown = options(&world, Method::POST, "purchaseOrder?fields=entity", None).await.json();
    assert_eq!(ids(&shown["entity"]), ["501", "502", "503", "504"]);
}

#[tokio::test]
async fn a_long_list_is_filtered_by_name_and_paged() {
    let world = world().await;
    let path = "vendor?fields=terms,currency&q=terms%20START_WITH%20net%2C%20currency%20CONTAIN%20%22o%22";
    let shown = options(&world, Method::POST, path, None).await.json();
    assert_eq!((ids(&shown["terms"]), ids(&shown["currency"])), (vec!["2", "3"], vec!["1", "2", "3"]));
    let shown = options(&world, Method::POST, "vendor?fields=currency&limit=2&offset=2", None).await.json();
    let page = &shown["currency"]["_selectOptions"];
    assert_eq!(
        (&page["totalResults"], &page["count"], &page["hasMore"]),
        (&json!(4), &json!(2), &json!(false))
    );
    assert_eq!(ids(&shown["currency"]), ["3", "4"]);
}

#[tokio::test]
async fn fields_must_be_named_and_have_values() {
    let world = world().await;
    for path in [
        "vendor",
        "vendor?fields=email",
        "vendor?fields=terms,planet",
        "vendor?fields=terms&q=terms%20NEAR%20x",
    ] {
        let reply = options(&world, Method::POST, path, None).await;
        assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_PARAMETER"), "{path}");
    }
}
