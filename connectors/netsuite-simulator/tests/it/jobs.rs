//! Asynchronous requests, batches and transformations.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, order, with_switches, world};

const ORDERS: &str = "/record/v1/purchaseOrder";

#[tokio::test]
async fn an_asynchronous_create_is_a_job_whose_result_is_the_usual_answer() {
    let world = world().await;
    let send = async || {
        let request = world.request(Method::POST, ORDERS).header("Prefer", "respond-async");
        let request = request.header("X-NetSuite-Idempotency-Key", "7a1b8f1e-0000-4000-8000-000000000001");
        Reply::of(request.json(&order("po-1")).send().await.unwrap()).await
    };
    let reply = send().await;
    assert_eq!((reply.status, reply.header("preference-applied")), (202, "respond-async"));
    let job = reply.header("location").split("/services/rest").nth(1).unwrap().to_owned();
    let shown = world.get(&job).await.json();
    assert_eq!((&shown["completed"], &shown["progress"]), (&json!(true), &json!("succeeded")));
    let result = world.get(&format!("{job}/task/1/result")).await;
    assert_eq!(result.new_id(), "1");
    let again = send().await;
    assert_eq!((again.status, again.error().0.as_str()), (400, "IDEMPOTENCY_ERROR"));
    assert_eq!(
        (again.header("location"), &again.json()["title"]),
        (reply.header("location"), &json!("Conflict"))
    );
    assert_eq!(world.ledger().await["purchase_orders"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_job_stays_pending_for_the_delay_of_the_account() {
    let world = with_switches(json!({"async_delay_ms": 600_000})).await;
    let request = world.request(Method::POST, ORDERS).header("Prefer", "respond-async");
    let reply = Reply::of(request.json(&order("po-1")).send().await.unwrap()).await;
    let job = reply.header("location").split("/services/rest").nth(1).unwrap().to_owned();
    assert_eq!(world.get(&job).await.json()["progress"], "pending");
    assert_eq!(world.ledger().await["purchase_orders"], json!([]));
}

#[tokio::test]
async fn a_batch_has_one_result_for_each_record() {
    let world = world().await;
    let body = json!({"items": [order("po-1"), order("po-1"), order("po-2")]});
    let batch = "application/vnd.oracle.resource+json; type=collection";
    let send = |asynchronous: bool| {
        let request =
            world.request(Method::POST, ORDERS).header("content-type", batch).body(body.to_string());
        if asynchronous { request.header("Prefer", "respond-async") } else { request }
    };
    assert_eq!(send(false).send().await.unwrap().status().as_u16(), 400);
    let reply = Reply::of(send(true).send().await.unwrap()).await;
    let job = reply.header("location").split("/services/rest").nth(1).unwrap().to_owned();
    assert_eq!(world.get(&job).await.json()["progress"], "failed");
    assert_eq!(world.get(&format!("{job}/task")).await.json()["totalResults"], 3);
    assert_eq!(world.get(&format!("{job}/task/2/result")).await.error().0, "USER_ERROR");
    assert_eq!(world.get(&format!("{job}/task/3/result")).await.status, 204);
    let request =
        world.request(Method::DELETE, &format!("{ORDERS}?ids=1,eid:po-2")).header("Prefer", "respond-async");
    assert_eq!(request.send().await.unwrap().status().as_u16(), 202);
    assert_eq!(world.ledger().await["purchase_orders"], json!([]));
}

#[tokio::test]
async fn a_receipt_made_from_an_order_moves_the_order_and_the_stock() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let path = format!("{ORDERS}/{id}/!transform/itemReceipt");
    let part = json!({"externalId": "receipt-1", "item": {"items": [
        {"orderLine": 1, "quantity": 1.5, "itemReceive": true},
        {"orderLine": 2, "itemReceive": false},
    ]}});
    let reply = world.post(&path, &part).await;
    let receipt = reply.new_id();
    assert_eq!(reply.header("location"), world.url(&format!("/record/v1/itemReceipt/{receipt}")));
    let order = world.get(&format!("{ORDERS}/{id}?expandSubResources=true")).await.json();
    assert_eq!(order["status"]["id"], "E");
    assert_eq!(order["item"]["items"][0]["quantityReceived"].to_string(), "1.5");
    let stock = world.get("/record/v1/inventoryItem/701?expandSubResources=true").await.json();
    assert_eq!(stock["locations"]["items"][0]["quantityOnHand"].to_string(), "101.5");
    let too_much = json!({"item": {"items": [{"line": 1, "quantity": 9}]}});
    assert_eq!(world.post(&path, &too_much).await.error().0, "INVALID_CONTENT");
    let rest = Reply::of(world.request(Method::POST, &path).send().await.unwrap()).await;
    assert_eq!(rest.status, 204);
    assert_eq!(world.get(&format!("{ORDERS}/{id}")).await.json()["status"]["id"], "F");
    let reply = world.get(&format!("/record/v1/purchaseOrder/{receipt}")).await;
    let text = "Error while accessing a resource. Transaction type specified is incorrect.";
    assert_eq!((reply.status, reply.error().1.as_str()), (400, text));
    let reply = world
        .post(
            "/record/v1/purchaseOrder",
            &json!({"externalId": "receipt-1", "entity": "501",
        "item": {"items": [{"item": "701"}]}}),
        )
        .await;
    assert_eq!(reply.error().1, "Error while accessing a resource. This record already exists.");
    assert_eq!(world.admin(Method::GET, "/ledger/count", Value::Null).await["writes"], 3);
}
