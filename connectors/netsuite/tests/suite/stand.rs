//! One connector with OAuth 2.0 before one fresh simulator.

use erpgate_connector_suite::{Simulator, Stand, closed_port};
use rcgen::KeyPair;
use serde_json::{Value, json};

use super::account::{Account, connector};
use super::records::records;
use super::samples::samples;

pub(crate) async fn start() -> Stand {
    let account = Account::start().await;
    let wrong_key = KeyPair::generate().expect("a P-256 key can be made").serialize_pem();
    let nowhere = format!("http://127.0.0.1:{}", closed_port());
    Stand {
        connector: account.connect_with(&maintained()),
        wrong_credentials: connector(account.simulator.rest_url(), &wrong_key, &json!({})),
        nobody_listens: connector(&nowhere, &account.key_pem, &json!({})),
        simulator: Simulator {
            admin: format!("{}/", account.simulator.admin_url()).parse().expect("the simulator gives a URL"),
            expire: "expire_tokens",
        },
        samples: samples(),
        records: records(),
        secrets: [&account.key_pem, &wrong_key].into_iter().flat_map(|pem| texts_of(pem)).collect(),
        keep: Box::new(account),
    }
}

/// Cases of one customer, with a status for each of ours.
fn maintained() -> Value {
    json!({
        "case_customer": "601", "case_asset_field": "custevent_equipment",
        "case_statuses": {
            "planned": ["1"], "released": ["101"], "in_progress": ["2", "3", "4"], "completed": ["102"],
            "closed": ["5"], "cancelled": ["103"],
        },
    })
}

/// The key as a whole, and each line of its base64.
fn texts_of(pem: &str) -> Vec<String> {
    let lines = pem.lines().filter(|line| !line.starts_with("-----") && line.len() >= 16);
    lines.map(str::to_owned).chain([pem.to_owned()]).collect()
}
