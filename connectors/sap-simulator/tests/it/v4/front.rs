use super::{SERVICE, V4, codes, message, order};
use crate::support::{PASSWORD, Sap, USER, read};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_write_needs_the_token_of_its_session() {
    let v4 = V4::start().await;
    let got = read(v4.request(Method::POST, "/PurchaseOrder").json(&order())).await.unwrap();
    assert_eq!((got.status, got.header("x-csrf-token")), (403, "Required"));
    let fetched = read(v4.request(Method::HEAD, "/").header("x-csrf-token", "fetch")).await.unwrap();
    assert_eq!(fetched.status, 200);
    let token = fetched.header("x-csrf-token");
    assert_eq!(token, v4.sap.token, "one token serves V2 and V4");
    let request = v4.request(Method::POST, "/PurchaseOrder").json(&order());
    assert_eq!(read(request.header("x-csrf-token", token)).await.unwrap().status, 201);
}

#[tokio::test]
async fn signing_in_comes_before_everything() {
    let v4 = V4::start().await;
    let url = format!("{}{SERVICE}/PurchaseOrder", v4.sap.running.odata_url());
    assert_eq!(read(v4.sap.client.get(&url)).await.unwrap().status, 401);
    let url = format!("{}/sap/opu/odata4/sap/nothing", v4.sap.running.odata_url());
    assert_eq!(read(v4.sap.client.get(&url)).await.unwrap().status, 401);
}

#[tokio::test]
async fn an_unknown_group_is_not_published_and_an_unknown_service_not_assigned() {
    let v4 = V4::start().await;
    for (path, status, code, text) in [
        (
            "api_nothing/srvd_a2x/sap/nothing/0001/",
            404,
            "/IWBEP/CM_V4_COS/014",
            "Service group 'API_NOTHING' not published",
        ),
        (
            "api_purchaseorder_2/srvd/sap/purchaseorder/0001/",
            403,
            "/IWBEP/CM_V4_COS/136",
            "Service 'PURCHASEORDER' repository 'SRVD' is not assigned to group 'API_PURCHASEORDER_2'",
        ),
        (
            "api_purchaseorder_2/srvd_a2x/sap/purchaseorder/00012/",
            403,
            "/IWBEP/CM_V4_COS/136",
            "Service 'PURCHASEORDER' repository 'SRVD_A2X' is not assigned to group 'API_PURCHASEORDER_2'",
        ),
    ] {
        let url = format!("{}/sap/opu/odata4/sap/{path}", v4.sap.running.odata_url());
        let got = read(v4.sap.client.get(url).basic_auth(USER, Some(PASSWORD))).await.unwrap();
        assert_eq!((got.status, codes(&got)), (status, vec![code.to_owned()]), "{path}");
        assert_eq!(message(&got), text);
    }
}

#[tokio::test]
async fn the_root_lists_the_sets() {
    let v4 = V4::start().await;
    let root = v4.get("").await.json();
    assert_eq!(root["@odata.context"], "$metadata");
    assert_eq!(root["value"].as_array().map(Vec::len), Some(13));
    assert!(
        root["value"].as_array().unwrap().contains(&json!({"name": "PurchaseOrder", "url": "PurchaseOrder"}))
    );
    assert_eq!(v4.get("/").await.json(), root);
}

#[tokio::test]
async fn faults_strike_and_the_ledger_tells() {
    let v4 = V4::start().await;
    let path = format!("/PurchaseOrder/{}", v4.order().await);
    v4.sap.fault(json!({"kind": "lock", "on": {"path_contains": "odata4"}})).await;
    let got = v4.patch(&path, &json!({"PaymentTerms": "0004"})).await;
    assert_eq!((got.status, codes(&got)), (400, vec!["ME/006".to_owned()]));
    assert_eq!(message(&got), "User SAPGUI already processing Purchasing doc. 4500000001");
    v4.sap.fault(json!({"kind": "lose_answer"})).await;
    assert!(read(v4.write(Method::POST, "/PurchaseOrder", &order())).await.is_err());
    v4.sap.fault(json!({"kind": "error_before", "status": 503})).await;
    let got = v4.post("/PurchaseOrder", &order()).await;
    assert_eq!((got.status, message(&got).as_str()), (503, "An exception was raised"));
    let ledger = v4.sap.ledger().await;
    assert_eq!((&ledger["writes"], v4.sap.orders().await), (&json!(2), 2));
    let lost = json!({"method": "POST", "path": format!("{SERVICE}/PurchaseOrder"), "status": null, "committed": true});
    assert!(ledger["requests"].as_array().unwrap().contains(&lost), "{ledger}");
}

#[tokio::test]
async fn a_release_without_etags_sends_none() {
    let v4 = V4 { sap: Sap::switched(json!({"etags": "none"})).await };
    let path = format!("/PurchaseOrder('{}')", v4.order().await);
    let got = v4.get(&path).await;
    assert_eq!((got.header("etag"), got.json().get("@odata.etag")), ("", None));
    let bare = v4.write(Method::PATCH, &path, &json!({"PaymentTerms": "0004"}));
    let answer: Value = read(bare).await.unwrap().json();
    assert_eq!(answer["PaymentTerms"], "0004");
}
