//! The sections of the configuration, each with its defaults.

use std::path::PathBuf;

use serde::Deserialize;

/// `[server]`: the door.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSection {
    /// Address and port; plain HTTP only on loopback or behind a declared proxy.
    pub listen: String,
    /// PEM file with the certificate chain.
    pub tls_cert: Option<PathBuf>,
    /// PEM file with the private key.
    pub tls_key: Option<PathBuf>,
    /// A proxy ends TLS before erpgate.
    pub behind_tls_proxy: bool,
    /// Longest request body.
    pub body_limit_bytes: usize,
    /// Longest time for a request body to arrive.
    pub body_timeout_seconds: u64,
    /// Refuse writes without `Idempotency-Key`.
    pub require_idempotency_key: bool,
    /// How long a write waits for the ERP unless the client says otherwise (at most 60).
    pub default_wait_seconds: u64,
    /// Longest time that running writes may take at shutdown.
    pub shutdown_seconds: u64,
    /// Worker threads; 0: one per core.
    pub workers: usize,
}

impl Default for ServerSection {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            tls_cert: None,
            tls_key: None,
            behind_tls_proxy: false,
            body_limit_bytes: 1024 * 1024,
            body_timeout_seconds: 15,
            require_idempotency_key: true,
            default_wait_seconds: 25,
            shutdown_seconds: 60,
            workers: 0,
        }
    }
}

/// `[store]`: the database.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoreSection {
    /// `sqlite:PATH` for one process, `postgres://…` for many.
    pub url: String,
}

impl Default for StoreSection {
    fn default() -> Self {
        Self { url: "sqlite:erpgate.db".to_owned() }
    }
}

/// `[vault]`: the keys that seal secrets. Exactly one of the two; without either erpgate does not start.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VaultSection {
    /// A keyring file (mode 0600), made by `erpgate keyring create`.
    pub keyring_file: Option<PathBuf>,
    /// The name of an environment variable that holds the keyring's lines, separated by commas.
    pub keyring_env: Option<String>,
}

/// `[engine]`: how writes are carried.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EngineSection {
    /// A write that certainly was not applied is given up so long after it was accepted.
    pub give_up_after_seconds: u64,
    /// A write whose outcome cannot be found out is handed to a person so long after it was accepted.
    pub ask_person_after_seconds: u64,
}

impl Default for EngineSection {
    fn default() -> Self {
        Self { give_up_after_seconds: 120, ask_person_after_seconds: 24 * 3600 }
    }
}

/// `[webhooks]`: how events are delivered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhooksSection {
    /// Allow http and private or loopback targets (never link-local or metadata addresses).
    pub allow_private_targets: bool,
    /// Longest time for one delivery, the receiver's answer included.
    pub timeout_seconds: u64,
}

impl Default for WebhooksSection {
    fn default() -> Self {
        Self { allow_private_targets: false, timeout_seconds: 10 }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// `[log]`: what is logged, and how. Logs go to the standard error stream and hold no secret.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSection {
    /// `text` or `json`.
    pub format: LogFormat,
    /// Such as `info` or `warn,erpgate_engine=debug`.
    pub filter: String,
}

impl Default for LogSection {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}
