//! The front of the paper ERP: who may enter, and what goes wrong.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::erp::Erp;
use super::wire::Request;

/// How an answer goes out.
pub(super) enum Delivery {
    Whole,
    Half,
    Nothing,
    Late(Duration),
}

/// The front desk, shared by all connections.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) password: String,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Debug, Default)]
struct Inside {
    erp: Erp,
    faults: Vec<Value>,
    tokens: u32,
    /// Changes that were made.
    writes: u32,
    /// Only the newest token is good, until it is revoked.
    good_token: Option<String>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { password: "open sesame, please".to_owned(), inside: Arc::default() }
    }
}

impl Desk {
    pub(super) fn url(port: u16) -> Url {
        format!("http://127.0.0.1:{port}/").parse().unwrap()
    }

    /// Answers one request: status, body, delivery.
    pub(super) fn take(&self, request: &Request) -> (u16, Value, Delivery) {
        let mut inside = self.inside.lock().unwrap();
        if let Some(path) = request.path.strip_prefix("/admin/") {
            return whole(inside.admin(&request.method, path, &request.body));
        }
        if request.path == "/token" {
            return whole(inside.sign_in(request, &self.password));
        }
        if request.method == "GET" {
            return whole(inside.work(request));
        }
        let fault = inside.strike();
        match fault["kind"].as_str() {
            Some("cut_before_commit") => (200, Value::Null, Delivery::Nothing),
            Some("error_before") => whole((503, json!({"code": "DOWN", "message": "try later"}))),
            Some("throttle") => whole((429, json!({"code": "BUSY", "message": "slow down"}))),
            Some("lock") => whole((423, json!({"code": "LOCKED", "message": "held by MILLER"}))),
            Some("expire_tokens") => {
                inside.good_token = None;
                whole(inside.work(request))
            }
            Some("error_after") => {
                inside.work(request);
                whole((500, json!({"code": "DUMP", "message": "something broke"})))
            }
            kind => {
                let (status, body) = inside.work(request);
                let delivery = match kind {
                    Some("lose_answer") => Delivery::Nothing,
                    Some("half_answer") => Delivery::Half,
                    Some("slow_answer") => Delivery::Late(Duration::from_secs(2)),
                    Some(other) => panic!("no such fault: {other}"),
                    None => Delivery::Whole,
                };
                (status, body, delivery)
            }
        }
    }
}

fn whole((status, body): (u16, Value)) -> (u16, Value, Delivery) {
    (status, body, Delivery::Whole)
}

impl Inside {
    fn admin(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        match (method, path) {
            ("GET", "ledger") => (200, json!({"purchase_orders": self.erp.orders(), "writes": self.writes})),
            ("POST", "faults") => {
                self.faults.push(body.clone());
                (204, Value::Null)
            }
            ("DELETE", "faults") => {
                self.faults.clear();
                (204, Value::Null)
            }
            _ => (404, Value::Null),
        }
    }

    fn sign_in(&mut self, request: &Request, password: &str) -> (u16, Value) {
        if request.token != password {
            return (401, json!({"code": "LOGIN", "message": "who are you?"}));
        }
        self.tokens += 1;
        let token = format!("token-{}", self.tokens);
        self.good_token = Some(token.clone());
        (200, json!({"token": token}))
    }

    fn work(&mut self, request: &Request) -> (u16, Value) {
        if self.good_token.as_ref() != Some(&request.token) {
            return (401, json!({"code": "TOKEN", "message": "your token has run out"}));
        }
        let answer = self.erp.answer(&request.method, &request.path, &request.body);
        self.writes += u32::from(request.method != "GET" && answer.0 < 300);
        answer
    }

    /// The first fault whose time has come.
    fn strike(&mut self) -> Value {
        for index in 0..self.faults.len() {
            match self.faults[index]["after"].as_u64() {
                None | Some(0) => return self.faults.remove(index),
                Some(passing) => self.faults[index]["after"] = (passing - 1).into(),
            }
        }
        Value::Null
    }
}
