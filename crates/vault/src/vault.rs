//! The vault: data keys under a keyring.

use crate::{DataKey, DekId, Keyring, VaultError, WrappedKey, key::Key};

/// Makes, opens and re-wraps data keys with the keys of a keyring.
#[derive(Debug)]
pub struct Vault {
    keyring: Keyring,
}

impl Vault {
    /// A vault over a keyring.
    pub fn new(keyring: Keyring) -> Self {
        Self { keyring }
    }

    /// The ids of the keyring, for a status page or a rotation report.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Makes a data key for an owner (the id of a connection or endpoint), wrapped with the primary
    /// key and ready to be stored.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`].
    pub fn new_data_key(&self, owner: &str) -> Result<WrappedKey, VaultError> {
        WrappedKey::wrap(self.keyring.primary(), owner, DekId::random()?, &Key::random()?)
    }

    /// Opens the data key of an owner.
    ///
    /// # Errors
    /// [`VaultError::UnknownKek`] when its key is not in the keyring,
    /// [`VaultError::WrappedKeyRejected`] when it is not what was wrapped for this owner.
    pub fn open_data_key(&self, owner: &str, wrapped: &WrappedKey) -> Result<DataKey, VaultError> {
        Ok(DataKey::new(wrapped.dek_id(), owner, self.unwrap(owner, wrapped)?))
    }

    /// Wraps the same data key with the primary key. `None` when it is there already, so that a
    /// rotation that was interrupted can run over everything again. The key is opened either way:
    /// a rotation that ends without an error has proved every data key readable.
    ///
    /// # Errors
    /// As [`Vault::open_data_key`], and [`VaultError::NoRandomness`].
    pub fn rewrap(&self, owner: &str, wrapped: &WrappedKey) -> Result<Option<WrappedKey>, VaultError> {
        let key = self.unwrap(owner, wrapped)?;
        if wrapped.kek_id() == self.keyring.primary_id() {
            return Ok(None);
        }
        WrappedKey::wrap(self.keyring.primary(), owner, wrapped.dek_id(), &key).map(Some)
    }

    fn unwrap(&self, owner: &str, wrapped: &WrappedKey) -> Result<Key, VaultError> {
        wrapped.unwrap_with(self.keyring.key(wrapped.kek_id())?, owner)
    }
}
