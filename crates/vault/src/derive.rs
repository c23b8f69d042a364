//! HKDF-SHA-256 (RFC 5869): from a data key and a salt to the key of one record.

use hkdf::Hkdf;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{aead::KEY_LEN, key::Key};

pub(crate) const SALT_LEN: usize = 32;
pub(crate) const COMMITMENT_LEN: usize = 32;

/// The key that seals one record, and the value that commits the record to it.
pub(crate) struct RecordKeys(Zeroizing<[u8; KEY_LEN + COMMITMENT_LEN]>);

impl RecordKeys {
    pub(crate) fn derive(data_key: &Key, salt: &[u8; SALT_LEN], suite: u8) -> Self {
        let mut info = b"egv1 derive".to_vec();
        info.push(suite);
        let mut okm = Zeroizing::new([0; KEY_LEN + COMMITMENT_LEN]);
        hkdf_sha_256(data_key.bytes(), salt, &info, okm.as_mut_slice());
        Self(okm)
    }

    pub(crate) fn encryption_key(&self) -> &[u8; KEY_LEN] {
        self.0.first_chunk().expect("the derived bytes begin with a key")
    }

    pub(crate) fn commitment(&self) -> &[u8; COMMITMENT_LEN] {
        self.0.last_chunk().expect("the derived bytes end with a commitment")
    }

    /// Compares in constant time: how much of a forged commitment was right must not show.
    pub(crate) fn commit_to(&self, commitment: &[u8; COMMITMENT_LEN]) -> bool {
        self.commitment().ct_eq(commitment).into()
    }
}

fn hkdf_sha_256(key: &[u8], salt: &[u8], info: &[u8], output: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), key)
        .expand(info, output)
        .expect("HKDF-SHA-256 gives up to 8160 bytes, and 64 are asked for");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hkdf_gives_the_bytes_of_rfc_5869_test_case_1() {
        let salt: Vec<u8> = (0x00..=0x0c).collect();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        let mut output = [0; 42];
        hkdf_sha_256(&[0x0b; 22], &salt, &info, &mut output);
        assert_eq!(
            hex::encode(output),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
    }

    #[test]
    fn salt_suite_and_data_key_each_change_key_and_commitment() {
        let (one, two) = (Key::from_bytes(&[1; 32]), Key::from_bytes(&[2; 32]));
        let base = RecordKeys::derive(&one, &[7; 32], 1);
        for other in [
            RecordKeys::derive(&two, &[7; 32], 1),
            RecordKeys::derive(&one, &[8; 32], 1),
            RecordKeys::derive(&one, &[7; 32], 2),
        ] {
            assert_ne!(base.encryption_key(), other.encryption_key());
            assert!(!base.commit_to(other.commitment()));
        }
        assert!(base.commit_to(RecordKeys::derive(&one, &[7; 32], 1).commitment()));
    }
}
