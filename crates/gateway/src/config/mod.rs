//! Configuration: one TOML file, then the environment, then flags. A wrong setting names itself.
//!
//! Environment variables are `ERPGATE__` and the setting with two underscores between the parts:
//! `ERPGATE__SERVER__LISTEN=0.0.0.0:8443`. Every setting stands in `docs/configuration.md`.

mod sections;

use std::net::SocketAddr;
use std::path::Path;

use serde::Deserialize;

pub use sections::{
    EngineSection, LogFormat, LogSection, ServerSection, StoreSection, VaultSection, WebhooksSection,
};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Configuration {
    /// The door.
    pub server: ServerSection,
    /// The database.
    pub store: StoreSection,
    /// The keys that seal secrets.
    pub vault: VaultSection,
    /// How writes are carried.
    pub engine: EngineSection,
    /// How events are delivered.
    pub webhooks: WebhooksSection,
    /// What is logged, and how.
    pub log: LogSection,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigurationError {
    /// A file cannot be read, or a setting has the wrong type or does not exist.
    #[error("{0}")]
    Unreadable(#[from] config::ConfigError),
    /// A setting does not fit the others.
    #[error("{setting}: {detail}")]
    Wrong {
        /// The setting, such as `server.listen`.
        setting: &'static str,
        /// What is wrong and what to do.
        detail: String,
    },
}

impl Configuration {
    /// Reads the file (if one is named, it must exist), the environment given, then the flags, each over
    /// the one before.
    ///
    /// # Errors
    /// Names the setting and where it came from.
    pub fn load(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        flags: &[(&str, Option<String>)],
    ) -> Result<Self, ConfigurationError> {
        let mut builder = config::Config::builder();
        if let Some(file) = file {
            builder = builder.add_source(config::File::from(file).format(config::FileFormat::Toml));
        }
        let variables = environment.into_iter().collect::<std::collections::HashMap<_, _>>();
        let environment = config::Environment::with_prefix("ERPGATE")
            .prefix_separator("__")
            .separator("__")
            .try_parsing(true)
            .source(Some(variables));
        builder = builder.add_source(environment);
        for (setting, value) in flags {
            builder = builder.set_override_option(*setting, value.clone())?;
        }
        let configuration: Self = builder.build()?.try_deserialize()?;
        configuration.check()?;
        Ok(configuration)
    }

    fn check(&self) -> Result<(), ConfigurationError> {
        let wrong =
            |setting, detail: &str| Err(ConfigurationError::Wrong { setting, detail: detail.to_owned() });
        let server = &self.server;
        if server.tls_cert.is_some() != server.tls_key.is_some() {
            return wrong("server.tls_cert", "set server.tls_cert and server.tls_key together, or neither");
        }
        let local = server.listen.parse::<SocketAddr>().map(|address| address.ip().is_loopback());
        match local {
            Err(error) => {
                let detail = format!("`{}` is no address such as 127.0.0.1:8080: {error}", server.listen);
                return wrong("server.listen", &detail);
            }
            Ok(false) if server.tls_cert.is_none() && !server.behind_tls_proxy => {
                let detail = "API keys would cross the network in the clear: set server.tls_cert and \
                              server.tls_key, or server.behind_tls_proxy = true if a proxy ends TLS before erpgate";
                return wrong("server.listen", detail);
            }
            Ok(_) => {}
        }
        if server.default_wait_seconds > 60 {
            return wrong("server.default_wait_seconds", "at most 60");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(toml: &str, environment: &[(&str, &str)]) -> Result<Configuration, ConfigurationError> {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("erpgate.toml");
        std::fs::write(&file, toml).unwrap();
        let variables = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Configuration::load(Some(&file), variables, &[("log.filter", Some("debug".to_owned()))])
    }

    #[test]
    fn the_environment_wins_over_the_file_and_flags_win_over_both() {
        let toml = "[server]\nlisten = \"127.0.0.1:1\"\nbody_limit_bytes = 5\n[log]\nfilter = \"warn\"";
        let loaded =
            load(toml, &[("ERPGATE__SERVER__LISTEN", "127.0.0.1:2"), ("ERPGATE__LOG__FILTER", "info")])
                .unwrap();
        assert_eq!((loaded.server.listen.as_str(), loaded.server.body_limit_bytes), ("127.0.0.1:2", 5));
        assert_eq!(loaded.log.filter, "debug");
    }

    #[test]
    fn an_unknown_setting_names_itself() {
        let error = load("[server]\nlisten_on = \"x\"", &[]).unwrap_err().to_string();
        assert!(error.contains("listen_on"), "{error}");
    }

    #[test]
    fn a_setting_of_the_wrong_type_names_itself_and_its_file() {
        let error = load("[server]\nbody_limit_bytes = \"many\"", &[]).unwrap_err().to_string();
        assert!(error.contains("body_limit_bytes") && error.contains("erpgate.toml"), "{error}");
    }

    #[test]
    fn keys_never_cross_a_network_in_the_clear_unless_a_proxy_is_declared() {
        let error = load("[server]\nlisten = \"0.0.0.0:8080\"", &[]).unwrap_err().to_string();
        assert!(error.starts_with("server.listen: API keys"), "{error}");
        load("[server]\nlisten = \"0.0.0.0:8080\"\nbehind_tls_proxy = true", &[]).unwrap();
    }
}
