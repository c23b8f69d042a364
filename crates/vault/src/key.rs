//! A 256-bit key that stays in one place on the heap and is wiped when dropped.

use secrecy::{ExposeSecret, ExposeSecretMut, SecretBox};
use subtle::ConstantTimeEq;

use crate::{NoRandomness, aead::KEY_LEN, random};

/// Boxed, so that moving a `Key` moves a pointer and leaves no copy of the bytes behind.
#[derive(Default)]
pub(crate) struct Key(SecretBox<[u8; KEY_LEN]>);

impl Key {
    pub(crate) fn random() -> Result<Self, NoRandomness> {
        let mut key = Self::default();
        random::fill(key.bytes_mut())?;
        Ok(key)
    }

    pub(crate) fn from_bytes(bytes: &[u8; KEY_LEN]) -> Self {
        let mut key = Self::default();
        key.bytes_mut().copy_from_slice(bytes);
        key
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        self.0.expose_secret()
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; KEY_LEN] {
        self.0.expose_secret_mut()
    }

    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.bytes().ct_eq(other.bytes()).into()
    }
}
