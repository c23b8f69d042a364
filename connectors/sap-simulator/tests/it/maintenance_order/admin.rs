use super::{FIRST, path, released, status};
use crate::support::Sap;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn the_ledger_shows_whole_maintenance_orders() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let ledger = sap.ledger().await;
    let order = &ledger["maintenance_orders"][0];
    assert_eq!(order["operations"][0]["components"].as_array().unwrap().len(), 2);
    assert_eq!(order["created_by"], "ERPGATE");
    assert!(order["created_at"].as_str().unwrap().ends_with('Z'));
    let one = sap.admin(Method::GET, &format!("/ledger/maintenance_orders/{number}"), None).await.json();
    assert_eq!(&one, order);
}

#[tokio::test]
async fn somebody_else_confirms_and_touches_in_sap_gui() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let confirm = format!("/maintenance_orders/{number}/confirm");
    let body = json!({"work": "2.5", "final": true});
    assert_eq!(sap.admin(Method::POST, &confirm, Some(&body)).await.status, 204);
    assert_eq!(status(&sap, &number).await, "REL PCNF PRC SETC");
    let shown = sap.get(&format!("{FIRST}/MaintenanceOrder('{number}')")).await.d();
    assert_eq!(shown["SystemStatusText"], "REL PCNF PRC SETC");
    let before = sap.get(&path(&number)).await.header("etag").to_owned();
    let touch = format!("/maintenance_orders/{number}/touch");
    assert_eq!(sap.admin(Method::POST, &touch, None).await.status, 204);
    let after = sap.get(&path(&number)).await;
    assert_ne!(after.header("etag"), before);
    assert_eq!(after.d()["LastChangeByUser"], "SAPGUI");
    assert_eq!(sap.ledger().await["writes"], 2);
    for path in ["/maintenance_orders/4711/touch", "/maintenance_orders/4000001/paint"] {
        assert_eq!(sap.admin(Method::POST, path, None).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn goods_issued_for_a_component_keep_it_from_being_deleted() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let issue = format!("/maintenance_orders/{number}/issue");
    let body = json!({"item": "1", "quantity": "1"});
    assert_eq!(sap.admin(Method::POST, &issue, Some(&body)).await.status, 204);
    let components = format!("{}/to_MaintOrderOpComponent_2", super::operation(&number, "0010"));
    let component = super::rows(&sap, &components).await[0].clone();
    assert_eq!(component["QuantityWithdrawnInBaseUnit"], "1.000");
    let uri = component["__metadata"]["uri"].as_str().unwrap();
    let got = sap.delete(&format!("/sap{}", uri.split_once("/sap").unwrap().1)).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PM/006".to_owned()]));
    let back = json!({"item": "1", "quantity": "-2"});
    assert_eq!(sap.admin(Method::POST, &issue, Some(&back)).await.status, 400);
}
