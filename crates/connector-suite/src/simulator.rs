//! The simulator's side door: its ledger, and the faults it shall make.

use std::net::TcpListener;

use reqwest::{Client, Url};
use serde_json::Value;

/// What the simulator does wrong, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Reads the request, does nothing, cuts the connection.
    CutBeforeCommit,
    /// Does what was asked, cuts the connection before the first byte of the answer.
    CutAfterCommit,
    /// Does what was asked, cuts the connection within the answer.
    HalfAnswer,
    /// Does what was asked, answers after two seconds.
    LateAnswer,
    /// Does nothing, answers with a status of 500 or above.
    FailBeforeCommit,
    /// Does what was asked, answers with a status of 500 or above.
    FailAfterCommit,
    /// Does nothing, asks to slow down.
    Throttle,
    /// Does nothing, says in the ERP's way that somebody holds the record.
    Lock,
    /// Forgets the token or session that the request carries: answers as for one that has expired.
    Expire,
}

/// The admin interface of a simulator.
#[derive(Debug, Clone)]
pub struct Simulator {
    /// The base of the admin paths, with a slash at the end: `ledger` and `faults` are joined to it.
    pub admin: Url,
    /// The JSON that makes the simulator do this once on a write, after so many writes have passed
    /// unharmed. Reads, sign-ins and token fetches neither count nor suffer.
    pub fault: fn(Fault, u32) -> Value,
    /// The purchase orders in the answer to `GET ledger`, one value each with everything that the
    /// ERP keeps of it; deleted ones too, if the ERP still shows them.
    pub purchase_orders: fn(&Value) -> Vec<Value>,
}

impl Simulator {
    /// Arms a fault on the write after `passed` more writes.
    pub(crate) async fn arm(&self, fault: Fault, passed: u32) {
        let body = (self.fault)(fault, passed);
        let answer = client().post(self.at("faults")).json(&body).send().await.expect("the admin answers");
        let status = answer.status();
        let words = answer.text().await.unwrap_or_default();
        assert!(status.is_success(), "the simulator refused the fault {body}: {status} {words}");
    }

    /// Takes all faults back.
    pub(crate) async fn disarm(&self) {
        let answer = client().delete(self.at("faults")).send().await.expect("the admin answers");
        assert!(answer.status().is_success(), "DELETE faults: {}", answer.status());
    }

    /// The native purchase orders.
    pub(crate) async fn documents(&self) -> Vec<Value> {
        let answer = client().get(self.at("ledger")).send().await.expect("the admin answers");
        assert!(answer.status().is_success(), "GET ledger: {}", answer.status());
        let ledger = answer.json().await.expect("the ledger is JSON");
        (self.purchase_orders)(&ledger)
    }

    /// The native purchase orders in which a field has exactly this text.
    pub(crate) async fn documents_with(&self, text: &str) -> Vec<Value> {
        self.documents().await.into_iter().filter(|document| mentions(document, text)).collect()
    }

    fn at(&self, path: &str) -> Url {
        self.admin.join(path).expect("`admin` is a base URL")
    }
}

/// A port of this machine on which nobody listens.
#[must_use]
pub fn closed_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}

fn client() -> Client {
    Client::builder().no_proxy().build().expect("a plain client needs nothing")
}

fn mentions(value: &Value, text: &str) -> bool {
    match value {
        Value::String(words) => words == text,
        Value::Array(list) => list.iter().any(|entry| mentions(entry, text)),
        Value::Object(fields) => fields.values().any(|field| mentions(field, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
