//! The name of a key in the keyring.

use std::{fmt, str::FromStr};

use crate::{NoRandomness, random};

/// 32 bytes take 43 characters in base64 and 64 in hexadecimal. With a shorter limit no key can
/// pass for an id, not even when somebody swaps the two columns, and ids are safe to show.
const MAX_LEN: usize = 40;

/// Names a key of the keyring: 1 to 40 of `A-Z a-z 0-9 . _ -`. Not a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KekId(String);

/// The text is not a key id. It is not repeated here, because it could be a key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key id is 1 to {MAX_LEN} of A-Z a-z 0-9 . _ -")]
pub struct InvalidKekId;

impl KekId {
    /// `kek-` and eight random hexadecimal digits. Random rather than counted: an id that is used
    /// again after its key was deleted would make a missing key look like a damaged one.
    pub(crate) fn random() -> Result<Self, NoRandomness> {
        let suffix: [u8; 4] = random::array()?;
        Ok(Self(format!("kek-{}", hex::encode(suffix))))
    }

    /// The id as it stands in the keyring.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// At most 40, so one byte holds it in a wrapped key.
    pub(crate) fn len_byte(&self) -> u8 {
        u8::try_from(self.0.len()).expect("an id has at most 40 characters")
    }
}

impl FromStr for KekId {
    type Err = InvalidKekId;

    fn from_str(text: &str) -> Result<Self, InvalidKekId> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        if (1..=MAX_LEN).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidKekId)
        }
    }
}

impl fmt::Display for KekId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `a, b, c`, for error messages.
pub(crate) fn list(ids: &[KekId]) -> String {
    ids.iter().map(KekId::as_str).collect::<Vec<_>>().join(", ")
}
