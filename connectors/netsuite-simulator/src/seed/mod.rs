//! The seed: account, credentials, switches, custom fields and master data of the simulated account.

mod load;
mod role;
mod stock;

pub(crate) use load::world;
pub use role::Role;
pub use stock::StockEntry;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The world that is used without `--seed`.
const DEFAULT: &str = include_str!("../../seed/default.json");

/// A seed file. Keys that are not listed here are refused with their name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The account id as in the OAuth realm, `1234567_SB1`.
    pub account_id: String,
    /// Token-based authentication credentials (OAuth 1.0a).
    #[serde(default)]
    pub tba: Vec<TbaToken>,
    /// OAuth 2.0 client-credentials mappings.
    #[serde(default)]
    pub m2m_clients: Vec<M2mClient>,
    /// What callers may not do: TBA user or OAuth client id → role.
    #[serde(default)]
    pub roles: BTreeMap<String, Role>,
    /// Behaviours that differ between accounts.
    #[serde(default)]
    pub switches: Switches,
    /// Custom fields, which become known properties.
    #[serde(default)]
    pub custom_fields: Vec<CustomField>,
    /// Subsidiaries in which a vendor is known besides its primary one: vendor id → subsidiary ids.
    #[serde(default)]
    pub vendor_subsidiaries: BTreeMap<String, Vec<String>>,
    /// Stock by lot, bin or status, besides what the items' `locations` say.
    #[serde(default)]
    pub stock: Vec<StockEntry>,
    /// Master data: record type → records, written as REST bodies with an `id`. A record may refer only
    /// to records above it.
    #[serde(default)]
    pub records: RecordsByType,
}

/// Record type → records, in the order of the file.
pub type RecordsByType = Map<String, Value>;

/// One TBA token with the integration it belongs to.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TbaToken {
    /// Key of the integration record.
    pub consumer_key: String,
    /// Secret of the integration record.
    pub consumer_secret: String,
    /// Id of the token.
    pub token_id: String,
    /// Secret of the token.
    pub token_secret: String,
    /// Name written as the author of records.
    #[serde(default = "default_user")]
    pub user: String,
}

impl fmt::Debug for TbaToken {
    /// Shows the names, never the secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TbaToken")
            .field("consumer_key", &self.consumer_key)
            .field("token_id", &self.token_id)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

fn default_user() -> String {
    "integration".to_owned()
}

/// One OAuth 2.0 machine-to-machine mapping.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct M2mClient {
    /// The client id (`iss` of the assertion).
    pub client_id: String,
    /// The certificate id (`kid` of the assertion).
    pub certificate_id: String,
    /// A PEM certificate or public key: RSA, P-256, P-384 or P-521.
    pub public_key_pem: String,
}

/// Behaviours that differ between real accounts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    /// The account has subsidiaries.
    pub one_world: bool,
    /// Body keys take effect in their order: a location of a foreign subsidiary fails unless
    /// `subsidiary` came between `entity` and `location`.
    pub key_order_rule: bool,
    /// `subsidiary` of a purchase order comes from the vendor and cannot be sent.
    pub subsidiary_derived: bool,
    /// Stock is kept by location, and there are transfers.
    pub multi_location_inventory: bool,
    /// Stock without lot, serial number and bin may fall below zero.
    pub negative_stock: bool,
    /// New purchase orders wait for approval.
    pub approval: bool,
    /// New work orders are Planned instead of Released.
    pub planned_work_orders: bool,
    /// Requests in flight before 429.
    pub concurrency_limit: usize,
    /// How dates look in `q` and SuiteQL results.
    pub date_format: DateFormat,
    /// `X-NetSuite-PropertyNameValidation` when the header is absent.
    pub property_name_validation: Validation,
    /// How long an asynchronous job stays pending, in milliseconds.
    pub async_delay_ms: u64,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            one_world: true,
            key_order_rule: true,
            subsidiary_derived: false,
            multi_location_inventory: true,
            negative_stock: true,
            approval: false,
            planned_work_orders: false,
            concurrency_limit: 5,
            date_format: DateFormat::MonthDayYear,
            property_name_validation: Validation::Warning,
            async_delay_ms: 0,
        }
    }
}

/// The account's date format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum DateFormat {
    /// `11/24/2026`.
    #[serde(rename = "M/D/YYYY")]
    MonthDayYear,
    /// `24/11/2026`.
    #[serde(rename = "D/M/YYYY")]
    DayMonthYear,
    /// `2026-11-24`.
    #[serde(rename = "YYYY-MM-DD")]
    Iso,
}

/// What to do about property names that the record type does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Validation {
    /// Refuse the request.
    Error,
    /// Ignore the property and say so in a header.
    Warning,
    /// Ignore the property.
    Ignore,
}

/// A custom field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomField {
    /// `custbody_…`, `custcol_…`, `custentity_…` or `custitem_…`.
    pub id: String,
    /// The record type it applies to.
    pub record_type: String,
    /// The sublist it applies to, for `custcol_…` fields.
    #[serde(default)]
    pub sublist: Option<String>,
    /// Field type in the language of the metadata files (`text`, `decimal`, `reference vendor`, …).
    #[serde(rename = "type")]
    pub kind: String,
    /// Label of the field.
    #[serde(default)]
    pub label: Option<String>,
}

impl Seed {
    /// Reads a seed from JSON; the error names the key or place.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl Default for Seed {
    /// The default world: account `1234567_SB1` with plainly fake secrets.
    fn default() -> Self {
        Self::from_json(DEFAULT).expect("the default seed is checked by a test")
    }
}
