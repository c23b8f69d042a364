//! The simulator's side door, and visits to its REST services.

use std::sync::Arc;

use erpgate_connector::{Connector, Receipt, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{
    Command, NewPurchaseOrder, Patch, PurchaseOrder, Record, RecordId, Resource, Target, Update,
};
use serde_json::{Value, json};

use crate::account::Account;

/// An account, a connector that is signed in, and the admin interface.
pub(crate) struct World {
    pub(crate) account: Account,
    pub(crate) connector: Arc<dyn Connector>,
    admin: reqwest::Client,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self::of(Account::start().await)
    }

    pub(crate) fn of(account: Account) -> Self {
        let connector = account.connect_with(&json!({}));
        // The admin interface is no ERP: nothing is decided by its answers.
        #[allow(clippy::disallowed_methods)]
        let admin = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { account, connector, admin }
    }

    /// The same account with other settings.
    pub(crate) fn with(self, settings: &Value) -> Self {
        Self { connector: self.account.connect_with(settings), ..self }
    }

    pub(crate) fn visit(&self) -> Visit {
        Visit::with(&self.connector)
    }

    /// Makes an order that the account takes.
    pub(crate) async fn created(&self, body: &Value) -> PurchaseOrder {
        let receipt = self.visit().create(&order(body)).await.unwrap();
        self.read(receipt.id()).await
    }

    pub(crate) async fn apply(&self, command: &Command) -> Result<Receipt, WriteError> {
        self.visit().apply(command, None).await
    }

    pub(crate) async fn read(&self, id: &RecordId) -> PurchaseOrder {
        self.find(id).await.unwrap()
    }

    pub(crate) async fn find(&self, id: &RecordId) -> Option<PurchaseOrder> {
        let visit = self.visit();
        let found = visit.connector.read(&visit.session, Resource::PurchaseOrder, id, false).await.unwrap();
        found.map(|record| match record {
            Record::PurchaseOrder(order) => *order,
            other => panic!("asked for a purchase order, given {other:?}"),
        })
    }

    /// The order as NetSuite holds it.
    pub(crate) async fn held(&self, id: &RecordId) -> Value {
        self.ledger("purchase_orders", id).await
    }

    /// A record as NetSuite holds it.
    pub(crate) async fn ledger(&self, collection: &str, id: &RecordId) -> Value {
        self.ask(reqwest::Method::GET, &format!("/ledger/{collection}/{id}"), &Value::Null).await
    }

    /// Reads a record that must be there, as clients see it.
    pub(crate) async fn shown(&self, resource: Resource, id: &RecordId) -> Value {
        let visit = self.visit();
        let found = visit.connector.read(&visit.session, resource, id, false).await.unwrap();
        found.unwrap_or_else(|| panic!("NetSuite has no {resource} {id}")).to_json()
    }

    /// All that the account holds.
    pub(crate) async fn whole_ledger(&self) -> Value {
        self.ask(reqwest::Method::GET, "/ledger", &Value::Null).await
    }

    /// The requests that the REST services saw, as `METHOD path`.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let ledger = self.whole_ledger().await;
        let requests = ledger["requests"].as_array().unwrap().iter();
        requests
            .map(|one| format!("{} {}", one["method"].as_str().unwrap(), one["path"].as_str().unwrap()))
            .collect()
    }

    /// How many writes NetSuite has committed.
    pub(crate) async fn writes(&self) -> Value {
        self.ask(reqwest::Method::GET, "/ledger/count", &Value::Null).await["writes"].take()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        self.ask(reqwest::Method::POST, path, body).await
    }

    #[allow(clippy::disallowed_methods)]
    async fn ask(&self, method: reqwest::Method, path: &str, body: &Value) -> Value {
        let mut request = self.admin.request(method, format!("{}{path}", self.account.simulator.admin_url()));
        if !body.is_null() {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let (status, body) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {body}");
        serde_json::from_str(&body).unwrap()
    }
}

pub(crate) fn order(body: &Value) -> NewPurchaseOrder {
    serde_json::from_value(body.clone()).unwrap()
}

/// An order of two lines.
pub(crate) fn two_lines() -> Value {
    json!({
        "vendor_id": "501", "company_id": "1",
        "lines": [
            {"item_id": "701", "quantity": "2", "unit_price": "12.5", "location_id": "11"},
            {"item_id": "702", "quantity": "3", "unit_price": "8", "location_id": "11"},
        ],
    })
}

/// A change of an order.
pub(crate) fn change(id: &RecordId, patch: &Value) -> Command {
    let target = Target { id: id.clone(), if_match: None };
    Command::Update(Update { target, patch: Patch::read(Resource::PurchaseOrder, patch).unwrap() })
}
