//! A simulated account and connectors that sign in to it, with keys made at run time.

use std::sync::Arc;

use erpgate_connector::{Connector, Secrets};
use erpgate_model::{Clock, SystemClock};
use erpgate_netsuite_simulator::{M2mClient, Options, Running, Seed};
use rcgen::KeyPair;
use serde_json::{Value, json};

pub(crate) const CLIENT_ID: &str = "fake-client-id";
pub(crate) const CERTIFICATE_ID: &str = "fake-certificate-id";

/// A running simulator that knows one machine-to-machine client.
pub(crate) struct Account {
    pub(crate) simulator: Running,
    /// The client's private key.
    pub(crate) key_pem: String,
}

impl Account {
    pub(crate) async fn start() -> Self {
        Self::with_switches(&json!({})).await
    }

    /// An account that differs from the usual one.
    pub(crate) async fn with_switches(switches: &Value) -> Self {
        let switches = serde_json::from_value(switches.clone()).expect("the switches exist");
        let mut seed = Seed { switches, ..Seed::default() };
        add_case_statuses(&mut seed);
        let options = Options { seed, ..Options::default() };
        let simulator =
            erpgate_netsuite_simulator::start(options).await.expect("the built-in world is valid");
        let key = KeyPair::generate().expect("a P-256 key can be made");
        trust(&simulator, CERTIFICATE_ID, &key);
        Self { simulator, key_pem: key.serialize_pem() }
    }

    /// A connector that signs in with OAuth 2.0, with further settings.
    pub(crate) fn connect_with(&self, extra: &Value) -> Arc<dyn Connector> {
        connector(self.simulator.rest_url(), &self.key_pem, extra)
    }
}

/// Case statuses that an account adds to those that NetSuite delivers.
fn add_case_statuses(seed: &mut Seed) {
    let own = [("101", "Scheduled", "OPEN"), ("102", "Done", "OPEN"), ("103", "Withdrawn", "CLOSED")];
    let statuses = seed.records.get_mut("supportCaseStatus").and_then(Value::as_array_mut);
    let statuses = statuses.expect("the built-in world has case statuses");
    statuses.extend(own.map(|(id, name, stage)| json!({"id": id, "name": name, "stage": stage})));
}

/// Lets the holder of this key sign in.
pub(crate) fn trust(simulator: &Running, certificate_id: &str, key: &KeyPair) {
    let client = M2mClient {
        client_id: CLIENT_ID.to_owned(),
        certificate_id: certificate_id.to_owned(),
        public_key_pem: key.public_key_pem(),
    };
    simulator.add_m2m_client(client).expect("the key is a public key");
}

/// A connector that signs in with OAuth 2.0 and this key.
pub(crate) fn connector(base_url: &str, key_pem: &str, extra: &Value) -> Arc<dyn Connector> {
    connector_at(base_url, key_pem, extra, Arc::new(SystemClock))
}

/// The same with a clock of the test's.
pub(crate) fn connector_at(
    base_url: &str,
    key_pem: &str,
    extra: &Value,
    clock: Arc<dyn Clock>,
) -> Arc<dyn Connector> {
    let mut settings = json!({
        "account_id": "1234567_SB1", "base_url": base_url, "auth": "oauth2", "algorithm": "ES256",
        "client_id": CLIENT_ID, "certificate_id": CERTIFICATE_ID,
    });
    if let (Some(settings), Some(extra)) = (settings.as_object_mut(), extra.as_object()) {
        settings.extend(extra.clone());
    }
    let secrets = Secrets::new([("private_key".to_owned(), key_pem.to_owned().into())]);
    erpgate_netsuite::connect(&settings, &secrets, clock).expect("the settings are valid")
}
