//! Where the configuration comes from, for every command that needs one.

use std::path::PathBuf;

use clap::Args;

use crate::config::{Configuration, ConfigurationError};

/// Flags of every command that reads the configuration.
#[derive(Debug, Args)]
pub(super) struct ConfigurationFlags {
    /// The configuration file (TOML).
    #[arg(long, value_name = "FILE", env = "ERPGATE_CONFIG")]
    config: Option<PathBuf>,
    /// The database, over what the file says: `sqlite:PATH` or `postgres://…`.
    #[arg(long, value_name = "URL")]
    store: Option<String>,
}

impl ConfigurationFlags {
    pub(super) fn load(&self) -> Result<Configuration, ConfigurationError> {
        self.load_with(None)
    }

    pub(super) fn load_with(&self, listen: Option<&str>) -> Result<Configuration, ConfigurationError> {
        // A variable that is no text cannot be one of ours.
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let flags = [("server.listen", listen.map(str::to_owned)), ("store.url", self.store.clone())];
        Configuration::load(self.config.as_deref(), environment, &flags)
    }
}
