//! Signatures by the Standard Webhooks specification, version 1 (HMAC-SHA256).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use rand::TryRng;
use rand::rngs::{SysError, SysRng};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::Sha256;

const PREFIX: &str = "whsec_";
/// What the specification allows, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;

/// Why a signing secret cannot be made or read. Holds nothing of the secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes: {0}")]
    NoRandomness(#[source] SysError),
    /// The text is not of the specification's form.
    #[error("not a signing secret: it must be `whsec_` and 24 to 64 bytes in base64")]
    Malformed,
}

/// The secret that an endpoint's deliveries are signed with. Wiped when dropped; `Debug` hides it.
pub struct SigningSecret(SecretSlice<u8>);

impl SigningSecret {
    /// A new secret of 32 random bytes.
    ///
    /// # Errors
    /// [`SecretError::NoRandomness`].
    pub fn generate() -> Result<Self, SecretError> {
        let mut bytes = vec![0; 32];
        SysRng.try_fill_bytes(&mut bytes).map_err(SecretError::NoRandomness)?;
        Ok(Self(bytes.into()))
    }

    /// Reads what [`SigningSecret::to_text`] wrote.
    ///
    /// # Errors
    /// [`SecretError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(SecretError::Malformed)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| SecretError::Malformed)?;
        if LENGTHS.contains(&bytes.len()) { Ok(Self(bytes.into())) } else { Err(SecretError::Malformed) }
    }

    /// `whsec_` and the bytes in base64: what the receiver's library takes.
    #[must_use]
    pub fn to_text(&self) -> SecretString {
        format!("{PREFIX}{}", STANDARD.encode(self.0.expose_secret())).into()
    }

    /// The value of `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over
    /// `{id}.{timestamp}.{body}`. `id` holds no dot; `timestamp` is in seconds since 1970.
    #[must_use]
    pub fn sign(&self, id: &str, timestamp: i64, body: &str) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).expect("HMAC takes keys of every length");
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(body.as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(hidden)")
    }
}
