//! What a connection to an SAP system says of itself.

use std::time::Duration;

use chrono::TimeDelta;
use erpgate_connector::{SettingError, parse_settings};
use serde::Deserialize;
use serde_json::Value;
use url::{Host, Url};
use utoipa::ToSchema;

use crate::inventory_adjustment::MovementTypes;

/// Settings of a connection to SAP S/4HANA.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address of the system, such as `https://my300000-api.s4hana.cloud.sap` or
    /// `https://sap.example.com:44300`. A path before `/sap/opu/odata` may follow.
    #[schema(value_type = String)]
    pub base_url: Url,
    /// Lets `base_url` and `token_url` begin with `http:` on other hosts than this one. Credentials
    /// and data then travel unprotected.
    #[serde(default)]
    pub allow_http: bool,
    /// Certificate authorities to trust besides the public ones: one or more PEM blocks.
    #[serde(default)]
    pub ca_pem: Option<String>,
    /// Seconds until the answer to one call counts as lost (1 to 600).
    #[serde(default = "default_timeout")]
    #[schema(minimum = 1, maximum = 600, default = 30)]
    pub timeout_seconds: u64,
    /// Seconds after a lost answer during which SAP may still commit. Twice the timeout unless said.
    #[serde(default)]
    pub settle_seconds: Option<u64>,
    /// The SAP client, three digits, such as `100`. The system's default client unless said.
    #[serde(default)]
    pub sap_client: Option<String>,
    /// Language of SAP's messages and of the notes that are written: two letters.
    #[serde(default = "default_language")]
    #[schema(default = "EN")]
    pub language: String,
    /// How to sign in.
    #[schema(inline)]
    pub sign_in: SignIn,
    /// The header field that carries the gateway's reference.
    #[serde(default)]
    #[schema(inline)]
    pub reference_field: ReferenceField,
    /// The text type of an order's header under which `notes` stand.
    #[serde(default = "default_note_type")]
    #[schema(default = "F01")]
    pub note_type: String,
    /// The service through which purchase orders go.
    #[serde(default)]
    #[schema(inline)]
    pub purchase_order_api: PurchaseOrderApi,
    /// The field of a business partner that carries the gateway's reference.
    #[serde(default)]
    #[schema(inline)]
    pub vendor_reference_field: VendorReferenceField,
    /// The field of a production order that carries the gateway's reference: `UnloadingPointName`,
    /// `GoodsRecipientName` or a field of your own (`YY1_…`, `Z…`) with at least 12 characters.
    #[serde(default = "default_production_reference_field")]
    #[schema(default = "UnloadingPointName")]
    pub production_reference_field: String,
    /// The field of a maintenance order that carries the gateway's reference: `AdditionalDeviceData`,
    /// `MaintObjectFreeDefinedAttrib`, `ReferenceElement` or a field of your own (`YY1_…`, `Z…`).
    #[serde(default = "default_maintenance_reference_field")]
    #[schema(default = "AdditionalDeviceData")]
    pub maintenance_reference_field: String,
    /// The version of the maintenance order service; older systems have version 1 alone.
    #[serde(default)]
    #[schema(inline)]
    pub maintenance_order_version: MaintenanceOrderVersion,
    /// Minutes by which the system's clock is ahead of UTC, which business partners are dated by. Cloud
    /// systems keep UTC. Where there is summer time, the smaller value of the year.
    #[serde(default)]
    #[schema(minimum = -840, maximum = 840, default = 0)]
    pub utc_offset_minutes: i16,
    /// The chart of accounts whose accounts are offered, such as `YCOA`. All unless said.
    #[serde(default)]
    pub chart_of_accounts: Option<String>,
    /// The movement type of stock that was found, where an adjustment names neither cost center, account nor
    /// `scrapping`.
    #[serde(default = "default_gain")]
    #[schema(default = "561")]
    pub gain_movement_type: String,
    /// The movement type of stock that is missing, likewise.
    #[serde(default = "default_loss")]
    #[schema(default = "562")]
    pub loss_movement_type: String,
}

/// How to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SignIn {
    /// A communication user with the secret `password`.
    Basic {
        /// The user's name.
        username: String,
    },
    /// OAuth 2.0 client credentials with the secret `client_secret`.
    Oauth2 {
        /// The token endpoint.
        #[schema(value_type = String)]
        token_url: Url,
        /// The client's id.
        client_id: String,
        /// The scope to ask for, where the token endpoint wants one.
        #[serde(default)]
        scope: Option<String>,
    },
}

/// The services behind which SAP shows the same purchase orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseOrderApi {
    /// `API_PURCHASEORDER_PROCESS_SRV`, OData V2: every release since 1709.
    #[default]
    V2,
    /// `CE_PURCHASEORDER_0001`, OData V4.
    V4,
    /// V4 where the system answers for it, else V2: found out at the first use.
    Auto,
}

/// Header fields of a purchase order that can carry the gateway's reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
pub enum ReferenceField {
    /// "Your reference".
    #[default]
    CorrespncExternalReference,
    /// "Our reference"; otherwise holds the `external_id`.
    CorrespncInternalReference,
    /// The supplier's salesperson.
    SupplierRespSalesPersonName,
}

impl ReferenceField {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 3] = [
        Self::CorrespncExternalReference,
        Self::CorrespncInternalReference,
        Self::SupplierRespSalesPersonName,
    ];

    /// SAP's name of the property.
    #[must_use]
    pub fn property(self) -> &'static str {
        match self {
            Self::CorrespncExternalReference => "CorrespncExternalReference",
            Self::CorrespncInternalReference => "CorrespncInternalReference",
            Self::SupplierRespSalesPersonName => "SupplierRespSalesPersonName",
        }
    }
}

/// Fields of a business partner that can carry the gateway's reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
pub enum VendorReferenceField {
    /// "Search term 2": from release 2022 on.
    #[default]
    SearchTerm2,
    /// "Search term 1".
    SearchTerm1,
    /// "External number"; otherwise holds the `external_id`.
    BusinessPartnerIDByExtSystem,
}

impl VendorReferenceField {
    /// Those that every release has.
    pub const IN_EVERY_RELEASE: [Self; 2] = [Self::SearchTerm1, Self::BusinessPartnerIDByExtSystem];

    /// SAP's name of the property.
    #[must_use]
    pub fn property(self) -> &'static str {
        match self {
            Self::SearchTerm2 => "SearchTerm2",
            Self::SearchTerm1 => "SearchTerm1",
            Self::BusinessPartnerIDByExtSystem => "BusinessPartnerIDByExtSystem",
        }
    }
}

/// Versions of the maintenance order service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
pub enum MaintenanceOrderVersion {
    /// `API_MAINTENANCEORDER`.
    #[serde(rename = "1")]
    First,
    /// `API_MAINTENANCEORDER;v=0002`.
    #[default]
    #[serde(rename = "2")]
    Second,
}

fn default_production_reference_field() -> String {
    "UnloadingPointName".to_owned()
}

fn default_maintenance_reference_field() -> String {
    "AdditionalDeviceData".to_owned()
}

fn default_timeout() -> u64 {
    30
}

fn default_language() -> String {
    "EN".to_owned()
}

fn default_gain() -> String {
    "561".to_owned()
}

fn default_loss() -> String {
    "562".to_owned()
}

fn default_note_type() -> String {
    "F01".to_owned()
}

impl Settings {
    /// Reads and checks the settings.
    ///
    /// # Errors
    /// Names the setting that is wrong.
    pub fn parse(settings: &Value) -> Result<Self, SettingError> {
        let settings: Self = parse_settings(settings)?;
        settings.check()?;
        Ok(settings)
    }

    /// How long one call may take.
    #[must_use]
    pub fn call_timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// How long after a lost answer SAP may still commit.
    #[must_use]
    pub fn settle_time(&self) -> Duration {
        Duration::from_secs(self.settle_seconds.unwrap_or(2 * self.timeout_seconds))
    }

    /// By how much the system's clock is ahead of UTC.
    pub(crate) fn clock_ahead(&self) -> TimeDelta {
        TimeDelta::minutes(self.utc_offset_minutes.into())
    }

    /// The movement types of adjustments.
    pub(crate) fn movement_types(&self) -> MovementTypes {
        MovementTypes { gain: self.gain_movement_type.clone(), loss: self.loss_movement_type.clone() }
    }

    fn check(&self) -> Result<(), SettingError> {
        check_url("base_url", &self.base_url, self.allow_http)?;
        if self.base_url.query().is_some() || self.base_url.fragment().is_some() {
            return Err(SettingError::new("base_url", "must end before `?` and `#`"));
        }
        if let SignIn::Oauth2 { token_url, .. } = &self.sign_in {
            check_url("sign_in/oauth2/token_url", token_url, self.allow_http)?;
        }
        if let SignIn::Basic { username } = &self.sign_in
            && (username.is_empty() || username.contains(':'))
        {
            return Err(SettingError::new("sign_in/basic/username", "must be a name without a colon"));
        }
        if !(1..=600).contains(&self.timeout_seconds) {
            return Err(SettingError::new("timeout_seconds", "must be between 1 and 600"));
        }
        let client = self.sap_client.as_deref().unwrap_or("000");
        if client.len() != 3 || !client.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SettingError::new("sap_client", "must be three digits, such as \"100\""));
        }
        if self.language.len() != 2 || !self.language.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(SettingError::new("language", "must be two capital letters, such as \"EN\""));
        }
        if !(-840..=840).contains(&self.utc_offset_minutes) {
            return Err(SettingError::new("utc_offset_minutes", "must be between -840 and 840"));
        }
        let standard = ["UnloadingPointName", "GoodsRecipientName"];
        check_reference_field("production_reference_field", &self.production_reference_field, &standard)?;
        let standard = ["AdditionalDeviceData", "MaintObjectFreeDefinedAttrib", "ReferenceElement"];
        check_reference_field("maintenance_reference_field", &self.maintenance_reference_field, &standard)?;
        let known = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let chart = self.chart_of_accounts.as_deref().unwrap_or("YCOA");
        if !(1..=4).contains(&chart.len()) || !chart.bytes().all(known) {
            return Err(SettingError::new(
                "chart_of_accounts",
                "must be one to four capitals or digits, such as \"YCOA\"",
            ));
        }
        if !(1..=4).contains(&self.note_type.len()) || !self.note_type.bytes().all(known) {
            return Err(SettingError::new(
                "note_type",
                "must be one to four capitals or digits, such as \"F01\"",
            ));
        }
        for (name, kind) in [
            ("gain_movement_type", &self.gain_movement_type),
            ("loss_movement_type", &self.loss_movement_type),
        ] {
            if kind.len() != 3 || !kind.bytes().all(known) {
                return Err(SettingError::new(name, "must be three capitals or digits, such as \"561\""));
            }
        }
        Ok(())
    }
}

/// One of SAP's own fields, or one that the customer added.
fn check_reference_field(setting: &str, field: &str, standard: &[&str]) -> Result<(), SettingError> {
    let is_name = field.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_own = (field.starts_with("YY1_") || field.starts_with('Z')) && is_name;
    if standard.contains(&field) || is_own {
        return Ok(());
    }
    let detail = format!("must be {} or a field of your own (YY1_…, Z…)", standard.join(", "));
    Err(SettingError::new(setting, detail))
}

fn check_url(setting: &str, url: &Url, allow_http: bool) -> Result<(), SettingError> {
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(SettingError::new(setting, "must not hold credentials; enter them as secrets"));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback || allow_http => Ok(()),
        "http" => Err(SettingError::new(setting, "must begin with https: (or set `allow_http`)")),
        other => Err(SettingError::new(setting, format!("must begin with https:, not {other}:"))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with(name: &str, value: Value) -> Result<Settings, SettingError> {
        let mut settings =
            json!({"base_url": "https://sap.example.com", "sign_in": {"basic": {"username": "GATEWAY"}}});
        settings[name] = value;
        Settings::parse(&settings)
    }

    #[test]
    fn a_wrong_setting_names_itself() {
        for (name, value, pointer) in [
            ("base_url", json!("http://sap.example.com"), "/settings/base_url"),
            ("base_url", json!("ftp://sap.example.com"), "/settings/base_url"),
            ("base_url", json!("https://u:p@sap.example.com"), "/settings/base_url"),
            ("timeout_seconds", json!(0), "/settings/timeout_seconds"),
            ("sap_client", json!("1"), "/settings/sap_client"),
            ("language", json!("english"), "/settings/language"),
            ("note_type", json!("f01"), "/settings/note_type"),
            ("purchase_order_api", json!("v3"), "/settings/purchase_order_api"),
            ("vendor_reference_field", json!("SearchTerm3"), "/settings/vendor_reference_field"),
            ("production_reference_field", json!("Material"), "/settings/production_reference_field"),
            ("maintenance_reference_field", json!("Z a"), "/settings/maintenance_reference_field"),
            ("maintenance_order_version", json!("3"), "/settings/maintenance_order_version"),
            ("utc_offset_minutes", json!(900), "/settings/utc_offset_minutes"),
            ("chart_of_accounts", json!("ycoa"), "/settings/chart_of_accounts"),
            ("gain_movement_type", json!("56"), "/settings/gain_movement_type"),
            ("loss_movement_type", json!("z62"), "/settings/loss_movement_type"),
            ("sign_in", json!({"basic": {"username": "a:b"}}), "/settings/sign_in/basic/username"),
            (
                "sign_in",
                json!({"basic": {"username": "a", "password": "b"}}),
                "/settings/sign_in/basic/password",
            ),
            ("colour", json!("blue"), "/settings/colour"),
        ] {
            assert_eq!(with(name, value).unwrap_err().pointer, pointer);
        }
    }

    #[test]
    fn plain_http_is_taken_on_this_host_or_when_allowed() {
        assert!(with("base_url", json!("http://127.0.0.1:1/x")).is_ok());
        assert!(with("base_url", json!("http://localhost:1")).is_ok());
        assert!(with("allow_http", json!(true)).is_ok());
    }

    #[test]
    fn the_settle_time_is_twice_the_timeout_unless_said() {
        assert_eq!(with("timeout_seconds", json!(5)).unwrap().settle_time(), Duration::from_secs(10));
        assert_eq!(with("settle_seconds", json!(7)).unwrap().settle_time(), Duration::from_secs(7));
    }
}
