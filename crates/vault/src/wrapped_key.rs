//! A data key as it is stored: sealed with a key of the keyring.

use std::fmt;

use crate::{
    DekId, KekId, Stored, VaultError,
    aead::{self, KEY_LEN, NONCE_LEN, TAG_LEN},
    context::associated_data,
    key::Key,
    random,
};

const MAGIC: &[u8; 4] = b"EGK1";

/// AES-256-GCM directly with the KEK.
const SUITE: u8 = 1;

/// A data key sealed with a key of the keyring, to be stored beside its owner. Not a secret.
///
/// `"EGK1" | suite 1 | dek_id 16 | length of kek_id 1 | kek_id | nonce 12 | wrapped 32 | tag 16`.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    bytes: Vec<u8>,
    dek_id: DekId,
    kek_id: KekId,
}

impl WrappedKey {
    /// Takes stored bytes back. Only the layout is looked at; whether the key is authentic shows
    /// when it is opened.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] and [`VaultError::UnsupportedSuite`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, VaultError> {
        let parts = Parts::parse(&bytes)?;
        let (dek_id, kek_id) = (parts.dek_id, parts.kek_id);
        Ok(Self { bytes, dek_id, kek_id })
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The data key's id.
    pub fn dek_id(&self) -> DekId {
        self.dek_id
    }

    /// The key of the keyring that is needed to open it: tells which data keys still wait while a
    /// KEK is rotated.
    pub fn kek_id(&self) -> &KekId {
        &self.kek_id
    }

    pub(crate) fn wrap(
        (kek_id, kek): (&KekId, &Key),
        owner: &str,
        dek_id: DekId,
        dek: &Key,
    ) -> Result<Self, VaultError> {
        let nonce: [u8; NONCE_LEN] = random::array()?;
        let mut bytes = MAGIC.to_vec();
        bytes.push(SUITE);
        bytes.extend_from_slice(dek_id.as_bytes());
        bytes.push(kek_id.len_byte());
        bytes.extend_from_slice(kek_id.as_str().as_bytes());
        bytes.extend_from_slice(&nonce);
        let context = associated_data(&bytes, &[owner]);
        let mut wrapped = Key::from_bytes(dek.bytes());
        let tag = aead::encrypt(kek.bytes(), &nonce, &context, wrapped.bytes_mut())
            .expect("32 bytes are not too long for AES-GCM");
        bytes.extend_from_slice(wrapped.bytes());
        bytes.extend_from_slice(&tag);
        Ok(Self { bytes, dek_id, kek_id: kek_id.clone() })
    }

    pub(crate) fn unwrap_with(&self, kek: &Key, owner: &str) -> Result<Key, VaultError> {
        let parts = Parts::parse(&self.bytes)?;
        let context = associated_data(parts.header, &[owner]);
        let mut dek = Key::from_bytes(parts.wrapped);
        aead::decrypt(kek.bytes(), parts.nonce, &context, dek.bytes_mut(), parts.tag).map_err(|_| {
            VaultError::WrappedKeyRejected {
                owner: owner.to_owned(),
                dek: self.dek_id,
                kek: self.kek_id.clone(),
            }
        })?;
        Ok(dek)
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrappedKey({} under {})", self.dek_id, self.kek_id)
    }
}

struct Parts<'a> {
    /// Everything up to and including the nonce.
    header: &'a [u8],
    dek_id: DekId,
    kek_id: KekId,
    nonce: &'a [u8; NONCE_LEN],
    wrapped: &'a [u8; KEY_LEN],
    tag: &'a [u8; TAG_LEN],
}

impl<'a> Parts<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, VaultError> {
        let malformed = |problem| VaultError::Malformed { what: Stored::WrappedKey, problem };
        let short = || malformed("it is too short");
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| malformed("it does not begin with EGK1"))?;
        let (&[suite], rest) = rest.split_first_chunk().ok_or_else(short)?;
        if suite != SUITE {
            return Err(VaultError::UnsupportedSuite { what: Stored::WrappedKey, suite });
        }
        let (dek_id, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (&[kek_id_len], rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (kek_id, rest) = rest.split_at_checked(usize::from(kek_id_len)).ok_or_else(short)?;
        let kek_id = str::from_utf8(kek_id).ok().and_then(|id| id.parse().ok());
        let kek_id = kek_id.ok_or_else(|| malformed("its key id is not one"))?;
        let (nonce, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let header = &bytes[..bytes.len() - rest.len()];
        let (wrapped, rest) = rest.split_first_chunk().ok_or_else(short)?;
        let (tag, rest) = rest.split_first_chunk().ok_or_else(short)?;
        if !rest.is_empty() {
            return Err(malformed("it is too long"));
        }
        Ok(Self { header, dek_id: DekId::from_bytes(*dek_id), kek_id, nonce, wrapped, tag })
    }
}
