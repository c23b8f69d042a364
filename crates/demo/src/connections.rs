//! The two connections: how to sign in, what the client never says, and its words for the ERP's ids.

use serde_json::{Value, json};

use crate::client::Client;
use crate::erps::Erps;
use crate::output::{say, word};

/// How long after a lost answer the gateway waits before it looks: short, so that nobody waits for the show.
const SETTLE_SECONDS: u8 = 2;
const TIMEOUT_SECONDS: u8 = 5;

/// The ids of the connections.
#[derive(Debug)]
pub(crate) struct Connected {
    pub(crate) sap: String,
    pub(crate) netsuite: String,
}

/// Creates and tests both connections.
pub(crate) async fn connect(client: &Client, erps: &Erps) -> anyhow::Result<Connected> {
    Ok(Connected {
        sap: create(client, &sap(&erps.sap.odata_url())).await?,
        netsuite: create(client, &netsuite(erps.netsuite.rest_url())).await?,
    })
}

async fn create(client: &Client, connection: &Value) -> anyhow::Result<String> {
    let made = client.post("/v1/connections", Some(connection)).await?;
    let id = word(&made, "/id").to_owned();
    let tested = client.post(&format!("/v1/connections/{id}/test"), None).await?;
    say(&format!("   {id}  {:<12}  tested: {}", word(&made, "/name"), word(&tested, "/found/0")))?;
    Ok(id)
}

fn sap(base_url: &str) -> Value {
    let seed = erpgate_sap_simulator::Seed::default_world();
    let user = &seed.users[0];
    json!({
        "name": "SAP S/4HANA",
        "connector": "sap",
        "settings": {
            "base_url": base_url,
            "sap_client": seed.client,
            "sign_in": {"basic": {"username": user.name}},
            "timeout_seconds": TIMEOUT_SECONDS,
            "settle_seconds": SETTLE_SECONDS,
        },
        "credentials": {"password": user.password},
        "defaults": {"purchase_order": {
            "type_id": "NB", "company_id": "1010", "purchasing_organization_id": "1010",
            "purchasing_group_id": "001", "lines": {"unit": "PC"},
        }},
        "aliases": {
            "vendor_id": {"acme": "10300001"},
            "item_id": {"bolt-m8": "TG11", "nut-m8": "TG12"},
            "location_id": {"berlin": "1010"},
        },
    })
}

fn netsuite(base_url: &str) -> Value {
    let seed = erpgate_netsuite_simulator::Seed::default();
    let token = &seed.tba[0];
    json!({
        "name": "NetSuite",
        "connector": "netsuite",
        "settings": {
            "account_id": seed.account_id,
            "base_url": base_url,
            "auth": "tba",
            "consumer_key": token.consumer_key,
            "token_id": token.token_id,
            "timeout_seconds": TIMEOUT_SECONDS,
            "settle_seconds": SETTLE_SECONDS,
        },
        "credentials": {"consumer_secret": token.consumer_secret, "token_secret": token.token_secret},
        "defaults": {"purchase_order": {"company_id": "1"}},
        "aliases": {
            "vendor_id": {"acme": "501"},
            "item_id": {"bolt-m8": "701", "nut-m8": "702"},
            "location_id": {"berlin": "11"},
        },
    })
}
