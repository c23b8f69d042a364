//! A connector, a visit, and a simulator with its admin side.

use std::sync::Arc;
use std::time::Duration;

use erpgate_connector::{Attempted, Connector, Receipt, Secrets, Session, WriteError, attempt};
use erpgate_model::{Command, PurchaseOrder, Record, RecordId, Reference, Resource, Vendor};
use erpgate_sap_simulator::{Options, Running, Seed};
use serde_json::{Value, json};
use tokio::time::Instant;

pub(crate) const REFERENCE: &str = "EG0123456789";

/// A connector with Basic credentials; `more` settings go on top.
pub(crate) fn connect(url: &str, more: &Value) -> Arc<dyn Connector> {
    let mut settings =
        json!({"base_url": url, "sap_client": "100", "sign_in": {"basic": {"username": "ERPGATE"}}});
    for (name, value) in more.as_object().expect("an object") {
        settings[name] = value.clone();
    }
    let secrets = [("password", "Welcome-to-SAP-1"), ("client_secret", "not-a-secret-1")];
    let secrets = Secrets::new(secrets.map(|(name, secret)| (name.to_owned(), secret.to_owned().into())));
    (erpgate_sap::REGISTRATION.connect)(&settings, &secrets).expect("the settings are valid")
}

pub(crate) fn visit(connector: &Arc<dyn Connector>) -> Session {
    let soon = Instant::now() + Duration::from_secs(60);
    Session::new(connector.client().clone(), soon, Duration::from_secs(20))
        .with_reference(Reference::stored(REFERENCE))
}

/// Applies a command for the first time, on a visit of its own.
pub(crate) async fn apply(connector: &Arc<dyn Connector>, command: &Command) -> Result<Receipt, WriteError> {
    let attempted = Attempted { before: false, basis: None };
    attempt(connector.as_ref(), &visit(connector), command, attempted).await
}

/// Applies a command of which an earlier attempt may stand, on a visit of its own.
pub(crate) async fn repeat(connector: &Arc<dyn Connector>, command: &Command) -> Result<Receipt, WriteError> {
    let attempted = Attempted { before: true, basis: None };
    attempt(connector.as_ref(), &visit(connector), command, attempted).await
}

/// Reads an order that must be there.
pub(crate) async fn read(connector: &Arc<dyn Connector>, id: &RecordId) -> PurchaseOrder {
    let found = connector.read(&visit(connector), Resource::PurchaseOrder, id, false).await;
    match found.expect("reading works") {
        Some(Record::PurchaseOrder(order)) => *order,
        _ => panic!("there is no order {id}"),
    }
}

/// Reads a vendor that must be there.
pub(crate) async fn read_vendor(connector: &Arc<dyn Connector>, id: &RecordId) -> Vendor {
    let found = connector.read(&visit(connector), Resource::Vendor, id, false).await;
    match found.expect("reading works") {
        Some(Record::Vendor(vendor)) => *vendor,
        _ => panic!("there is no vendor {id}"),
    }
}

/// A simulator and a connector to it.
#[derive(Debug)]
pub(crate) struct Stand {
    pub(crate) sap: Running,
    pub(crate) connector: Arc<dyn Connector>,
    admin: reqwest::Client,
}

impl Stand {
    pub(crate) async fn start(settings: &Value) -> Self {
        Self::with_seed(Seed::default_world(), settings).await
    }

    pub(crate) async fn with_seed(seed: Seed, settings: &Value) -> Self {
        let sap = erpgate_sap_simulator::start(Options { seed, ..Options::default() })
            .await
            .expect("the world is valid");
        let mut settings = settings.clone();
        if let Some(token_url) = settings.pointer_mut("/sign_in/oauth2/token_url") {
            *token_url = json!(format!("{}{}", sap.odata_url(), token_url.as_str().expect("a path")));
        }
        let connector = connect(&sap.odata_url(), &settings);
        // The admin server is no ERP.
        #[allow(clippy::disallowed_methods)]
        let admin = reqwest::Client::builder().no_proxy().build().expect("a plain client");
        Self { sap, connector, admin }
    }

    /// An order as the simulator holds it.
    pub(crate) async fn held(&self, id: &RecordId) -> Value {
        self.ledger(&format!("/purchase_orders/{id}")).await
    }

    /// A vendor as the simulator holds it.
    pub(crate) async fn held_vendor(&self, id: &RecordId) -> Value {
        self.ledger(&format!("/business_partners/{id}")).await
    }

    /// How many orders the simulator holds.
    pub(crate) async fn orders(&self) -> usize {
        self.ledger("").await["purchase_orders"].as_array().expect("a list").len()
    }

    /// Everything that the simulator holds, or a part of it.
    pub(crate) async fn ledger(&self, part: &str) -> Value {
        let url = format!("{}/ledger{part}", self.sap.admin_url());
        #[allow(clippy::disallowed_methods)]
        let answer = self.admin.get(url).send().await.expect("the admin answers");
        answer.json().await.expect("JSON")
    }

    pub(crate) async fn fault(&self, fault: Value) {
        self.post("faults", fault).await;
    }

    /// Something that happens outside the API, such as a goods receipt.
    pub(crate) async fn happens(&self, id: &RecordId, deed: &str, body: Value) {
        self.post(&format!("purchase_orders/{id}/{deed}"), body).await;
    }

    pub(crate) async fn post(&self, path: &str, body: Value) {
        let url = format!("{}/{path}", self.sap.admin_url());
        #[allow(clippy::disallowed_methods)]
        let answer = self.admin.post(url).json(&body).send().await.expect("the admin answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }
}
