use crate::support::{PASSWORD, SERVICE, Sap, USER, client, order, read};
use chrono::{DateTime, TimeDelta, Utc};
use erpgate_sap_simulator::{Clock, Options};
use reqwest::Method;
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn a_write_without_a_token_is_refused_and_told_that_one_is_required() {
    let sap = Sap::start().await;
    let got = read(sap.request(Method::POST, "/A_PurchaseOrder").json(&order())).await.unwrap();
    assert_eq!(got.status, 403);
    assert_eq!(got.header("x-csrf-token"), "Required");
    assert!(got.header("content-type").starts_with("text/plain"));
    assert_eq!(sap.orders().await, 0);
}

#[tokio::test]
async fn a_token_without_its_session_cookie_is_refused() {
    let sap = Sap::start().await;
    let token = sap.fetch_token().await;
    let bare = client().post(sap.url("/A_PurchaseOrder")).basic_auth(USER, Some(PASSWORD));
    let got = read(bare.header("x-csrf-token", token).json(&order())).await.unwrap();
    assert_eq!(got.status, 403);
    assert_eq!(got.header("x-csrf-token"), "Required");
    assert_eq!(sap.orders().await, 0);
}

#[tokio::test]
async fn a_token_of_another_user_is_refused() {
    let sap = Sap::start().await;
    let token = sap.fetch_token().await;
    let other = sap.client.post(sap.url("/A_PurchaseOrder")).basic_auth("BUYER", Some("Welcome-to-SAP-2"));
    let got = read(other.header("x-csrf-token", token).json(&order())).await.unwrap();
    assert_eq!(got.status, 403);
}

#[tokio::test]
async fn head_fetches_a_token_in_any_case_and_takes_an_if_match_along() {
    let sap = Sap::start().await;
    for (value, path) in [("fetch", ""), ("FETCH", "/"), ("Fetch", "/A_PurchaseOrder/")] {
        let request = sap.request(Method::HEAD, path).header("x-csrf-token", value);
        let got = read(request.header("if-match", "W/\"x\"")).await.unwrap();
        assert_eq!(got.status, 200);
        assert_eq!(got.text, "");
        assert!(!got.header("x-csrf-token").is_empty());
    }
}

#[tokio::test]
async fn the_first_fetch_opens_a_session_with_two_cookies() {
    let sap = Sap::start().await;
    let request = client().get(sap.url("/")).basic_auth(USER, Some(PASSWORD));
    let got = read(request.header("x-csrf-token", "Fetch")).await.unwrap();
    let cookies: Vec<&str> =
        got.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(cookies[0].starts_with("SAP_SESSIONID_S4H_100="), "{cookies:?}");
    assert!(cookies[1].starts_with("sap-usercontext=sap-client=100"), "{cookies:?}");
}

#[tokio::test]
async fn one_token_serves_many_writes_and_is_given_again_in_its_session() {
    let sap = Sap::start().await;
    assert_eq!(sap.fetch_token().await, sap.fetch_token().await);
    sap.order().await;
    sap.order().await;
    assert_eq!(sap.orders().await, 2);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use() {
    let now: Arc<Mutex<DateTime<Utc>>> = Arc::new(Mutex::new(DateTime::UNIX_EPOCH));
    let hands = Arc::clone(&now);
    let clock = Clock::new(move || *hands.lock().unwrap());
    let sap = Sap::start_with(Options { clock, ..Options::default() }).await;
    *now.lock().unwrap() += TimeDelta::minutes(29);
    sap.order().await;
    *now.lock().unwrap() += TimeDelta::minutes(31);
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!((got.status, got.header("x-csrf-token")), (403, "Required"));
    assert_eq!(sap.orders().await, 1);
}

#[tokio::test]
async fn credentials_are_checked_before_the_path() {
    let sap = Sap::start().await;
    for path in [SERVICE, "/sap/opu/odata/sap/NO_SUCH_SRV", "/nothing/here"] {
        let url = format!("{}{path}", sap.running.odata_url());
        let got = read(client().get(&url).basic_auth(USER, Some("wrong"))).await.unwrap();
        assert_eq!(got.status, 401, "{path}");
        assert!(got.header("www-authenticate").starts_with("Basic realm="));
        assert_eq!(read(client().get(&url)).await.unwrap().status, 401);
    }
}

#[tokio::test]
async fn the_wrong_client_is_a_failed_logon() {
    let sap = Sap::start().await;
    assert_eq!(sap.query("/", &[("sap-client", "100")]).await.status, 200);
    assert_eq!(sap.query("/", &[("sap-client", "200")]).await.status, 401);
    let request = sap.request(Method::GET, "/").header("sap-client", "200");
    assert_eq!(read(request).await.unwrap().status, 401);
}
