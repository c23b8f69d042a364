//! Settings of a connection: strict, and a wrong one names itself.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// A setting that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct SettingError {
    /// JSON pointer, such as `/settings/base_url`.
    pub pointer: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl SettingError {
    /// An error about one setting.
    #[must_use]
    pub fn new(setting: &str, detail: impl Into<String>) -> Self {
        Self { pointer: format!("/settings/{setting}"), detail: detail.into() }
    }
}

/// Reads a connector's settings; unknown ones are refused by `deny_unknown_fields` on `T`.
///
/// # Errors
/// Names the setting.
pub fn parse_settings<T: DeserializeOwned>(settings: &Value) -> Result<T, SettingError> {
    serde_path_to_error::deserialize(settings).map_err(|error| {
        let path = error.path().to_string().replace('.', "/");
        let pointer =
            if path == "/" || path == "?" { "/settings".to_owned() } else { format!("/settings/{path}") };
        SettingError { pointer, detail: error.into_inner().to_string() }
    })
}
