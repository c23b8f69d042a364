//! What a gateway is made of, as the configuration says.

use std::sync::Arc;

use anyhow::{Context, bail};
use erpgate_model::{Ids, SystemClock};
use erpgate_vault::{Keyring, Vault};

use crate::config::{Configuration, VaultSection};
use crate::server::Parts;

/// Reads the keyring, opens the database and takes the machine's clock.
///
/// # Errors
/// When there is no keyring, or it or the database cannot be used.
pub async fn parts(configuration: &Configuration) -> anyhow::Result<Parts> {
    let vault = Arc::new(Vault::new(keyring(&configuration.vault)?));
    let store = erpgate_store::open(&configuration.store.url).await.context("store.url")?;
    let clock = Arc::new(SystemClock);
    Ok(Parts { store, vault, ids: Ids::random(clock.clone()), clock })
}

/// Without a keyring nothing starts: secrets that are stored now could not be opened later.
pub(super) fn keyring(section: &VaultSection) -> anyhow::Result<Keyring> {
    match (&section.keyring_file, &section.keyring_env) {
        (Some(file), None) => Keyring::from_file(file).context("vault.keyring_file"),
        (None, Some(name)) => {
            let value = std::env::var(name).with_context(|| {
                format!("vault.keyring_env: the environment variable {name} cannot be read")
            })?;
            Keyring::from_environment(&value).with_context(|| format!("vault.keyring_env: {name}"))
        }
        (None, None) => bail!(
            "there is no keyring to seal secrets with: run `erpgate keyring create FILE` once, then set \
             vault.keyring_file to that file (or vault.keyring_env to the name of an environment variable \
             that holds the file's lines)"
        ),
        (Some(_), Some(_)) => bail!("vault: set keyring_file or keyring_env, not both"),
    }
}
