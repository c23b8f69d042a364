//! How the gateway learns of a connector.

use std::collections::BTreeMap;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::contract::Connector;
use crate::settings::SettingError;

/// One secret that a connector may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretSpec {
    /// Its name in `/credentials`, such as `password`.
    pub name: &'static str,
    /// When it is needed and where to get it.
    pub description: &'static str,
}

/// The opened secrets of a connection, by name. Cannot be printed or serialised.
#[derive(Debug, Default)]
pub struct Secrets(BTreeMap<String, SecretString>);

impl Secrets {
    /// Secrets by name.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = (String, SecretString)>) -> Self {
        Self(secrets.into_iter().collect())
    }

    /// A secret that must be there.
    ///
    /// # Errors
    /// Names the missing secret.
    pub fn require(&self, name: &str) -> Result<SecretString, SettingError> {
        self.0.get(name).filter(|secret| !secret.expose_secret().is_empty()).cloned().ok_or_else(|| {
            SettingError {
                pointer: format!("/credentials/{name}"),
                detail: format!("the secret `{name}` is missing: enter it with PUT …/credentials"),
            }
        })
    }
}

/// Makes a connector of settings and secrets.
pub type ConnectFn = fn(&Value, &Secrets) -> Result<Arc<dyn Connector>, SettingError>;

/// What the gateway needs to offer a connector: each connector crate exports one.
#[derive(Debug, Clone, Copy)]
pub struct Registration {
    /// The name in `connector`, such as `sap`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// JSON Schema of the settings.
    pub settings_schema: fn() -> Value,
    /// The secrets it may need.
    pub secrets: &'static [SecretSpec],
    /// Settings that say where the secrets are sent: changing one demands the secrets again.
    pub destination_settings: &'static [&'static str],
    /// Checks settings and secrets and makes the connector; contacts nobody.
    pub connect: ConnectFn,
    /// Checks the settings alone.
    pub check_settings: fn(&Value) -> Result<(), SettingError>,
}
