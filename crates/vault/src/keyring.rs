//! The keys that wrap data keys.

use std::fmt;

use crate::{KekId, KeyringError, Origin, VaultError, key::Key, keyring_text};

/// One or more named keys (KEKs), one of them primary. Its `Debug` shows ids only.
///
/// The format is described in the crate's documentation.
pub struct Keyring {
    entries: Vec<(KekId, Key)>,
    primary: usize,
}

impl Keyring {
    /// Reads the value of an environment variable: `id base64key` entries separated by commas or
    /// line breaks.
    ///
    /// # Errors
    /// Names the entry that is malformed, by its position.
    pub fn from_environment(value: &str) -> Result<Self, KeyringError> {
        keyring_text::parse(Origin::Environment, value.split([',', '\n']))
    }

    /// `primary` is an index into `entries`.
    pub(crate) fn new(entries: Vec<(KekId, Key)>, primary: usize) -> Self {
        debug_assert!(primary < entries.len());
        Self { entries, primary }
    }

    /// The id of the key that wraps new data keys.
    pub fn primary_id(&self) -> &KekId {
        &self.entries[self.primary].0
    }

    /// The ids of all keys, in the order of the keyring.
    pub fn ids(&self) -> Vec<KekId> {
        self.entries.iter().map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn primary(&self) -> (&KekId, &Key) {
        let (id, key) = &self.entries[self.primary];
        (id, key)
    }

    pub(crate) fn key(&self, id: &KekId) -> Result<&Key, VaultError> {
        self.entries
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, key)| key)
            .ok_or_else(|| VaultError::UnknownKek { kek: id.clone(), known: self.ids() })
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("primary", self.primary_id()).field("ids", &self.ids()).finish()
    }
}
