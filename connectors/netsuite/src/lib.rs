//! Oracle NetSuite: records through SuiteTalk REST (`record/v1`), lists and master data through SuiteQL.
//!
//! # How exactly-once is kept
//! Every record carries the operation's reference as its `externalId`, which NetSuite keeps unique over
//! all transactions, and over all entities such as vendors. A second create is therefore refused, and
//! `GET {type}/eid:…` finds the first one. Changes to a record and its lists, however many, travel in one
//! PATCH, so that they stand together or not at all.
//!
//! # Where things are
//! `mapping/` translates by tables, `records/` makes, reads, lists, changes and deletes a record of any
//! type, and each resource has a folder with its table, its own rules and its rows of capabilities.
//!
//! # Why not …
//! - *PUT by external id (upsert)?* Sent again after a lost answer it would overwrite what people
//!   changed in NetSuite meanwhile.
//! - *`X-NetSuite-Idempotency-Key`?* NetSuite ignores it on synchronous calls.
//! - *the whole order in a PATCH?* A line without its key is added once more.

mod auth;
mod capabilities;
mod connector;
mod currency;
mod errors;
mod goods_receipt;
mod inventory_adjustment;
mod inventory_level;
mod inventory_transfer;
mod mapping;
mod master_data;
mod passthrough;
mod probe;
mod purchase_order;
mod records;
mod settings;
mod stock;
mod suiteql;
mod transport;
mod vendor;
mod work_order;

use std::sync::Arc;

use erpgate_connector::{Connector, Registration, SecretSpec, Secrets, SettingError, parse_settings};
use erpgate_model::{Clock, SystemClock};
use serde_json::Value;

use crate::connector::NetSuite;
use crate::settings::Settings;

/// What the gateway needs to offer NetSuite.
pub static REGISTRATION: Registration = Registration {
    name: "netsuite",
    title: "Oracle NetSuite",
    settings_schema: settings::schema,
    secrets: &[
        SecretSpec {
            name: "private_key",
            description: "For auth `oauth2`: the private key (PEM, PKCS#8) of the certificate that was uploaded \
                          under Setup > Integration > OAuth 2.0 Client Credentials (M2M) Setup.",
        },
        SecretSpec {
            name: "consumer_secret",
            description: "For auth `tba`: shown once when the integration record is saved.",
        },
        SecretSpec {
            name: "token_secret",
            description: "For auth `tba`: shown once when the access token is made.",
        },
    ],
    // A new certificate authority or plain HTTP also decides who can read the secrets.
    destination_settings: &["account_id", "base_url", "allow_http", "ca_pem"],
    connect: |settings, secrets| connect(settings, secrets, Arc::new(SystemClock)),
    check_settings: |settings| parse_settings::<Settings>(settings)?.check(),
};

/// Makes the connector with a clock of the caller's choice; contacts nobody.
///
/// # Errors
/// Names the setting or secret that is wrong or missing.
pub fn connect(
    settings: &Value,
    secrets: &Secrets,
    clock: Arc<dyn Clock>,
) -> Result<Arc<dyn Connector>, SettingError> {
    let settings: Settings = parse_settings(settings)?;
    settings.check()?;
    Ok(Arc::new(NetSuite::new(&settings, secrets, clock)?))
}
