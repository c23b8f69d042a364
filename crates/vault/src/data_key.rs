//! An opened data key: seals and opens the records of its owner.

use std::fmt;

use zeroize::Zeroizing;

use crate::{
    DekId, SealedBytes, SecretBytes, VaultError, aead,
    context::associated_data,
    derive::RecordKeys,
    key::Key,
    random,
    record::{self, HEADER_LEN, Record},
};

/// An opened data key (DEK), bound to the owner it was opened for, so that no call can name another
/// by mistake. Wiped when dropped; its `Debug` shows ids only.
pub struct DataKey {
    id: DekId,
    owner: String,
    key: Key,
}

impl DataKey {
    pub(crate) fn new(id: DekId, owner: &str, key: Key) -> Self {
        Self { id, owner: owner.to_owned(), key }
    }

    /// The id that stands in every record this key seals.
    pub fn id(&self) -> DekId {
        self.id
    }

    /// The owner whose records this key seals and opens.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Seals a secret for one field of the owner. Sealing the same secret twice gives two records
    /// that have nothing in common.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`]; [`VaultError::TooLong`] above 64 GiB.
    pub fn seal(&self, field: &str, secret: &[u8]) -> Result<SealedBytes, VaultError> {
        let salt = random::array()?;
        let nonce = random::array()?;
        let keys = RecordKeys::derive(&self.key, &salt, record::SUITE);
        let mut bytes = record::write_header(self.id, &salt, keys.commitment(), &nonce, secret.len());
        let context = associated_data(&bytes, &[&self.owner, field]);
        bytes.extend_from_slice(secret);
        let tag = aead::encrypt(keys.encryption_key(), &nonce, &context, &mut bytes[HEADER_LEN..])
            .map_err(|_| VaultError::TooLong { owner: self.owner.clone(), field: field.to_owned() })?;
        bytes.extend_from_slice(&tag);
        Ok(SealedBytes::new(bytes))
    }

    /// Opens a record that was sealed with this key for this field.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::UnsupportedSuite`], [`VaultError::WrongDataKey`],
    /// [`VaultError::CommitmentMismatch`], [`VaultError::RecordRejected`].
    pub fn open(&self, field: &str, sealed: &[u8]) -> Result<SecretBytes, VaultError> {
        let record = Record::parse(sealed)?;
        let (owner, field) = (self.owner.clone(), field.to_owned());
        if record.dek_id != self.id {
            return Err(VaultError::WrongDataKey { owner, field, record: record.dek_id, offered: self.id });
        }
        let keys = RecordKeys::derive(&self.key, record.salt, record::SUITE);
        if !keys.commit_to(record.commitment) {
            return Err(VaultError::CommitmentMismatch { owner, field, dek: self.id });
        }
        let context = associated_data(record.header, &[&owner, &field]);
        let mut secret = Zeroizing::new(record.ciphertext.to_vec());
        aead::decrypt(keys.encryption_key(), record.nonce, &context, &mut secret, record.tag)
            .map_err(|_| VaultError::RecordRejected { owner, field })?;
        Ok(SecretBytes::new(secret))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DataKey").field("id", &self.id).field("owner", &self.owner).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: DekId = DekId::from_bytes([9; 16]);

    fn key(owner: &str, byte: u8) -> DataKey {
        DataKey::new(ID, owner, Key::from_bytes(&[byte; 32]))
    }

    /// Every owner has a data key of its own; here two share one, to see the owner alone at work.
    #[test]
    fn the_owner_is_bound_even_if_two_owners_had_the_same_data_key() {
        let sealed = key("conn_1", 1).seal("password", b"secret").unwrap();
        assert_eq!(key("conn_1", 1).open("password", sealed.as_bytes()).unwrap().expose(), b"secret");
        let error = key("conn_2", 1).open("password", sealed.as_bytes()).unwrap_err();
        assert!(matches!(error, VaultError::RecordRejected { owner, .. } if owner == "conn_2"));
    }

    #[test]
    fn another_key_under_the_same_id_fails_by_its_commitment() {
        let sealed = key("conn_1", 1).seal("password", b"secret").unwrap();
        let error = key("conn_1", 2).open("password", sealed.as_bytes()).unwrap_err();
        assert!(matches!(error, VaultError::CommitmentMismatch { dek: ID, .. }), "{error}");
    }
}
