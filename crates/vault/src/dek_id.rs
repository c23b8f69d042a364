//! The name of a data key.

use std::fmt;

use crate::{NoRandomness, random};

pub(crate) const DEK_ID_LEN: usize = 16;

/// Names a data key: 16 random bytes, shown as 32 hexadecimal digits. Not a secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DekId([u8; DEK_ID_LEN]);

impl DekId {
    pub(crate) fn random() -> Result<Self, NoRandomness> {
        random::array().map(Self)
    }

    pub(crate) const fn from_bytes(bytes: [u8; DEK_ID_LEN]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes as they stand in a record and in a wrapped key.
    pub const fn as_bytes(&self) -> &[u8; DEK_ID_LEN] {
        &self.0
    }
}

impl fmt::Display for DekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for DekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DekId({self})")
    }
}
