//! The simulator's side door: its ledger, and the faults it shall make.

use std::net::TcpListener;
use std::time::Duration;

use reqwest::{Client, Url};
use serde_json::{Value, json};

/// For how long a throttling simulator asks to be left alone.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(7);

/// What the simulator does wrong, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Reads the request, does nothing, cuts the connection.
    CutBeforeCommit,
    /// Does what was asked, cuts the connection before the first byte of the answer.
    LoseAnswer,
    /// Does what was asked, cuts the connection within the answer.
    HalfAnswer,
    /// Does what was asked, answers after two seconds.
    SlowAnswer,
    /// Does nothing, answers with a status of 500 or above.
    ErrorBefore,
    /// Does what was asked, answers with a status of 500 or above.
    ErrorAfter,
    /// Does nothing, asks to slow down for seven seconds.
    Throttle,
    /// Does nothing, says in the ERP's way that somebody holds the record.
    Lock,
    /// Answers as for a token or session that has run out.
    Expire,
}

/// The admin interface of a simulator, which all simulators share in shape: `GET ledger` gives
/// `{"purchase_orders": [...]}`, each with everything that the ERP keeps of it; `POST faults` takes
/// `{"kind", "after", "times", ...}` and strikes writes alone; `DELETE faults` takes them back.
#[derive(Debug, Clone)]
pub struct Simulator {
    /// The base of the admin paths.
    pub admin: Url,
    /// The kind of fault that makes the connection's sign-in run out: `expire_csrf` or `expire_tokens`.
    pub expire: &'static str,
}

impl Simulator {
    /// Arms a fault on the write after so many more writes have passed unharmed.
    pub(crate) async fn arm(&self, fault: Fault, passed: u32) {
        let mut body = self.fault(fault);
        body["after"] = passed.into();
        let answer = client().post(self.at("faults")).json(&body).send().await.expect("the admin answers");
        let status = answer.status();
        let words = answer.text().await.unwrap_or_default();
        assert!(status.is_success(), "the simulator refused the fault {body}: {status} {words}");
    }

    fn fault(&self, fault: Fault) -> Value {
        match fault {
            Fault::CutBeforeCommit => json!({"kind": "cut_before_commit"}),
            Fault::LoseAnswer => json!({"kind": "lose_answer"}),
            Fault::HalfAnswer => json!({"kind": "half_answer"}),
            Fault::SlowAnswer => json!({"kind": "slow_answer", "delay_ms": 2000}),
            Fault::ErrorBefore => json!({"kind": "error_before", "status": 503}),
            Fault::ErrorAfter => json!({"kind": "error_after", "status": 500}),
            Fault::Throttle => json!({"kind": "throttle", "retry_after": RETRY_AFTER.as_secs()}),
            Fault::Lock => json!({"kind": "lock"}),
            Fault::Expire => json!({"kind": self.expire}),
        }
    }

    /// Takes all faults back.
    pub(crate) async fn disarm(&self) {
        let answer = client().delete(self.at("faults")).send().await.expect("the admin answers");
        assert!(answer.status().is_success(), "DELETE faults: {}", answer.status());
    }

    /// Everything that the ERP keeps.
    async fn ledger(&self) -> Value {
        let answer = client().get(self.at("ledger")).send().await.expect("the admin answers");
        assert!(answer.status().is_success(), "GET ledger: {}", answer.status());
        answer.json().await.expect("the ledger is JSON")
    }

    /// How many documents stand in these lists of the ledger.
    pub(crate) async fn count(&self, lists: &[&str]) -> usize {
        let ledger = self.ledger().await;
        let length = |list: &&str| {
            ledger[*list].as_array().unwrap_or_else(|| panic!("the ledger has no list `{list}`")).len()
        };
        lists.iter().map(length).sum()
    }

    /// How many changes the ERP has committed.
    pub(crate) async fn writes(&self) -> u64 {
        self.ledger().await["writes"].as_u64().expect("the ledger counts its writes")
    }

    /// The native purchase orders.
    pub(crate) async fn documents(&self) -> Vec<Value> {
        let mut ledger = self.ledger().await;
        match ledger["purchase_orders"].take() {
            Value::Array(orders) => orders,
            other => panic!("the ledger's purchase_orders are no list but {other}"),
        }
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
