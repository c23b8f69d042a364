//! The text of an API key: `eg_<env>_<id>_<secret><crc>`.

use std::fmt;

use erpgate_model::ApiKeyId;
use rand::Rng;
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// The secret part: 256 random bits in hexadecimal.
const SECRET_LEN: usize = 64;
/// The CRC-32 of everything before it, in hexadecimal: a typing error is told from a revoked key.
const CRC_LEN: usize = 8;

/// An API key as the client sends it. Never printed.
pub struct KeyText {
    id: ApiKeyId,
    text: SecretString,
}

impl KeyText {
    /// A new key for an environment name such as `live` or `demo`.
    #[must_use]
    pub fn generate(environment: &str, id: ApiKeyId) -> Self {
        let mut secret = [0_u8; SECRET_LEN / 2];
        // Without random numbers from the operating system nothing here may go on.
        UnwrapErr(SysRng).fill_bytes(&mut secret);
        let ulid = id.to_string();
        let ulid = ulid.trim_start_matches("key_");
        let body = format!("eg_{environment}_{ulid}_{}", hex::encode(secret));
        let text = format!("{body}{:08x}", crc32fast::hash(body.as_bytes()));
        Self { id, text: text.into() }
    }

    /// Reads a key; nothing when it has not the form or its checksum is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (body, crc) = text.split_at_checked(text.len().checked_sub(CRC_LEN)?)?;
        if format!("{:08x}", crc32fast::hash(body.as_bytes())) != crc {
            return None;
        }
        let parts: Vec<&str> = body.split('_').collect();
        let [prefix, _environment, ulid, secret] = parts[..] else { return None };
        let id = format!("key_{ulid}").parse().ok()?;
        (prefix == "eg" && secret.len() == SECRET_LEN).then(|| Self { id, text: text.into() })
    }

    /// The id inside.
    #[must_use]
    pub fn id(&self) -> ApiKeyId {
        self.id
    }

    /// What the store keeps.
    #[must_use]
    pub fn sha256(&self) -> Vec<u8> {
        Sha256::digest(self.text.expose_secret()).to_vec()
    }

    /// The text, to be shown once to whoever made the key.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.text.expose_secret()
    }
}

/// Names the key's id alone.
impl fmt::Debug for KeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyText({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use erpgate_model::{FakeClock, Ids};

    use super::*;

    fn key() -> KeyText {
        KeyText::generate("test", Ids::seeded(Arc::new(FakeClock::default()), 1).make())
    }

    #[test]
    fn a_key_reads_back_with_its_id() {
        let made = key();
        let read = KeyText::parse(made.reveal()).unwrap();
        assert_eq!(read.id(), made.id());
        assert_eq!(read.sha256(), made.sha256());
    }

    #[test]
    fn one_wrong_character_is_noticed_by_the_checksum() {
        let text = key().reveal().to_owned();
        for position in 0..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[position] = if wrong[position] == b'0' { b'1' } else { b'0' };
            assert!(KeyText::parse(&String::from_utf8(wrong).unwrap()).is_none(), "{position}");
        }
    }

    #[test]
    fn the_key_is_not_in_its_debug_text() {
        let made = key();
        assert!(!format!("{made:?}").contains(&made.reveal()[40..60]));
    }
}
