use crate::support::{Sap, client, order, order_path, read};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_throttled_write_says_when_to_come_back_and_changes_nothing() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "throttle", "retry_after": 7})).await;
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!((got.status, got.header("retry-after")), (429, "7"));
    assert_eq!(sap.orders().await, 0);
    assert_eq!(sap.post("/A_PurchaseOrder", &order()).await.status, 201, "once is enough");
}

#[tokio::test]
async fn a_lock_is_a_bad_request_that_names_the_document() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    sap.fault(json!({"kind": "lock"})).await;
    let got = sap.patch(&order_path(&number), &json!({"PaymentTerms": "0002"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ME/006".to_owned()]));
    assert_eq!(got.message(), format!("User SAPGUI already processing Purchasing doc. {number}"));
    assert_eq!(sap.get(&order_path(&number)).await.d()["PaymentTerms"], "0001");
}

#[tokio::test]
async fn a_server_error_comes_before_or_after_the_commit() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "error_before", "status": 503, "html": true})).await;
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!(got.status, 503);
    assert!(got.header("content-type").starts_with("text/html"));
    assert_eq!(sap.orders().await, 0);
    sap.fault(json!({"kind": "error_after"})).await;
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!(got.status, 500);
    assert_eq!(sap.orders().await, 1);
    let ledger = sap.ledger().await;
    let last = ledger["requests"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["status"], &last["committed"]), (&json!(500), &json!(true)));
}

#[tokio::test]
async fn expired_sessions_and_tokens_are_refused_until_renewed() {
    let mut sap = Sap::start().await;
    sap.fault(json!({"kind": "expire_csrf"})).await;
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!((got.status, got.header("x-csrf-token")), (403, "Required"));
    sap.renew().await;
    assert_eq!(sap.post("/A_PurchaseOrder", &order()).await.status, 201);
    sap.fault(json!({"kind": "unauthorized"})).await;
    assert_eq!(sap.post("/A_PurchaseOrder", &order()).await.status, 401);

    let token_url = format!("{}/sap/bc/sec/oauth2/token", sap.running.odata_url());
    let form = [("grant_type", "client_credentials")];
    let request = client().post(token_url).basic_auth("sb-erpgate", Some("not-a-secret-1")).form(&form);
    let bearer = read(request).await.unwrap().json()["access_token"].as_str().unwrap().to_owned();
    sap.fault(json!({"kind": "expire_tokens", "on": {"method": "GET"}})).await;
    let got = read(client().get(sap.url("/")).bearer_auth(bearer)).await.unwrap();
    assert_eq!(got.status, 401);
}

#[tokio::test]
async fn a_fault_strikes_only_the_requests_it_is_for() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let on = json!({"method": "PATCH", "path_contains": "A_PurchaseOrderItem"});
    sap.fault(json!({"kind": "lock", "on": on, "times": -1})).await;
    assert_eq!(sap.get(&order_path(&number)).await.status, 200);
    assert_eq!(sap.patch(&order_path(&number), &json!({"PaymentTerms": "0002"})).await.status, 204);
    let item = crate::support::item_path(&number, "10");
    for _ in 0..3 {
        assert_eq!(sap.patch(&item, &json!({"OrderQuantity": "1"})).await.status, 400);
    }
    sap.admin(Method::DELETE, "/faults", None).await;
    assert_eq!(sap.patch(&item, &json!({"OrderQuantity": "1"})).await.status, 204);
}

#[tokio::test]
async fn a_fault_s_dice_fall_the_same_way_for_the_same_seed() {
    let mut rolls = Vec::new();
    for _ in 0..2 {
        let sap = Sap::start().await;
        let fault = json!({"kind": "lock", "times": -1, "probability_percent": 50, "seed": 7});
        sap.fault(fault).await;
        let mut statuses = Vec::new();
        for _ in 0..24 {
            statuses.push(sap.post("/A_PurchaseOrder", &order()).await.status);
        }
        assert!(statuses.contains(&201) && statuses.contains(&400), "{statuses:?}");
        rolls.push(statuses);
    }
    assert_eq!(rolls[0], rolls[1]);
}

#[tokio::test]
async fn orders_for_faults_are_listed_counted_down_and_checked() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "slow", "delay_ms": 1, "times": 2})).await;
    let times = async || sap.admin(Method::GET, "/faults", None).await.json()[0]["times"].clone();
    assert_eq!(times().await, 2);
    sap.order().await;
    assert_eq!(times().await, 1);
    sap.order().await;
    assert_eq!(times().await, Value::Null);
    for wrong in [json!({"kind": "explode"}), json!({"kind": "lock", "often": 3}), json!({})] {
        assert_eq!(sap.admin(Method::POST, "/faults", Some(&wrong)).await.status, 400);
    }
}

/// A client that waits no longer than `patience`.
async fn impatient(sap: &Sap, patience: Duration) -> Result<u16, reqwest::Error> {
    let request = sap.write(Method::POST, "/A_PurchaseOrder", &order()).timeout(patience);
    request.send().await.map(|response| response.status().as_u16())
}

/// Asks until the world holds an order; the test's own time limit ends a world that never does.
async fn one_order(sap: &Sap) {
    let until = async { while sap.orders().await == 0 {} };
    tokio::time::timeout(Duration::from_secs(20), until).await.expect("the order is committed");
}

#[tokio::test]
async fn a_slow_write_is_committed_even_when_the_client_has_gone() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "slow", "delay_ms": 400})).await;
    let error = impatient(&sap, Duration::from_millis(50)).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(sap.orders().await, 0);
    one_order(&sap).await;
}

#[tokio::test]
async fn a_slow_answer_comes_after_the_commit() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "slow_answer", "delay_ms": 60_000})).await;
    let error = impatient(&sap, Duration::from_millis(200)).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(sap.orders().await, 1);
}

#[tokio::test]
async fn a_late_commit_closes_at_once_and_commits_later() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "late_commit", "delay_ms": 400})).await;
    let error = impatient(&sap, Duration::from_secs(20)).await.unwrap_err();
    assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(sap.orders().await, 0);
    one_order(&sap).await;
    assert_eq!(sap.ledger().await["writes"], 1);
}
