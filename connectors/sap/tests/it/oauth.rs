//! OAuth 2.0 client credentials.

use erpgate_connector::{TroubleKind, WriteError};
use serde_json::{Value, json};

use crate::bodies::{create, order};
use crate::scripted::{Scripted, Server, answer};
use crate::stand::{Stand, apply, connect, read};

fn sign_in(token_url: &str) -> Value {
    json!({"sign_in": {"oauth2": {"token_url": token_url, "client_id": "sb-erpgate", "scope": "PO"}}})
}

fn bearer(token: &str, expires_in: u32) -> Scripted {
    answer(200, &json!({"access_token": token, "token_type": "bearer", "expires_in": expires_in}))
}

fn csrf() -> Scripted {
    answer(200, &json!({"d": {}})).with("x-csrf-token", "tok").with("set-cookie", "S=1")
}

fn created() -> Scripted {
    answer(201, &json!({"d": {"PurchaseOrder": "4500000001"}}))
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_goes_with_the_csrf_token() {
    let idp = Server::start([bearer("bearer-1", 3600)]).await;
    let sap = Server::start([csrf(), created(), created()]).await;
    let connector = connect(&sap.url, &sign_in(&format!("{}/token", idp.url)));
    for _ in 0..2 {
        apply(&connector, &create(order())).await.unwrap();
    }
    let asked = idp.requests();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].line, "POST /token");
    assert_eq!(asked[0].body, "grant_type=client_credentials&scope=PO");
    assert!(asked[0].header("authorization").unwrap().starts_with("Basic "));
    for request in sap.requests() {
        assert_eq!(request.header("authorization"), Some("Bearer bearer-1"));
    }
    assert_eq!(sap.requests()[1].header("x-csrf-token"), Some("tok"));
}

#[tokio::test]
async fn a_token_about_to_run_out_is_replaced_before_it_is_used() {
    let idp = Server::start([bearer("bearer-1", 20), bearer("bearer-2", 3600)]).await;
    let sap = Server::start([csrf(), created()]).await;
    apply(&connect(&sap.url, &sign_in(&idp.url)), &create(order())).await.unwrap();
    assert_eq!(sap.requests()[0].header("authorization"), Some("Bearer bearer-1"), "just asked for");
    assert_eq!(sap.requests()[1].header("authorization"), Some("Bearer bearer-2"));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_a_second_refusal_is_final() {
    let idp = Server::start([bearer("bearer-1", 3600), bearer("bearer-2", 3600)]).await;
    let sap = Server::start([csrf(), answer(401, ""), answer(401, "")]).await;
    let result = apply(&connect(&sap.url, &sign_in(&idp.url)), &create(order())).await;
    let Err(WriteError::NotApplied(trouble)) = result else { panic!("{result:?}") };
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    let sent = sap.requests();
    assert_eq!(sent.len(), 3, "the token, the order, the order once more: {sent:?}");
    assert_eq!(sent[2].header("authorization"), Some("Bearer bearer-2"));
}

#[tokio::test]
async fn a_refused_client_gives_the_endpoints_own_words_and_nothing_is_sent_to_sap() {
    let refusal = json!({"error": "invalid_client", "error_description": "Bad client credentials"});
    let idp = Server::start([answer(401, &refusal)]).await;
    let sap = Server::start([]).await;
    let result = apply(&connect(&sap.url, &sign_in(&idp.url)), &create(order())).await;
    let Err(WriteError::NotApplied(trouble)) = result else { panic!("{result:?}") };
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    assert_eq!(trouble.native.unwrap().message, "Bad client credentials");
    assert!(sap.requests().is_empty());
}

#[tokio::test]
async fn an_expired_token_costs_no_second_order() {
    let settings =
        json!({"sign_in": {"oauth2": {"token_url": "/sap/bc/sec/oauth2/token", "client_id": "sb-erpgate"}}});
    let stand = Stand::start(&settings).await;
    apply(&stand.connector, &create(order())).await.unwrap();
    stand.fault(json!({"kind": "expire_tokens"})).await;
    let receipt = apply(&stand.connector, &create(order())).await.unwrap();
    assert_eq!(stand.orders().await, 2);
    assert_eq!(read(&stand.connector, receipt.id()).await.lines.len(), 1);
}
