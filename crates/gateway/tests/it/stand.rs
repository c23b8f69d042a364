//! A gateway with simulators, for one test: real HTTP on free ports, a clock that the test moves.

use std::sync::Arc;
use std::time::Duration;

use erpgate_gateway::config::Configuration;
use erpgate_gateway::server::{Parts, Running, start};
use erpgate_model::{ApiKey, Clock, ConnectionId, FakeClock, Ids, Role, Scope};
use erpgate_test_database::ThrowAwayDatabase;
use erpgate_vault::{Keyring, Vault};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long after a lost answer the connections of a stand look for the document.
pub(crate) const SETTLE: i64 = 60;

pub(crate) struct Stand {
    pub(crate) gateway: Option<Running>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) ids: Ids,
    pub(crate) sap: Option<erpgate_sap_simulator::Running>,
    pub(crate) netsuite: Option<erpgate_netsuite_simulator::Running>,
    pub(crate) http: reqwest::Client,
    pub(crate) admin_key: String,
    /// Where the database is; the keyring stands beside the SQLite file.
    store: String,
    directory: TempDir,
}

/// Which ERP a connection of a stand goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Erp {
    Sap,
    NetSuite,
}

pub(crate) const BOTH: [Erp; 2] = [Erp::Sap, Erp::NetSuite];

impl Stand {
    /// A stand on SQLite.
    pub(crate) async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = format!("sqlite:{}", directory.path().join("erpgate.db").display());
        Self::over(store, directory).await
    }

    /// A stand on a PostgreSQL database.
    pub(crate) async fn on_postgres(database: &ThrowAwayDatabase) -> Self {
        Self::over(database.url.clone(), tempfile::tempdir().unwrap()).await
    }

    async fn over(store: String, directory: TempDir) -> Self {
        let clock = Arc::new(FakeClock::at(erpgate_model::SystemClock.now()));
        let ids = Ids::random(clock.clone());
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(90)).build().unwrap();
        let sap = erpgate_sap_simulator::start(erpgate_sap_simulator::Options::default()).await.unwrap();
        let options = erpgate_netsuite_simulator::Options::default();
        let netsuite = erpgate_netsuite_simulator::start(options).await.unwrap();
        let mut stand = Self {
            gateway: None,
            clock,
            ids,
            sap: Some(sap),
            netsuite: Some(netsuite),
            http,
            admin_key: String::new(),
            store,
            directory,
        };
        stand.start_gateway().await;
        stand.admin_key = stand.key(Role::Admin, &[], None).await;
        stand
    }

    /// Starts the gateway over the stand's database.
    pub(crate) async fn start_gateway(&mut self) {
        self.gateway = Some(self.node(Configuration::default()).await);
    }

    /// Starts a gateway over the stand's database; several may stand on PostgreSQL. The keyring lives
    /// as long as the stand.
    pub(crate) async fn node(&self, mut configuration: Configuration) -> Running {
        let keyring = self.directory.path().join("keyring");
        if !keyring.exists() {
            Keyring::create_file(&keyring).unwrap();
        }
        configuration.server.listen = "127.0.0.1:0".to_owned();
        configuration.server.workers = 2;
        configuration.store.url.clone_from(&self.store);
        configuration.webhooks.allow_private_targets = true;
        let parts = Parts {
            store: erpgate_store::open(&self.store).await.unwrap(),
            vault: Arc::new(Vault::new(Keyring::from_file(&keyring).unwrap())),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
        };
        start(&configuration, parts).await.unwrap()
    }

    pub(crate) async fn stop_gateway(&mut self) {
        self.gateway.take().expect("a running gateway").stop().await;
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.gateway.as_ref().expect("a running gateway").url())
    }

    /// A key with these rights, made as the command line makes it.
    pub(crate) async fn key(
        &self,
        role: Role,
        scopes: &[Scope],
        connections: Option<Vec<ConnectionId>>,
    ) -> String {
        let text = erpgate_gateway::auth::KeyText::generate("test", self.ids.make());
        let key = ApiKey {
            id: text.id(),
            name: "test".to_owned(),
            role,
            scopes: scopes.to_vec(),
            connections,
            secret_sha256: text.sha256(),
            created_at: self.clock.now(),
            expires_at: None,
            revoked_at: None,
        };
        self.gateway.as_ref().expect("a running gateway").app().store.create_api_key(&key).await.unwrap();
        text.reveal().to_owned()
    }

    /// A request with the admin's key.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, self.url(path)).bearer_auth(&self.admin_key)
    }

    /// A connection to one of the simulators, with defaults and aliases so that [`order`] fits both.
    pub(crate) async fn connection(&self, erp: Erp) -> String {
        let answer =
            self.request(Method::POST, "/v1/connections").json(&self.new_connection(erp)).send().await;
        let (status, body) = read(answer.unwrap()).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        body["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn new_connection(&self, erp: Erp) -> Value {
        match erp {
            Erp::Sap => json!({
                "name": "SAP",
                "connector": "sap",
                "settings": {
                    "base_url": self.sap.as_ref().expect("a running simulator").odata_url(),
                    "sap_client": "100",
                    "sign_in": {"basic": {"username": "ERPGATE"}},
                    "timeout_seconds": 30,
                    "settle_seconds": SETTLE,
                },
                "credentials": {"password": "Welcome-to-SAP-1"},
                "defaults": {"purchase_order": {
                    "company_id": "1010", "purchasing_organization_id": "1010", "purchasing_group_id": "001",
                    "type_id": "NB", "lines": {"location_id": "berlin", "unit": "PC"},
                }},
                "aliases": {
                    "vendor_id": {"acme": "10300001"},
                    "item_id": {"bolt-m8": "TG11", "nut-m8": "TG12"},
                    "location_id": {"berlin": "1010"},
                },
            }),
            Erp::NetSuite => json!({
                "name": "NetSuite",
                "connector": "netsuite",
                "settings": {
                    "account_id": "1234567_SB1",
                    "base_url": self.netsuite.as_ref().expect("a running simulator").rest_url(),
                    "auth": "tba",
                    "consumer_key": "fake-consumer-key",
                    "token_id": "fake-token-id",
                    "timeout_seconds": 30,
                    "settle_seconds": SETTLE,
                },
                "credentials": {"consumer_secret": "fake-consumer-secret", "token_secret": "fake-token-secret"},
                "defaults": {"purchase_order": {"company_id": "1", "lines": {"location_id": "berlin"}}},
                "aliases": {
                    "vendor_id": {"acme": "501"},
                    "item_id": {"bolt-m8": "701", "nut-m8": "702"},
                    "location_id": {"berlin": "11"},
                },
            }),
        }
    }

    /// The files of the database.
    pub(crate) fn files(&self) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains(".db"))
            .collect()
    }

    fn admin_url(&self, erp: Erp) -> String {
        match erp {
            Erp::Sap => self.sap.as_ref().expect("a running simulator").admin_url().to_string(),
            Erp::NetSuite => self.netsuite.as_ref().expect("a running simulator").admin_url().to_string(),
        }
        .trim_end_matches('/')
        .to_owned()
    }

    /// Makes the simulator fail as ordered.
    pub(crate) async fn fault(&self, erp: Erp, fault: Value) {
        let url = format!("{}/faults", self.admin_url(erp));
        let answer = self.http.post(url).json(&fault).send().await.unwrap();
        assert!(answer.status().is_success(), "{:?}", answer.text().await);
    }

    /// Takes all faults back.
    pub(crate) async fn no_faults(&self, erp: Erp) {
        let answer = self.http.delete(format!("{}/faults", self.admin_url(erp))).send().await.unwrap();
        assert!(answer.status().is_success(), "{:?}", answer.text().await);
    }

    /// How many documents stand in a list of the ERP's ledger.
    pub(crate) async fn documents(&self, erp: Erp, list: &str) -> usize {
        let answer = self.http.get(format!("{}/ledger", self.admin_url(erp))).send().await.unwrap();
        let body: Value = answer.json().await.unwrap();
        body[list].as_array().unwrap_or_else(|| panic!("no list {list}")).len()
    }

    /// The purchase orders that the ERP holds.
    pub(crate) async fn ledger(&self, erp: Erp) -> Vec<Value> {
        let answer = self.http.get(format!("{}/ledger", self.admin_url(erp))).send().await.unwrap();
        let body: Value = answer.json().await.unwrap();
        body["purchase_orders"].as_array().unwrap().clone()
    }

    /// How many changes the ERP has committed.
    pub(crate) async fn writes(&self, erp: Erp) -> u64 {
        let answer = self.http.get(format!("{}/ledger", self.admin_url(erp))).send().await.unwrap();
        let body: Value = answer.json().await.unwrap();
        body["writes"].as_u64().unwrap()
    }

    /// Sends a write with an idempotency key.
    pub(crate) async fn write(
        &self,
        method: Method,
        path: &str,
        key: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let mut request = self.request(method, path).header("Idempotency-Key", key);
        if !body.is_null() {
            request = request.json(body);
        }
        read(request.send().await.unwrap()).await
    }

    pub(crate) async fn create(&self, connection: &str, key: &str, body: &Value) -> (StatusCode, Value) {
        self.write(Method::POST, &format!("/v1/connections/{connection}/purchase-orders"), key, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    /// Moves the clock past the settle time and waits until the operation is settled.
    pub(crate) async fn settle(&self, operation: &str) -> Value {
        self.clock.advance(chrono::TimeDelta::seconds(SETTLE + 1));
        let (status, body) = self.get(&format!("/v1/operations/{operation}?wait=30")).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body
    }
}

/// Status and JSON of an answer.
pub(crate) async fn read(answer: reqwest::Response) -> (StatusCode, Value) {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

/// The body that fits both ERPs.
pub(crate) fn order() -> Value {
    json!({
        "vendor_id": "acme",
        "external_id": "PO-7",
        "order_date": "2026-01-15",
        "lines": [
            {"item_id": "bolt-m8", "quantity": "12.5", "unit_price": "3.25", "delivery_date": "2036-02-01"},
            {"item_id": "nut-m8", "quantity": "100", "unit_price": "0.08", "delivery_date": "2036-02-01"},
        ],
    })
}
