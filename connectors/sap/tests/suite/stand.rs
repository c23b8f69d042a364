//! One connector with Basic credentials before one fresh simulator.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use erpgate_connector::{Connector, Secrets};
use erpgate_connector_suite::{Simulator, Stand, closed_port};
use erpgate_sap_simulator::Options;
use serde_json::json;

use super::samples::samples;
use super::{completions, inventory, master_data, vendors, work_orders};

const USER: &str = "ERPGATE";
const PASSWORD: &str = "Welcome-to-SAP-1";
const WRONG_PASSWORD: &str = "not-the-password-7";

/// Purchase orders go through the service that the setting `purchase_order_api` names.
pub(crate) async fn start(api: &str) -> Stand {
    let sap = erpgate_sap_simulator::start(Options::default()).await.expect("the built-in world is valid");
    Stand {
        connector: connect(&sap.odata_url(), PASSWORD, api),
        wrong_credentials: connect(&sap.odata_url(), WRONG_PASSWORD, api),
        nobody_listens: connect(&format!("http://127.0.0.1:{}", closed_port()), PASSWORD, api),
        simulator: Simulator {
            admin: format!("{}/", sap.admin_url()).parse().expect("the simulator gives a URL"),
            expire: "expire_csrf",
        },
        samples: samples(api),
        records: master_data::samples()
            .chain([vendors::sample()])
            .chain(work_orders::samples())
            .chain(completions::samples())
            .chain(inventory::samples())
            .collect(),
        secrets: [PASSWORD, WRONG_PASSWORD]
            .into_iter()
            .flat_map(|password| [password.to_owned(), STANDARD.encode(format!("{USER}:{password}"))])
            .collect(),
        keep: Box::new(sap),
    }
}

fn connect(base_url: &str, password: &str, api: &str) -> Arc<dyn Connector> {
    let settings = json!({"base_url": base_url, "sap_client": "100", "purchase_order_api": api,
        "sign_in": {"basic": {"username": USER}}});
    let secrets = Secrets::new([("password".to_owned(), password.to_owned().into())]);
    (erpgate_sap::REGISTRATION.connect)(&settings, &secrets).expect("the settings are valid")
}
