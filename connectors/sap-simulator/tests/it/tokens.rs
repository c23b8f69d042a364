use crate::support::{Sap, client, order, read};
use chrono::{DateTime, TimeDelta, Utc};
use erpgate_sap_simulator::{Clock, Options};
use std::sync::{Arc, Mutex};

const GRANT: [(&str, &str); 1] = [("grant_type", "client_credentials")];

fn token_url(sap: &Sap) -> String {
    format!("{}/sap/bc/sec/oauth2/token", sap.running.odata_url())
}

async fn bearer(sap: &Sap) -> String {
    let request = client().post(token_url(sap)).basic_auth("sb-erpgate", Some("not-a-secret-1"));
    let got = read(request.form(&GRANT)).await.expect("an answer");
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!(got.json()["expires_in"], 3600);
    got.json()["access_token"].as_str().expect("a token").to_owned()
}

#[tokio::test]
async fn a_bearer_writes_as_the_client_s_user_and_needs_a_csrf_token_too() {
    let sap = Sap::start().await;
    let bearer = bearer(&sap).await;
    let http = client();
    let write = |token: &str| {
        let request = http.post(sap.url("/A_PurchaseOrder")).bearer_auth(&bearer);
        request.header("accept", "application/json").header("x-csrf-token", token).json(&order())
    };
    assert_eq!(read(write("")).await.unwrap().status, 403);
    let fetch = http.get(sap.url("/")).bearer_auth(&bearer).header("x-csrf-token", "Fetch");
    let token = read(fetch).await.unwrap().header("x-csrf-token").to_owned();
    let got = read(write(&token)).await.unwrap();
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["CreatedByUser"], "ERPGATE");
}

#[tokio::test]
async fn client_id_and_secret_may_stand_in_the_form() {
    let sap = Sap::start().await;
    let form = |secret| {
        [("grant_type", "client_credentials"), ("client_id", "sb-erpgate"), ("client_secret", secret)]
    };
    let good = read(client().post(token_url(&sap)).form(&form("not-a-secret-1"))).await.unwrap();
    assert_eq!(good.status, 200);
    let wrong = read(client().post(token_url(&sap)).form(&form("guess"))).await.unwrap();
    assert_eq!((wrong.status, wrong.json()["error"].as_str()), (401, Some("invalid_client")));
}

#[tokio::test]
async fn another_grant_type_is_refused() {
    let sap = Sap::start().await;
    let request = client().post(token_url(&sap)).basic_auth("sb-erpgate", Some("not-a-secret-1"));
    let got = read(request.form(&[("grant_type", "password")])).await.unwrap();
    assert_eq!((got.status, got.json()["error"].as_str()), (400, Some("unsupported_grant_type")));
}

#[tokio::test]
async fn an_access_token_runs_out() {
    let now: Arc<Mutex<DateTime<Utc>>> = Arc::new(Mutex::new(DateTime::UNIX_EPOCH));
    let hands = Arc::clone(&now);
    let clock = Clock::new(move || *hands.lock().unwrap());
    let sap = Sap::start_with(Options { clock, ..Options::default() }).await;
    let bearer = bearer(&sap).await;
    let get = || read(client().get(sap.url("/")).bearer_auth(&bearer));
    assert_eq!(get().await.unwrap().status, 200);
    *now.lock().unwrap() += TimeDelta::seconds(3601);
    assert_eq!(get().await.unwrap().status, 401);
}
