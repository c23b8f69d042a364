//! The settings of a NetSuite connection.

use std::time::Duration;

use erpgate_connector::SettingError;
use serde::Deserialize;
use serde_json::Value;
use url::{Host, Url};
use utoipa::{PartialSchema, ToSchema};

use crate::work_order::settings::{CaseStatuses, ComponentUse, NewWorkOrders, WorkOrders};

/// How the connector signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum AuthMethod {
    /// OAuth 2.0 client credentials with a certificate (machine to machine).
    #[default]
    Oauth2,
    /// Token-based authentication (OAuth 1.0a), for integrations that exist already.
    Tba,
}

/// How the OAuth 2.0 assertion is signed; must fit the kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
pub(crate) enum SigningAlgorithm {
    /// RSA with SHA-256.
    #[default]
    PS256,
    /// RSA with SHA-384.
    PS384,
    /// RSA with SHA-512.
    PS512,
    /// Elliptic curve P-256.
    ES256,
    /// Elliptic curve P-384.
    ES384,
}

/// Whether `subsidiary` stands in a new order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SendSubsidiary {
    /// Always; an order without `company_id` is refused before it is sent.
    Always,
    /// When the order or the connection's defaults name a company.
    #[default]
    WhenGiven,
    /// Never: NetSuite takes the vendor's primary subsidiary. For accounts that refuse the field.
    Never,
}

/// The settings of a NetSuite connection.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The account id as NetSuite shows it, such as `1234567` or `1234567_SB1` for a sandbox.
    pub(crate) account_id: String,
    /// How the connector signs in.
    #[serde(default)]
    #[schema(inline, default = "oauth2")]
    pub(crate) auth: AuthMethod,
    /// For `oauth2`: the client id (consumer key) of the integration record.
    #[serde(default)]
    pub(crate) client_id: Option<String>,
    /// For `oauth2`: the certificate id that NetSuite shows under OAuth 2.0 Client Credentials (M2M) Setup.
    #[serde(default)]
    pub(crate) certificate_id: Option<String>,
    /// For `oauth2`: how the assertion is signed. PS* for RSA keys, ES* for elliptic curves.
    #[serde(default)]
    #[schema(inline, default = "PS256")]
    pub(crate) algorithm: SigningAlgorithm,
    /// For `tba`: the consumer key of the integration record.
    #[serde(default)]
    pub(crate) consumer_key: Option<String>,
    /// For `tba`: the token id of the access token.
    #[serde(default)]
    pub(crate) token_id: Option<String>,
    /// Where the REST services are, when not at `https://{account}.suitetalk.api.netsuite.com`.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uri")]
    pub(crate) base_url: Option<Url>,
    /// Allow plain HTTP to a host other than this machine. Credentials and orders are then readable on the way.
    #[serde(default)]
    #[schema(default = false)]
    pub(crate) allow_http: bool,
    /// Whether `company_id` is sent as `subsidiary` of a new order.
    #[serde(default)]
    #[schema(inline, default = "when_given")]
    pub(crate) send_subsidiary: SendSubsidiary,
    /// The status of new production orders.
    #[serde(default)]
    #[schema(inline, default = "planned")]
    pub(crate) new_work_orders: NewWorkOrders,
    /// Who takes the components from stock for a completion with work in process.
    #[serde(default)]
    #[schema(inline, default = "backflush")]
    pub(crate) component_use: ComponentUse,
    /// Whether support cases are maintenance orders. Say no where they are customers' tickets.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub(crate) maintenance_cases: bool,
    /// The id of the customer for whom maintenance is done: NetSuite wants one on every case.
    #[serde(default)]
    pub(crate) case_customer: Option<String>,
    /// The account's custom field of cases that holds `asset_id`, such as `custevent_equipment`.
    #[serde(default)]
    pub(crate) case_asset_field: Option<String>,
    /// Which of the account's case statuses stand for ours.
    #[serde(default)]
    #[schema(inline)]
    pub(crate) case_statuses: CaseStatuses,
    /// Seconds until the answer to one call counts as lost.
    #[serde(default = "thirty")]
    #[schema(default = 30, minimum = 1, maximum = 600)]
    pub(crate) timeout_seconds: u32,
    /// Seconds after a lost answer during which NetSuite may still save the order. Default: twice the timeout.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 3600)]
    pub(crate) settle_seconds: Option<u32>,
    /// PEM certificates of authorities to trust besides the public ones.
    #[serde(default)]
    pub(crate) ca_pem: Option<String>,
}

fn yes() -> bool {
    true
}

fn thirty() -> u32 {
    30
}

/// The JSON Schema of [`Settings`].
pub(crate) fn schema() -> Value {
    serde_json::to_value(Settings::schema()).expect("a schema is plain JSON")
}

impl Settings {
    /// What serde cannot say: which settings belong together, and where secrets may be sent.
    pub(crate) fn check(&self) -> Result<(), SettingError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if self.account_id.is_empty() || !self.account_id.chars().all(plain) {
            return Err(SettingError::new(
                "account_id",
                "write the account id as NetSuite shows it, such as 1234567_SB1",
            ));
        }
        match self.auth {
            AuthMethod::Oauth2 => {
                self.client_id()?;
                self.certificate_id()?;
            }
            AuthMethod::Tba => {
                self.consumer_key()?;
                self.token_id()?;
            }
        }
        if !(1..=600).contains(&self.timeout_seconds) {
            return Err(SettingError::new("timeout_seconds", "must be from 1 to 600"));
        }
        if self.settle_seconds.is_some_and(|seconds| !(1..=3600).contains(&seconds)) {
            return Err(SettingError::new("settle_seconds", "must be from 1 to 3600"));
        }
        self.work_orders().check()?;
        self.base_url().map(|_| ())
    }

    /// What concerns work orders.
    pub(crate) fn work_orders(&self) -> WorkOrders {
        WorkOrders {
            new_work_orders: self.new_work_orders,
            component_use: self.component_use,
            maintenance_cases: self.maintenance_cases,
            case_customer: self.case_customer.clone(),
            case_asset_field: self.case_asset_field.clone(),
            case_statuses: self.case_statuses.clone(),
        }
    }

    /// Scheme, host and optional path in front of `/services/rest`.
    pub(crate) fn base_url(&self) -> Result<Url, SettingError> {
        let wrong = |detail: &str| SettingError::new("base_url", detail);
        let Some(url) = &self.base_url else {
            let host = format!("https://{}.suitetalk.api.netsuite.com", self.slug());
            return host
                .parse()
                .map_err(|_| SettingError::new("account_id", "does not make a host name: check it"));
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("must not hold credentials: they belong into the connection's secrets"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("must end after host and path"));
        }
        let here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(wrong("names no host")),
        };
        match url.scheme() {
            "https" => Ok(url.clone()),
            "http" if here || self.allow_http => Ok(url.clone()),
            "http" => Err(wrong("is plain HTTP: use https, or set allow_http on a network you trust")),
            _ => Err(wrong("must begin with https://")),
        }
    }

    /// The account in OAuth 1.0a's `realm`: upper case with underscore.
    pub(crate) fn realm(&self) -> String {
        self.account_id.to_ascii_uppercase().replace('-', "_")
    }

    /// The account in host names: lower case with hyphen.
    fn slug(&self) -> String {
        self.account_id.to_ascii_lowercase().replace('_', "-")
    }

    /// How long one call may take.
    pub(crate) fn call_timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.timeout_seconds))
    }

    /// How long NetSuite may still save after a lost answer.
    pub(crate) fn settle_time(&self) -> Duration {
        self.settle_seconds.map_or(self.call_timeout() * 2, |seconds| Duration::from_secs(u64::from(seconds)))
    }

    pub(crate) fn client_id(&self) -> Result<&str, SettingError> {
        needed(self.client_id.as_deref(), "client_id", "oauth2")
    }

    pub(crate) fn certificate_id(&self) -> Result<&str, SettingError> {
        needed(self.certificate_id.as_deref(), "certificate_id", "oauth2")
    }

    pub(crate) fn consumer_key(&self) -> Result<&str, SettingError> {
        needed(self.consumer_key.as_deref(), "consumer_key", "tba")
    }

    pub(crate) fn token_id(&self) -> Result<&str, SettingError> {
        needed(self.token_id.as_deref(), "token_id", "tba")
    }
}

fn needed<'a>(value: Option<&'a str>, name: &str, auth: &str) -> Result<&'a str, SettingError> {
    value
        .filter(|text| !text.is_empty())
        .ok_or_else(|| SettingError::new(name, format!("is needed with auth `{auth}`")))
}

#[cfg(test)]
mod tests {
    use erpgate_connector::parse_settings;
    use serde_json::json;

    use super::*;

    fn settings(extra: &Value) -> Settings {
        let mut all = json!({"account_id": "1234567_SB1", "client_id": "c", "certificate_id": "k"});
        all.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        parse_settings(&all).unwrap()
    }

    fn pointer_of(extra: &Value) -> String {
        settings(extra).check().unwrap_err().pointer
    }

    #[test]
    fn host_and_realm_follow_from_the_account_id() {
        let settings = settings(&json!({"account_id": "1234567-sb1"}));
        assert_eq!(settings.base_url().unwrap().as_str(), "https://1234567-sb1.suitetalk.api.netsuite.com/");
        assert_eq!(settings.realm(), "1234567_SB1");
    }

    #[test]
    fn a_wrong_setting_names_itself() {
        assert_eq!(pointer_of(&json!({"account_id": "evil.example/"})), "/settings/account_id");
        assert_eq!(pointer_of(&json!({"client_id": ""})), "/settings/client_id");
        assert_eq!(pointer_of(&json!({"auth": "tba"})), "/settings/consumer_key");
        assert_eq!(pointer_of(&json!({"timeout_seconds": 0})), "/settings/timeout_seconds");
        assert_eq!(pointer_of(&json!({"base_url": "ftp://a.example"})), "/settings/base_url");
        assert_eq!(pointer_of(&json!({"base_url": "https://u:p@a.example"})), "/settings/base_url");
    }

    #[test]
    fn plain_http_is_for_this_machine_unless_allowed() {
        assert_eq!(pointer_of(&json!({"base_url": "http://a.example"})), "/settings/base_url");
        assert!(settings(&json!({"base_url": "http://127.0.0.1:8080"})).check().is_ok());
        assert!(settings(&json!({"base_url": "http://a.example", "allow_http": true})).check().is_ok());
    }

    #[test]
    fn an_unknown_setting_is_refused() {
        let wrong = json!({"account_id": "1", "clientid": "c"});
        assert!(parse_settings::<Settings>(&wrong).unwrap_err().detail.contains("clientid"));
    }

    #[test]
    fn the_schema_holds_every_setting_and_refers_to_nothing_outside() {
        let schema = schema();
        assert!(schema["properties"]["private_key"].is_null(), "secrets are no settings");
        assert_eq!(schema["required"], json!(["account_id"]));
        assert!(!schema.to_string().contains("$ref"), "{schema}");
    }
}
