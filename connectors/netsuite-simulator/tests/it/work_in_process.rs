//! Work orders with work in process: issues, completions, closes and routing operations.

use serde_json::{Value, json};

use crate::client::{Reply, World, world};
use crate::stock::{on_hand, rows};
use crate::work_orders::{create, pumps, read, status};

fn in_process(external_id: &str) -> Value {
    let mut body = pumps(external_id);
    body["isWip"] = json!(true);
    body
}

fn routed(external_id: &str) -> Value {
    let mut body = in_process(external_id);
    body["manufacturingRouting"] = json!({"externalId": "FG100-MAIN"});
    body
}

async fn transform(world: &World, order: &str, target: &str, body: &Value) -> Reply {
    world.post(&format!("{order}/!transform/{target}"), body).await
}

/// Sequence, completed quantity and status of the order's operations.
async fn operations(world: &World, order: &str) -> Vec<Value> {
    let id = order.rsplit('/').next().unwrap();
    let q = format!(
        "SELECT operationsequence AS seq, completedquantity AS done, status FROM manufacturingoperationtask \
         WHERE workorder = {id} ORDER BY operationsequence"
    );
    rows(world, &q).await
}

#[tokio::test]
async fn components_are_issued_assemblies_completed_and_the_order_closed() {
    let world = world().await;
    let order = create(&world, &in_process("wo-1")).await;
    let body = json!({"externalId": "issue-1", "component": {"items": [
        {"item": "732", "quantity": 1}, {"lineNumber": 2, "quantity": 0}, {"lineNumber": 3, "quantity": 4}]}});
    transform(&world, &order, "workOrderIssue", &body).await.new_id();
    assert_eq!(status(&world, &order).await, "D");
    assert_eq!(
        (on_hand(&world, "732", "11").await, on_hand(&world, "701", "11").await),
        ("59".into(), "96".into())
    );
    let issue = read(&world, "/record/v1/workOrderIssue/eid:issue-1").await;
    let lines: Vec<_> =
        issue["component"]["items"].as_array().unwrap().iter().map(|line| &line["item"]).collect();
    assert_eq!(lines, [&json!("732"), &json!("701")]);
    transform(&world, &order, "workOrderIssue", &json!({})).await.new_id();
    assert_eq!(on_hand(&world, "731", "11").await, "499.25");
    let reply = transform(&world, &order, "workOrderIssue", &json!({})).await;
    assert!(reply.error().1.contains("at least one line item"));

    let done = json!({"completedQuantity": 2, "scrapQuantity": 1});
    let completion = transform(&world, &order, "workOrderCompletion", &done).await.new_id();
    let shown = read(&world, &order).await;
    assert_eq!((shown["built"].to_string(), &shown["status"]["id"]), ("2.0".to_owned(), &json!("D")));
    assert_eq!(
        (on_hand(&world, "733", "11").await, on_hand(&world, "732", "11").await),
        ("2".into(), "57".into())
    );
    let reply = transform(&world, &order, "workOrderCompletion", &json!({"completedQuantity": 1})).await;
    assert!(reply.error().1.contains("Invalid Field Value 1 for the following field: completedQuantity"));

    assert_eq!(world.patch(&order, &json!({"orderStatus": "H"})).await.status, 400);
    let close = transform(&world, &order, "workOrderClose", &json!({"memo": "done"})).await.new_id();
    assert_eq!(status(&world, &order).await, "H");
    let shown = read(&world, &format!("/record/v1/workOrderClose/{close}")).await;
    let figures = ["orderQuantity", "quantity", "scrapQuantity"].map(|field| shown[field].to_string());
    assert_eq!(figures, ["3.0", "2.0", "1.0"]);
    assert_eq!(world.patch(&order, &json!({"orderStatus": "B"})).await.status, 400);
    let path = format!("/record/v1/workOrderCompletion/{completion}");
    assert!(world.delete(&path).await.error().1.contains("is closed"));
    assert_eq!(world.delete(&format!("/record/v1/workOrderClose/{close}")).await.status, 204);
    assert_eq!(status(&world, &order).await, "D");
    assert_eq!(world.delete(&path).await.status, 204);
    assert_eq!(on_hand(&world, "733", "11").await, "0");
    let ledger = world.ledger().await;
    let counts = ["work_order_issues", "work_order_completions", "work_order_closes"];
    assert_eq!(counts.map(|name| ledger[name].as_array().unwrap().len()), [2, 0, 0]);
}

#[tokio::test]
async fn a_completion_with_backflush_uses_the_components_of_what_it_completes() {
    let world = world().await;
    let order = create(&world, &in_process("wo-1")).await;
    let body = json!({"isBackflush": true, "completedQuantity": 1,
                      "component": {"items": [{"item": "731", "quantity": 0.5}]}});
    transform(&world, &order, "workOrderCompletion", &body).await.new_id();
    let held = [
        on_hand(&world, "733", "11").await,
        on_hand(&world, "732", "11").await,
        on_hand(&world, "731", "11").await,
    ];
    assert_eq!(held, ["1", "59", "499.5"]);
    transform(&world, &order, "workOrderCompletion", &json!({"isBackflush": true})).await.new_id();
    let held = [
        on_hand(&world, "733", "11").await,
        on_hand(&world, "732", "11").await,
        on_hand(&world, "731", "11").await,
    ];
    assert_eq!(held, ["3", "57", "499.25"]);
    assert_eq!(status(&world, &order).await, "G");
    transform(&world, &order, "workOrderClose", &json!({})).await.new_id();
    assert_eq!(status(&world, &order).await, "H");
}

#[tokio::test]
async fn operations_follow_the_routing_and_its_completions() {
    let world = world().await;
    let order = create(&world, &routed("wo-1")).await;
    let state = |seq: &str, done: &str, status: &str| json!({"seq": seq, "done": done, "status": status});
    let expected = ["10", "20", "30"].map(|seq| state(seq, "0", "NOTSTART"));
    assert_eq!(operations(&world, &order).await, expected);
    let first = json!({"startOperation": {"refName": "10"}, "endOperation": {"refName": "20"},
                       "completedQuantity": 2, "isBackflush": true});
    let id = transform(&world, &order, "workOrderCompletion", &first).await.new_id();
    assert_eq!(status(&world, &order).await, "D");
    assert_eq!(
        (on_hand(&world, "733", "11").await, on_hand(&world, "732", "11").await),
        ("0".into(), "58".into())
    );
    let expected = [state("10", "2", "PROGRESS"), state("20", "2", "PROGRESS"), state("30", "0", "NOTSTART")];
    assert_eq!(operations(&world, &order).await, expected);
    let completion = read(&world, &format!("/record/v1/workOrderCompletion/{id}")).await;
    assert_eq!(completion["startOperation"]["refName"], "10");
    assert_eq!(completion["operation"]["items"][1]["operationName"], "Fit");
    let last = json!({"startOperation": {"refName": "30"}, "endOperation": {"refName": "30"}, "completedQuantity": 2});
    transform(&world, &order, "workOrderCompletion", &last).await.new_id();
    assert_eq!(on_hand(&world, "733", "11").await, "2");
    for (body, field) in [
        (json!({"startOperation": {"refName": "40"}}), "startOperation"),
        (json!({"startOperation": {"refName": "20"}, "endOperation": {"refName": "10"}}), "endOperation"),
        (json!({"endOperation": {"refName": "20"}, "scrapQuantity": 1}), "scrapQuantity"),
        (json!({"completedQuantity": 2}), "completedQuantity"),
    ] {
        let reply = transform(&world, &order, "workOrderCompletion", &body).await;
        assert_eq!(
            (reply.status, &reply.json()["o:errorDetails"][0]["o:errorPath"]),
            (400, &json!(field)),
            "{body}"
        );
    }
    transform(&world, &order, "workOrderCompletion", &json!({})).await.new_id();
    assert_eq!(status(&world, &order).await, "G");
    assert_eq!(operations(&world, &order).await, ["10", "20", "30"].map(|seq| state(seq, "3", "COMPLETE")));
}

#[tokio::test]
async fn an_orders_operations_go_with_it() {
    let world = world().await;
    let order = create(&world, &routed("wo-1")).await;
    world.patch(&order, &json!({"quantity": 5})).await.new_id();
    let q = "SELECT COUNT(*) AS n, SUM(inputquantity) AS input FROM manufacturingoperationtask";
    assert_eq!(rows(&world, q).await, [json!({"n": "3", "input": "15"})]);
    assert_eq!(world.delete(&order).await.status, 204);
    assert_eq!(
        rows(&world, "SELECT COUNT(*) AS n FROM manufacturingoperationtask").await,
        [json!({"n": "0"})]
    );
}

#[tokio::test]
async fn steps_of_work_in_process_are_for_orders_that_use_it_and_come_from_them() {
    let world = world().await;
    let order = create(&world, &pumps("wo-1")).await;
    for target in ["workOrderIssue", "workOrderCompletion", "workOrderClose"] {
        let reply = transform(&world, &order, target, &json!({})).await;
        assert!(reply.error().1.contains("does not use work in process"), "{reply:?}");
        let reply = world.post(&format!("/record/v1/{target}"), &json!({"item": {"id": "733"}})).await;
        assert!(reply.error().1.contains("!transform"), "{reply:?}");
    }
    let planned = {
        let mut body = in_process("wo-2");
        body["orderStatus"] = json!("A");
        create(&world, &body).await
    };
    let reply = transform(&world, &planned, "workOrderIssue", &json!({})).await;
    assert!(reply.error().1.contains("is not released"), "{reply:?}");
    transform(&world, &planned, "workOrderClose", &json!({})).await.new_id();
    assert_eq!(status(&world, &planned).await, "H");
    assert_eq!(transform(&world, &planned, "workOrderClose", &json!({})).await.status, 400);
    let reply = world.post("/record/v1/purchaseOrder/1/!transform/workOrderIssue", &json!({})).await;
    assert_eq!(reply.status, 400);
}
