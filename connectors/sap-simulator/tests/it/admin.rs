use crate::support::{Sap, item_path, order_path};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn the_ledger_shows_orders_writes_and_requests() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    sap.patch(&order_path(&number), &json!({"PaymentTerms": "0002"})).await;
    sap.post("/A_PurchaseOrder", &json!({})).await;
    let ledger = sap.ledger().await;
    assert_eq!(ledger["writes"], 2);
    let requests = ledger["requests"].as_array().unwrap();
    let seen: Vec<_> = requests.iter().map(|r| (r["method"].as_str().unwrap(), &r["committed"])).collect();
    assert_eq!(
        seen,
        [("GET", &json!(false)), ("POST", &json!(true)), ("PATCH", &json!(true)), ("POST", &json!(false))]
    );
    let one = sap.admin(Method::GET, &format!("/ledger/purchase_orders/{number}"), None).await.json();
    assert_eq!(one, ledger["purchase_orders"][0]);
    assert!(one["created_at"].as_str().unwrap().ends_with('Z'));
    let none = sap.admin(Method::GET, "/ledger/purchase_orders/4599999999", None).await;
    assert_eq!(none.status, 404);
    let count = sap.admin(Method::GET, "/ledger/count", None).await.json();
    assert_eq!(count, json!({"purchase_orders": 1, "writes": 2}));
}

#[tokio::test]
async fn a_reset_forgets_orders_sessions_and_faults() {
    let mut sap = Sap::start().await;
    sap.order().await;
    sap.fault(json!({"kind": "lock"})).await;
    assert_eq!(sap.admin(Method::POST, "/reset", None).await.status, 204);
    assert_eq!(sap.orders().await, 0);
    assert_eq!(sap.post("/A_PurchaseOrder", &crate::support::order()).await.status, 403);
    sap.renew().await;
    assert_eq!(sap.order().await, "4500000001");
}

#[tokio::test]
async fn goods_receipts_add_up_until_an_item_is_complete() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let path = format!("/purchase_orders/{number}/receive");
    for (quantity, complete) in [("10", false), ("2.5", true)] {
        let receipt = json!({"item": "10", "quantity": quantity});
        assert_eq!(sap.admin(Method::POST, &path, Some(&receipt)).await.status, 204);
        assert_eq!(sap.get(&item_path(&number, "10")).await.d()["IsCompletelyDelivered"], complete);
    }
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "12.5");
    for wrong in [json!({"item": "90"}), json!({"item": "10", "quantity": "many"}), json!({})] {
        assert_eq!(sap.admin(Method::POST, &path, Some(&wrong)).await.status, 400);
    }
}

#[tokio::test]
async fn what_the_admin_server_does_not_know_it_says() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    assert_eq!(sap.admin(Method::GET, "/nothing", None).await.status, 404);
    let path = format!("/purchase_orders/{number}/paint");
    assert_eq!(sap.admin(Method::POST, &path, None).await.status, 400);
    assert_eq!(sap.admin(Method::POST, "/purchase_orders/1/touch", None).await.status, 400);
}
