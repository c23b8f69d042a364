use super::{path, released, statuses};
use crate::support::Sap;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn the_ledger_shows_whole_production_orders() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let ledger = sap.ledger().await;
    let order = &ledger["production_orders"][0];
    assert_eq!(order["reference"], "EG7K2M9QX4TB");
    assert_eq!(order["created_by"], "ERPGATE");
    assert!(order["created_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(order["operations"].as_array().unwrap().len(), 3);
    assert_eq!(order["components"].as_array().unwrap().len(), 3);
    assert_eq!(ledger["writes"], 2);
    let one = sap.admin(Method::GET, &format!("/ledger/production_orders/{number}"), None).await.json();
    assert_eq!(&one, order);
    assert_eq!(sap.admin(Method::GET, "/ledger/production_orders/1", None).await.status, 404);
}

#[tokio::test]
async fn somebody_else_confirms_and_touches_in_sap_gui() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let confirm = format!("/production_orders/{number}/confirm");
    let body = json!({"yield": "2.5", "scrap": "0.5"});
    assert_eq!(sap.admin(Method::POST, &confirm, Some(&body)).await.status, 204);
    assert_eq!(sap.get(&path(&number)).await.d()["MfgOrderConfirmedYieldQty"], "2.500");
    assert!(statuses(&sap, &number).await.contains(&"PCNF".to_owned()));
    let before = sap.get(&path(&number)).await.header("etag").to_owned();
    assert_eq!(
        sap.admin(Method::POST, &format!("/production_orders/{number}/touch"), None).await.status,
        204
    );
    assert_ne!(sap.get(&path(&number)).await.header("etag"), before);
    assert_eq!(sap.ledger().await["writes"], 2);
    for (path, body) in [
        (confirm.as_str(), json!({"yield": "many"})),
        (confirm.as_str(), json!({"operation": "0099"})),
        (confirm.as_str(), json!({"paint": 1})),
        ("/production_orders/4711/touch", json!({})),
        ("/production_orders/1000001/paint", json!({})),
    ] {
        assert_eq!(sap.admin(Method::POST, path, Some(&body)).await.status, 400, "{path} {body}");
    }
}

#[tokio::test]
async fn goods_received_and_issued_show_in_every_view_of_the_order() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let receive = format!("/production_orders/{number}/receive");
    for (quantity, partly, wholly) in [("4", "X", ""), ("6", "", "X"), ("-1", "X", "")] {
        let body = json!({"quantity": quantity});
        assert_eq!(sap.admin(Method::POST, &receive, Some(&body)).await.status, 204);
        let order = sap.get(&path(&number)).await.d();
        assert_eq!(
            (&order["OrderIsPartiallyDelivered"], &order["OrderIsDelivered"]),
            (&json!(partly), &json!(wholly))
        );
    }
    assert_eq!(
        super::rows(&sap, &number, "to_ProductionOrderItem").await[0]["MfgOrderItemGoodsReceiptQty"],
        "9.000"
    );
    assert!(statuses(&sap, &number).await.contains(&"PDLV".to_owned()));
    let issue = format!("/production_orders/{number}/issue");
    let body = json!({"item": "2", "quantity": "2.5"});
    assert_eq!(sap.admin(Method::POST, &issue, Some(&body)).await.status, 204);
    for view in ["", "Ext", "Ext4"] {
        let components = super::rows(&sap, &number, &format!("to_ProductionOrderComponent{view}")).await;
        assert_eq!(components[1]["WithdrawnQuantity"], "2.500");
        assert_eq!(components[1]["ReservationIsFinallyIssued"], true);
    }
    for (path, body) in [
        (receive.as_str(), json!({"quantity": "-10"})),
        (issue.as_str(), json!({"item": "9", "quantity": "1"})),
        (issue.as_str(), json!({"item": "1", "quantity": "-1"})),
        (issue.as_str(), json!({})),
    ] {
        assert_eq!(sap.admin(Method::POST, path, Some(&body)).await.status, 400, "{path} {body}");
    }
}
