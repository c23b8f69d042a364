//! `erpgate api-keys revoke`

use anyhow::bail;
use clap::Args;
use erpgate_model::{ApiKeyId, Clock, SystemClock};

use super::open;
use crate::cli::configuration_flags::ConfigurationFlags;
use crate::cli::output;

/// Flags of `erpgate api-keys revoke`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// The key's id (`key_…`), as `list` shows it.
    id: ApiKeyId,
}

pub(super) async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let id = arguments.id;
    let store = open(&arguments.configuration).await?;
    let revoked = store.revoke_api_key(id, SystemClock.now()).await;
    store.close().await;
    if !revoked? {
        bail!("there is no API key {id}");
    }
    output::line(&format!("{id} is refused from now on."))
}
