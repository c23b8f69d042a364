//! The layout of a sealed record. The picture stands in the crate's documentation.

use crate::{
    DekId, Stored, VaultError,
    aead::{NONCE_LEN, TAG_LEN},
    dek_id::DEK_ID_LEN,
    derive::{COMMITMENT_LEN, SALT_LEN},
};

const MAGIC: &[u8; 4] = b"EGV1";

/// HKDF-SHA-256 and AES-256-GCM with key commitment.
pub(crate) const SUITE: u8 = 1;

pub(crate) const HEADER_LEN: usize = MAGIC.len() + 1 + DEK_ID_LEN + SALT_LEN + COMMITMENT_LEN + NONCE_LEN;

/// A sealed record, as it is stored: `EGV1`, 113 bytes longer than the secret in it. Not a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedBytes(Vec<u8>);

impl SealedBytes {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Takes stored bytes back. Only the layout is looked at; whether the record is authentic shows
    /// when it is opened.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] and [`VaultError::UnsupportedSuite`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, VaultError> {
        Record::parse(&bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes to store.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// The data key that sealed the record: tells which records still wait while a data key is
    /// replaced.
    pub fn dek_id(&self) -> DekId {
        Record::parse(&self.0).expect("both constructors give a whole record").dek_id
    }
}

impl std::fmt::Debug for SealedBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealedBytes({} bytes under {})", self.0.len(), self.dek_id())
    }
}

/// A record taken apart.
pub(crate) struct Record<'a> {
    /// Everything up to and including the nonce.
    pub(crate) header: &'a [u8],
    pub(crate) dek_id: DekId,
    pub(crate) salt: &'a [u8; SALT_LEN],
    pub(crate) commitment: &'a [u8; COMMITMENT_LEN],
    pub(crate) nonce: &'a [u8; NONCE_LEN],
    pub(crate) ciphertext: &'a [u8],
    pub(crate) tag: &'a [u8; TAG_LEN],
}

impl<'a> Record<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, VaultError> {
        let malformed = |problem| VaultError::Malformed { what: Stored::Record, problem };
        let short = || malformed("it is too short");
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| malformed("it does not begin with EGV1"))?;
        let (&[suite], rest) = rest.split_first_chunk().ok_or_else(short)?;
        if suite != SUITE {
            return Err(VaultError::UnsupportedSuite { what: Stored::Record, suite });
        }
        let (dek_id, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (salt, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (commitment, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (nonce, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (ciphertext, tag) = rest.split_last_chunk().ok_or_else(short)?;
        let header = &bytes[..HEADER_LEN];
        Ok(Self { header, dek_id: DekId::from_bytes(*dek_id), salt, commitment, nonce, ciphertext, tag })
    }
}

/// The header, with room behind it for a secret of `secret_len` bytes and the tag.
pub(crate) fn write_header(
    dek_id: DekId,
    salt: &[u8; SALT_LEN],
    commitment: &[u8; COMMITMENT_LEN],
    nonce: &[u8; NONCE_LEN],
    secret_len: usize,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_LEN + secret_len + TAG_LEN);
    bytes.extend_from_slice(MAGIC);
    bytes.push(SUITE);
    bytes.extend_from_slice(dek_id.as_bytes());
    bytes.extend_from_slice(salt);
    bytes.extend_from_slice(commitment);
    bytes.extend_from_slice(nonce);
    bytes
}
