//! `erpgate keyring`: the keys that seal secrets.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use erpgate_vault::{KekId, Keyring, KeyringError};

use super::output;

/// What to do with a keyring file.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a keyring file with one key, readable by its owner only.
    Create {
        /// The file; it must not exist.
        file: PathBuf,
    },
    /// Add a key. It seals nothing until it is promoted.
    Add {
        /// The keyring file.
        file: PathBuf,
    },
    /// Seal new data keys with this key; the others still open what they sealed.
    Promote {
        /// The keyring file.
        file: PathBuf,
        /// The key's id, as `add` printed it.
        id: KekId,
    },
}

pub(super) fn run(command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Create { file } => {
            let id = create(file)?;
            let file = file.display();
            output::line(&format!(
                "{id} is the first key of {file}. Keep a copy in a safe place, apart from the database: without \
                 it no stored credential can be opened. Now set vault.keyring_file = \"{file}\"."
            ))
        }
        Command::Add { file } => {
            let id = Keyring::add_key(file)?;
            let file = file.display();
            output::line(&format!(
                "{id} is known, and not used yet. Give the file to every gateway and restart each, then run \
                 `erpgate keyring promote {file} {id}`."
            ))
        }
        Command::Promote { file, id } => {
            Keyring::promote(file, id)?;
            output::line(&format!(
                "{id} seals from the next start on. Give the file to every gateway and restart each."
            ))
        }
    }
}

/// Makes a keyring file with one new key and returns the key's id.
///
/// # Errors
/// As [`Keyring::create_file`].
pub fn create(file: &Path) -> Result<KekId, KeyringError> {
    Keyring::create_file(file)
}
