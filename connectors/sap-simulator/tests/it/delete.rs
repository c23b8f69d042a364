use crate::support::{Sap, item_path, order_path};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_deleted_order_is_marked_with_all_its_items_and_still_reads() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    assert_eq!(sap.delete(&order_path(&number)).await.status, 204);
    let got = sap.get(&order_path(&number)).await;
    assert_eq!((got.status, got.d()["PurchasingDocumentDeletionCode"].as_str()), (200, Some("L")));
    for item in ["10", "20"] {
        assert_eq!(sap.get(&item_path(&number, item)).await.d()["PurchasingDocumentDeletionCode"], "L");
    }
}

#[tokio::test]
async fn a_deleted_item_is_marked_alone() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    assert_eq!(sap.delete(&item_path(&number, "10")).await.status, 204);
    let header = sap.get(&order_path(&number)).await.d();
    assert_eq!(header["PurchasingDocumentDeletionCode"], "");
    assert_eq!(sap.get(&item_path(&number, "10")).await.d()["PurchasingDocumentDeletionCode"], "L");
    assert_eq!(sap.get(&item_path(&number, "20")).await.d()["PurchasingDocumentDeletionCode"], "");
}

#[tokio::test]
async fn what_is_deleted_cannot_be_changed_or_deleted_again() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    sap.delete(&item_path(&number, "10")).await;
    let got = sap.patch(&item_path(&number, "10"), &json!({"OrderQuantity": "1"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["06/020".to_owned()]));
    sap.delete(&order_path(&number)).await;
    assert_eq!(sap.delete(&order_path(&number)).await.codes(), ["06/020"]);
    let item = json!({"Material": "TG11", "Plant": "1010", "OrderQuantity": "1"});
    let got = sap.post(&format!("{}/to_PurchaseOrderItem", order_path(&number)), &item).await;
    assert_eq!(got.codes(), ["06/020"]);
}

#[tokio::test]
async fn an_item_with_a_goods_receipt_is_not_deleted() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let receipt = json!({"item": "10", "quantity": "2.5"});
    let path = format!("/purchase_orders/{number}/receive");
    assert_eq!(sap.admin(Method::POST, &path, Some(&receipt)).await.status, 204);
    assert_eq!(sap.delete(&item_path(&number, "10")).await.codes(), ["MMPUR_POHANDLER_TECH/011"]);
    assert_eq!(sap.delete(&order_path(&number)).await.status, 400);
    let ledger = sap.ledger().await;
    let items = ledger["purchase_orders"][0]["items"].as_array().unwrap();
    assert!(items.iter().all(|item| item["PurchasingDocumentDeletionCode"] == ""), "all or nothing");
    let less = sap.patch(&item_path(&number, "10"), &json!({"OrderQuantity": "2"})).await;
    assert_eq!(less.status, 400, "less than was received");
}
