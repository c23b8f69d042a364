//! A small NetSuite client that shares nothing with the simulator but the RFC: it signs by hand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use erpgate_netsuite_simulator::{Options, Running, Seed, start};
use hmac::{Hmac, KeyInit, Mac};
use rand::RngExt;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use sha2::Sha256;

/// Credentials of the default world.
pub(crate) const CONSUMER: (&str, &str) = ("fake-consumer-key", "fake-consumer-secret");
pub(crate) const TOKEN: (&str, &str) = ("fake-token-id", "fake-token-secret");

/// A running simulator with a client for both of its ports.
pub(crate) struct World {
    pub(crate) running: Running,
    pub(crate) http: reqwest::Client,
}

/// An answer with its body read.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The id at the end of `Location`.
    pub(crate) fn new_id(&self) -> String {
        assert_eq!(self.status, 204, "{self:?}");
        assert_eq!(self.text, "");
        self.header("location").rsplit('/').next().unwrap().to_owned()
    }

    /// The first error's code and text.
    pub(crate) fn error(&self) -> (String, String) {
        let body = self.json();
        assert_eq!(body["status"], json!(self.status), "{body}");
        let detail = &body["o:errorDetails"][0];
        (detail["o:errorCode"].as_str().unwrap().to_owned(), detail["detail"].as_str().unwrap().to_owned())
    }
}

pub(crate) fn http() -> reqwest::Client {
    // Without idle connections nothing is ever sent again behind our back.
    reqwest::Client::builder().pool_max_idle_per_host(0).no_proxy().build().unwrap()
}

pub(crate) async fn world() -> World {
    with_switches(json!({})).await
}

/// A world whose switches differ from the default ones.
pub(crate) async fn with_switches(switches: Value) -> World {
    let seed = Seed { switches: serde_json::from_value(switches).unwrap(), ..Seed::default() };
    let running = start(Options { seed, ..Options::default() }).await.unwrap();
    World { running, http: http() }
}

impl World {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/services/rest{path}", self.running.rest_url())
    }

    /// A signed request; `path` starts after `/services/rest` and may have a query.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = self.url(path);
        let header = authorization(&Signing::now(), method.as_str(), &url);
        self.http.request(method, url).header("authorization", header)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        Reply::of(self.request(method, path).json(body).send().await.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        Reply::of(self.request(Method::DELETE, path).send().await.unwrap()).await
    }

    pub(crate) async fn admin(&self, method: Method, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.running.admin_url());
        let mut request = self.http.request(method, url);
        if !body.is_null() {
            request = request.json(&body);
        }
        let reply = Reply::of(request.send().await.unwrap()).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    }

    pub(crate) async fn ledger(&self) -> Value {
        self.admin(Method::GET, "/ledger", Value::Null).await
    }

    pub(crate) async fn fault(&self, fault: Value) {
        self.admin(Method::POST, "/faults", fault).await;
    }

    /// Creates the sample order and gives its id.
    pub(crate) async fn create_order(&self, external_id: &str) -> String {
        self.post("/record/v1/purchaseOrder", &order(external_id)).await.new_id()
    }
}

/// A purchase order with two lines, 43.25 in total.
pub(crate) fn order(external_id: &str) -> Value {
    json!({
        "externalId": external_id,
        "entity": {"id": "501"},
        "subsidiary": {"id": "1"},
        "location": {"id": "11"},
        "memo": "two lines",
        "item": {"items": [
            {"item": {"id": "701"}, "quantity": 2, "rate": 12.5},
            {"item": {"externalId": "TG12"}, "quantity": 1.5, "rate": 12.1667},
        ]},
    })
}

/// What goes into a signature besides the request.
pub(crate) struct Signing {
    pub(crate) consumer: (&'static str, &'static str),
    pub(crate) token: (&'static str, &'static str),
    pub(crate) realm: &'static str,
    pub(crate) nonce: String,
    pub(crate) timestamp: i64,
    /// Further signed header parameters, such as `oauth_body_hash`.
    pub(crate) extra: Vec<(&'static str, &'static str)>,
}

impl Signing {
    pub(crate) fn now() -> Self {
        // Signatures need the real time; the simulator's window is around it.
        let timestamp = chrono::Utc::now().timestamp();
        let random: [u8; 12] = rand::rng().random();
        Self {
            consumer: CONSUMER,
            token: TOKEN,
            realm: "1234567_SB1",
            nonce: hex::encode(random),
            timestamp,
            extra: Vec::new(),
        }
    }
}

/// RFC 3986: only unreserved characters stay as they are.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The `Authorization` header of RFC 5849 with HMAC-SHA256.
pub(crate) fn authorization(signing: &Signing, method: &str, url: &str) -> String {
    let timestamp = signing.timestamp.to_string();
    let mut oauth: Vec<(&str, &str)> = vec![
        ("oauth_consumer_key", signing.consumer.0),
        ("oauth_token", signing.token.0),
        ("oauth_nonce", &signing.nonce),
        ("oauth_timestamp", &timestamp),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_version", "1.0"),
    ];
    oauth.extend(&signing.extra);
    let parsed = reqwest::Url::parse(url).unwrap();
    let mut all: Vec<(String, String)> =
        oauth.iter().map(|(name, value)| (encode(name), encode(value))).collect();
    all.extend(parsed.query_pairs().map(|(name, value)| (encode(&name), encode(&value))));
    all.sort();
    let normalized: Vec<String> = all.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let without_query = url.split('?').next().unwrap();
    let base = format!("{method}&{}&{}", encode(without_query), encode(&normalized.join("&")));
    let key = format!("{}&{}", encode(signing.consumer.1), encode(signing.token.1));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(base.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let mut header = format!("OAuth realm=\"{}\"", signing.realm);
    for (name, value) in oauth.iter().chain(&[("oauth_signature", signature.as_str())]) {
        header.push_str(&format!(", {name}=\"{}\"", encode(value)));
    }
    header
}
