//! Events reach a receiver: signed, with the record, and again after a failure.

use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::stand::{BOTH, Erp, Stand, order, read};

/// Headers and body of one request.
type Received = (http::HeaderMap, Vec<u8>);

/// A receiver that keeps what it gets and verifies it with the official library.
struct Receiver {
    url: String,
    got: Arc<Mutex<Vec<Received>>>,
    arrived: Arc<Notify>,
}

impl Receiver {
    async fn start() -> Self {
        let got: Arc<Mutex<Vec<Received>>> = Arc::default();
        let arrived = Arc::new(Notify::new());
        let (keep, tell) = (got.clone(), arrived.clone());
        let server = HttpServer::new(move || {
            let (keep, tell) = (keep.clone(), tell.clone());
            App::new().default_service(web::to(move |request: HttpRequest, body: web::Bytes| {
                let headers = request.headers().iter().map(|(name, value)| {
                    let name = http::HeaderName::from_bytes(name.as_str().as_bytes()).unwrap();
                    (name, http::HeaderValue::from_bytes(value.as_bytes()).unwrap())
                });
                keep.lock().unwrap().push((headers.collect(), body.to_vec()));
                tell.notify_waiters();
                async { HttpResponse::Ok().finish() }
            }))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let url = format!("http://{}/hook", server.addrs()[0]);
        tokio::spawn(server.run());
        Self { url, got, arrived }
    }

    /// Waits until so many events have come; returns them verified, as JSON.
    async fn events(&self, count: usize, secret: &str) -> Vec<Value> {
        let verifier = standardwebhooks::Webhook::new(secret).unwrap();
        let enough = async {
            loop {
                let arrived = self.arrived.notified();
                if self.got.lock().unwrap().len() >= count {
                    break;
                }
                arrived.await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), enough).await.expect("the events arrive");
        let got = self.got.lock().unwrap();
        got.iter()
            .map(|(headers, body)| {
                verifier.verify(body, headers).expect("the official library accepts the signature");
                serde_json::from_slice(body).unwrap()
            })
            .collect()
    }
}

async fn endpoint(stand: &Stand, url: &str, filter: Value) -> (String, String) {
    let new = json!({"url": url, "filter": filter});
    let (status, made) =
        read(stand.request(Method::POST, "/v1/webhook-endpoints").json(&new).send().await.unwrap()).await;
    assert_eq!(status, 201, "{made}");
    (made["endpoint"]["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_created_order_is_told_once_with_the_record_as_the_erp_holds_it() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let receiver = Receiver::start().await;
        let (id, secret) = endpoint(&stand, &receiver.url, json!({"types": ["purchase_order.*"]})).await;
        let connection = stand.connection(erp).await;
        let (_, operation) = stand.create(&connection, "k", &order()).await;
        let events = receiver.events(1, &secret).await;
        assert_eq!(events.len(), 1);
        let event = &events[0];
        assert_eq!(event["type"], "purchase_order.created");
        assert_eq!(event["sequence"], 1);
        assert_eq!(event["data"], operation["record"]);
        assert_eq!(event["cause"], json!({"kind": "operation", "operation_id": operation["id"]}));
        assert_eq!(event["resource"]["id"], operation["record_id"]);
        let (_, log) = stand.get(&format!("/v1/webhook-endpoints/{id}/deliveries")).await;
        assert_eq!(log["data"].as_array().unwrap().len(), 1, "{log}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_test_delivery_has_the_real_structure_and_says_that_it_is_a_test() {
    let stand = Stand::start().await;
    let receiver = Receiver::start().await;
    let (id, secret) = endpoint(&stand, &receiver.url, json!({})).await;
    let body = json!({"type": "purchase_order.updated"});
    let sent =
        stand.request(Method::POST, &format!("/v1/webhook-endpoints/{id}/test")).json(&body).send().await;
    let (status, delivery) = read(sent.unwrap()).await;
    assert_eq!(status, 202, "{delivery}");
    let events = receiver.events(1, &secret).await;
    assert_eq!(
        (&events[0]["type"], &events[0]["cause"]["kind"]),
        (&json!("purchase_order.updated"), &json!("test"))
    );
    assert!(events[0]["data"]["lines"][0]["quantity"].is_string());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn events_of_the_same_record_carry_rising_sequences() {
    let stand = Stand::start().await;
    let receiver = Receiver::start().await;
    let (_, secret) = endpoint(&stand, &receiver.url, json!({"types": ["purchase_order.*"]})).await;
    let connection = stand.connection(Erp::Sap).await;
    let (_, operation) = stand.create(&connection, "k1", &order()).await;
    let path =
        format!("/v1/connections/{connection}/purchase-orders/{}", operation["record_id"].as_str().unwrap());
    let (status, closed) = stand.write(Method::POST, &format!("{path}/close"), "k2", &Value::Null).await;
    assert_eq!(status, 200, "{closed:#}");
    let mut told: Vec<(i64, String)> = receiver
        .events(2, &secret)
        .await
        .iter()
        .map(|event| (event["sequence"].as_i64().unwrap(), event["type"].as_str().unwrap().to_owned()))
        .collect();
    told.sort();
    let expected =
        [(1, "purchase_order.created".to_owned()), (2, "purchase_order.status_changed".to_owned())];
    assert_eq!(told, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_that_nobody_may_call_is_refused_when_it_is_made() {
    let stand = Stand::start().await;
    for url in ["http://169.254.169.254/latest", "ftp://example.com/", "http://user@127.0.0.1/"] {
        let new = json!({"url": url});
        let sent = stand.request(Method::POST, "/v1/webhook-endpoints").json(&new).send().await.unwrap();
        let (status, problem) = read(sent).await;
        assert_eq!(
            (status.as_u16(), &problem["errors"][0]["pointer"]),
            (422, &json!("/url")),
            "{url}: {problem}"
        );
    }
}
