//! The mark that a write leaves on the document, so that it can be found again.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::id::OperationId;

/// Crockford's base 32: no letters that look like digits.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Twelve upper-case characters, made from the operation's id: `EG` and 50 bits of its
/// SHA-256. Twelve because SAP's `CorrespncExternalReference` holds no more; upper case
/// because some ERP fields are upper-cased. The store keeps it unique per connection.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// The reference of this operation: always the same one.
    #[must_use]
    pub fn of(operation: OperationId) -> Self {
        let digest = Sha256::digest(operation.to_string());
        let mut bits = u64::from_be_bytes(digest[..8].try_into().expect("a SHA-256 digest has 32 bytes"));
        let mut text = String::from("EG");
        for _ in 0..10 {
            text.push(char::from(ALPHABET[(bits >> 59) as usize]));
            bits <<= 5;
        }
        Self(text)
    }

    /// A reference that was read back from the store.
    #[must_use]
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::FakeClock;
    use crate::id::Ids;

    #[test]
    fn a_reference_fits_twelve_characters_and_depends_on_the_operation_alone() {
        let ids = Ids::seeded(Arc::new(FakeClock::default()), 7);
        let (one, other): (OperationId, OperationId) = (ids.make(), ids.make());
        let reference = Reference::of(one);
        assert_eq!(reference, Reference::of(one));
        assert_ne!(reference, Reference::of(other));
        assert_eq!(reference.as_str().len(), 12);
        assert_eq!(reference.as_str(), reference.as_str().to_ascii_uppercase());
    }
}
