use crate::support::{Sap, item_path, order_path};
use reqwest::Method;
use serde_json::{Value, json};

async fn status(sap: &Sap, number: &str) -> (Value, Value) {
    let d = sap.get(&order_path(number)).await.d();
    (d["PurchasingProcessingStatus"].clone(), d["ReleaseIsNotCompleted"].clone())
}

#[tokio::test]
async fn an_order_above_the_limit_waits_until_it_is_released() {
    // The usual order is worth 12.5 × 3.999 + 2 × 7.25 = 64.4875.
    let sap = Sap::switched(json!({"approval_above": "64.4874"})).await;
    let number = sap.order().await;
    assert_eq!(status(&sap, &number).await, (json!("03"), json!(true)));
    let receive = json!({"item": "10"});
    let path = |deed: &str| format!("/purchase_orders/{number}/{deed}");
    assert_eq!(sap.admin(Method::POST, &path("receive"), Some(&receive)).await.status, 400);
    assert_eq!(sap.admin(Method::POST, &path("release"), None).await.status, 204);
    assert_eq!(status(&sap, &number).await, (json!("05"), json!(false)));
    assert_eq!(sap.admin(Method::POST, &path("receive"), Some(&receive)).await.status, 204);
    assert_eq!(sap.get(&item_path(&number, "10")).await.d()["IsCompletelyDelivered"], true);
}

#[tokio::test]
async fn an_order_at_the_limit_does_not_wait_but_a_dearer_one_does() {
    let sap = Sap::switched(serde_json::from_str("{\"approval_above\": 64.4875}").unwrap()).await;
    let number = sap.order().await;
    assert_eq!(status(&sap, &number).await, (json!("02"), json!(false)));
    sap.patch(&item_path(&number, "10"), &json!({"OrderQuantity": "13"})).await;
    assert_eq!(status(&sap, &number).await, (json!("03"), json!(true)));
}

#[tokio::test]
async fn a_rejected_order_says_so() {
    let sap = Sap::switched(json!({"approval_above": "1"})).await;
    let number = sap.order().await;
    sap.admin(Method::POST, &format!("/purchase_orders/{number}/reject"), None).await;
    assert_eq!(status(&sap, &number).await, (json!("08"), json!(true)));
}
