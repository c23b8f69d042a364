//! Signing in: tokens fetched, kept, renewed once; signatures that the simulator's own check accepts.

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::{Connector, Secrets, Sighting, Trouble, TroubleKind, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{FakeClock, Query, RecordId, Resource};
use jsonwebtoken::dangerous::insecure_decode;
use rcgen::{KeyPair, PKCS_ECDSA_P384_SHA384, PKCS_RSA_SHA256, RsaKeySize};
use serde_json::{Value, json};

use crate::account::{Account, CERTIFICATE_ID, CLIENT_ID, connector, connector_at, trust};
use crate::admin::{World, order, two_lines};
use crate::scripted::{Server, answer, error, made, token};

async fn read(connector: &Arc<dyn Connector>) -> Result<(), Trouble> {
    let visit = Visit::with(connector);
    let id = RecordId::new("7");
    visit.connector.read(&visit.session, Resource::PurchaseOrder, &id, false).await.map(|_| ())
}

fn key() -> String {
    KeyPair::generate().unwrap().serialize_pem()
}

fn nothing() -> (u16, Vec<String>, String) {
    error(404, "NONEXISTENT_ID", "The record instance does not exist. Provide a valid record instance ID.")
}

#[tokio::test]
async fn the_assertion_says_who_where_and_for_how_long() {
    let server = Server::start([token("t", &json!(3600)), nothing()]).await;
    let clock = Arc::new(FakeClock::default());
    read(&connector_at(&server.url, &key(), &json!({}), clock)).await.unwrap();

    let request = server.requests().remove(0);
    assert_eq!(request.line, "POST /services/rest/auth/oauth2/v1/token");
    assert_eq!(request.header("content-type"), "application/x-www-form-urlencoded");
    let form: Vec<(String, String)> =
        url::form_urlencoded::parse(request.body.as_bytes()).into_owned().collect();
    assert_eq!(form[0], ("grant_type".into(), "client_credentials".into()));
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    assert_eq!(form[1], ("client_assertion_type".into(), kind.into()));
    let (name, assertion) = &form[2];
    assert_eq!(name, "client_assertion");
    let decoded = insecure_decode::<Value>(assertion).unwrap();
    assert_eq!(decoded.header.kid.as_deref(), Some(CERTIFICATE_ID));
    assert_eq!(decoded.header.typ.as_deref(), Some("JWT"));
    let expected = json!({
        "iss": CLIENT_ID, "scope": "rest_webservices",
        "aud": format!("{}/services/rest/auth/oauth2/v1/token", server.url),
        "iat": 1_768_464_000, "exp": 1_768_464_300,
    });
    assert_eq!(decoded.claims, expected);
}

#[tokio::test]
async fn one_token_serves_until_shortly_before_it_expires() {
    for expires_in in [json!(3600), json!("3600")] {
        let answers = [token("t-1", &expires_in), nothing(), nothing(), token("t-2", &expires_in), nothing()];
        let server = Server::start(answers).await;
        let clock = Arc::new(FakeClock::default());
        let connector = connector_at(&server.url, &key(), &json!({}), clock.clone());
        read(&connector).await.unwrap();
        clock.advance(TimeDelta::seconds(3539));
        read(&connector).await.unwrap();
        clock.advance(TimeDelta::seconds(1));
        read(&connector).await.unwrap();
        let requests = server.requests();
        assert_eq!(requests.len(), 5, "two tokens, three reads");
        assert_eq!(requests[2].header("authorization"), "Bearer t-1");
        assert_eq!(requests[4].header("authorization"), "Bearer t-2");
    }
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_and_the_write_sent_once_more() {
    let refused = || error(401, "INVALID_LOGIN", "Invalid login attempt.");
    let server =
        Server::start([token("t-1", &json!(3600)), refused(), token("t-2", &json!(3600)), made("12")]).await;
    let visit = Visit::with(&connector(&server.url, &key(), &json!({})));
    assert_eq!(visit.create(&order(&two_lines())).await.unwrap().id().clone(), RecordId::new("12"));
    assert_eq!(server.requests()[3].header("authorization"), "Bearer t-2");

    let server =
        Server::start([token("t-1", &json!(3600)), refused(), token("t-2", &json!(3600)), refused()]).await;
    let visit = Visit::with(&connector(&server.url, &key(), &json!({})));
    let error = visit.create(&order(&two_lines())).await.unwrap_err();
    let WriteError::NotApplied(trouble) = error else { panic!("{error:?}") };
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    assert_eq!(trouble.native.unwrap().code, "INVALID_LOGIN");
    assert_eq!(server.lines().len(), 2, "sent twice, no more");
}

#[tokio::test]
async fn a_refused_sign_in_names_the_reason_and_sends_no_order() {
    let server = Server::start([answer(401, &json!({"error": "invalid_client"}))]).await;
    let visit = Visit::with(&connector(&server.url, &key(), &json!({})));
    let error = visit.create(&order(&two_lines())).await.unwrap_err();
    let WriteError::NotApplied(trouble) = error else { panic!("{error:?}") };
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    assert!(trouble.detail.contains("invalid_client"), "{trouble}");
    assert_eq!(server.lines(), Vec::<String>::new());
}

#[tokio::test]
async fn an_answer_of_the_token_endpoint_that_is_not_its_own_is_not_quoted() {
    let server = Server::start([answer(200, &json!({"accessToken": "looks-like-a-token"}))]).await;
    let trouble = read(&connector(&server.url, &key(), &json!({}))).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Unreadable);
    assert!(!trouble.detail.contains("looks-like"), "{trouble}");
}

#[tokio::test]
async fn parallel_calls_share_one_token() {
    let world = World::start().await;
    let (one, other) = (world.visit(), world.visit());
    let (first, second) = (order(&two_lines()), order(&two_lines()));
    let (first, second) = tokio::join!(one.create(&first), other.create(&second));
    assert_ne!(first.unwrap().id(), second.unwrap().id());
    let tokens = world.requests().await.iter().filter(|line| line.ends_with("/token")).count();
    assert_eq!(tokens, 1);
}

#[tokio::test]
async fn rsa_keys_and_other_curves_sign_in_too() {
    let account = Account::start().await;
    let rsa = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_3072).unwrap();
    let curve = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
    for (key, algorithms) in [(rsa, &["PS256", "PS384", "PS512"][..]), (curve, &["ES384"][..])] {
        for (number, algorithm) in algorithms.iter().enumerate() {
            let certificate = format!("{CERTIFICATE_ID}-{algorithm}-{number}");
            trust(&account.simulator, &certificate, &key);
            let settings = json!({"algorithm": algorithm, "certificate_id": certificate});
            let connector = connector(account.simulator.rest_url(), &key.serialize_pem(), &settings);
            read(&connector).await.unwrap_or_else(|trouble| panic!("{algorithm}: {trouble}"));
        }
    }
}

#[tokio::test]
async fn a_key_that_does_not_fit_the_algorithm_is_refused_before_anything_is_sent() {
    for (algorithm, pem) in [("PS256", key()), ("ES384", key()), ("ES256", "no key".to_owned())] {
        let settings =
            json!({"account_id": "1", "client_id": "c", "certificate_id": "k", "algorithm": algorithm});
        let secrets = Secrets::new([("private_key".to_owned(), pem.into())]);
        let error = (erpgate_netsuite::REGISTRATION.connect)(&settings, &secrets).unwrap_err();
        assert_eq!(error.pointer, "/credentials/private_key", "{algorithm}");
    }
}

fn tba(url: &str, token_secret: &str) -> Arc<dyn Connector> {
    let settings = json!({
        "account_id": "1234567-sb1", "base_url": url, "auth": "tba",
        "consumer_key": "fake-consumer-key", "token_id": "fake-token-id",
    });
    let secrets = [("consumer_secret", "fake-consumer-secret"), ("token_secret", token_secret)];
    let secrets = Secrets::new(secrets.map(|(name, secret)| (name.to_owned(), secret.to_owned().into())));
    (erpgate_netsuite::REGISTRATION.connect)(&settings, &secrets).unwrap()
}

#[tokio::test]
async fn token_based_authentication_signs_every_kind_of_request() {
    let account = Account::start().await;
    let connector = tba(account.simulator.rest_url(), "fake-token-secret");
    let visit = Visit::with(&connector);
    connector.probe(&visit.session).await.unwrap();
    let made = visit.create(&order(&two_lines())).await.unwrap().id().clone();
    // The colon of `eid:` and the query parameters are part of the signature.
    assert_eq!(visit.locate(visit.reference()).await.unwrap(), Sighting::Found(made.clone()));
    let patch = json!({"lines": {"remove": ["2"]}});
    visit.apply(&crate::admin::change(&made, &patch), None).await.unwrap();
    let query = Query { limit: 10, ..Query::default() };
    let page = connector.list(&visit.session, Resource::PurchaseOrder, &query).await.unwrap();
    assert_eq!(page.records.len(), 1);
    assert!(!format!("{connector:?}").contains("-secret"), "secrets are not printed");
}

#[tokio::test]
async fn a_wrong_token_secret_is_refused_and_not_tried_again() {
    let account = Account::start().await;
    let visit = Visit::with(&tba(account.simulator.rest_url(), "another-secret"));
    let trouble = visit.connector.probe(&visit.session).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::CredentialsRefused);
    assert_eq!(visit.session.calls().len(), 1);
}
