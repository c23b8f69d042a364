//! `erpgate api-keys list`

use clap::Args;
use erpgate_model::{ApiKey, Clock, Role, SystemClock, Timestamp};

use super::open;
use crate::cli::configuration_flags::ConfigurationFlags;
use crate::cli::output;

/// Flags of `erpgate api-keys list`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    configuration: ConfigurationFlags,
}

pub(super) async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let store = open(&arguments.configuration).await?;
    let keys = store.api_keys().await;
    store.close().await;
    let now = SystemClock.now();
    for key in keys? {
        output::line(&row(&key, now))?;
    }
    Ok(())
}

/// Id, state, what it may do, where, and its name: separated by tabs, the name last.
fn row(key: &ApiKey, now: Timestamp) -> String {
    let state = match (key.revoked_at, key.expires_at) {
        (Some(at), _) => format!("revoked {}", at.date_naive()),
        (None, Some(end)) if !key.is_live(now) => format!("expired {}", end.date_naive()),
        (None, Some(end)) => format!("live until {}", end.date_naive()),
        (None, None) => "live".to_owned(),
    };
    let rights = match key.role {
        Role::Admin => "admin".to_owned(),
        Role::Operator => "operator".to_owned(),
        Role::Client => key.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(","),
    };
    let reach = key.connections.as_ref().map_or_else(
        || "all connections".to_owned(),
        |ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
    );
    [key.id.to_string(), state, rights, reach, key.name.clone()].join("\t")
}
