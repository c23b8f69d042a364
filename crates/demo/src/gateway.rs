//! The gateway, made the way the command line makes it: a keyring, a database, a first API key.

use std::net::SocketAddr;
use std::path::Path;

use erpgate_gateway::cli::api_keys::{NewKey, create};
use erpgate_gateway::cli::{keyring, parts};
use erpgate_gateway::config::Configuration;
use erpgate_gateway::server::{self, Running};
use erpgate_model::Role;

/// Starts a gateway on an embedded database in this directory.
pub(crate) async fn start(listen: SocketAddr, directory: &Path) -> anyhow::Result<Running> {
    std::fs::create_dir_all(directory)?;
    let keyring_file = directory.join("keyring");
    if !keyring_file.exists() {
        keyring::create(&keyring_file)?;
    }
    let mut configuration = Configuration::default();
    configuration.server.listen = listen.to_string();
    configuration.store.url = format!("sqlite:{}", directory.join("erpgate.db").display());
    configuration.vault.keyring_file = Some(keyring_file);
    // The receiver of the demo's webhooks is on this machine.
    configuration.webhooks.allow_private_targets = true;
    server::start(&configuration, parts::parts(&configuration).await?).await
}

/// An administrator's key, as `erpgate api-keys create --role admin` makes it.
pub(crate) async fn admin_key(gateway: &Running) -> anyhow::Result<String> {
    let new = NewKey {
        name: "demo".to_owned(),
        role: Role::Admin,
        scopes: Vec::new(),
        connections: None,
        expires_in: None,
        environment: "demo".to_owned(),
    };
    Ok(create(&*gateway.app().store, new).await?.reveal().to_owned())
}
