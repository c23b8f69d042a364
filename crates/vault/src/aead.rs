//! AES-256-GCM on a buffer in place, with the tag apart.

use aes_gcm::{AeadInOut, Aes256Gcm, Error, KeyInit, Nonce, Tag};

pub(crate) const KEY_LEN: usize = 32;
pub(crate) const NONCE_LEN: usize = 12;
pub(crate) const TAG_LEN: usize = 16;

/// Encrypts `buffer` and returns the tag. Fails only above the 64 GiB that GCM allows.
pub(crate) fn encrypt(
    key: &[u8; KEY_LEN],
    nonce: &[u8; NONCE_LEN],
    associated_data: &[u8],
    buffer: &mut [u8],
) -> Result<[u8; TAG_LEN], Error> {
    let cipher = Aes256Gcm::new(key.into());
    let tag = cipher.encrypt_inout_detached(&Nonce::from(*nonce), associated_data, buffer.into())?;
    Ok(tag.into())
}

/// Checks the tag, then decrypts `buffer`. On failure the buffer holds nothing of the plaintext.
pub(crate) fn decrypt(
    key: &[u8; KEY_LEN],
    nonce: &[u8; NONCE_LEN],
    associated_data: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG_LEN],
) -> Result<(), Error> {
    let cipher = Aes256Gcm::new(key.into());
    cipher.decrypt_inout_detached(&Nonce::from(*nonce), associated_data, buffer.into(), &Tag::from(*tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    // McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test case 16.
    const KEY: &str = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    const NONCE: &str = "cafebabefacedbaddecaf888";
    const ASSOCIATED: &str = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    const PLAIN: &str = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
                         1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
    const CIPHER: &str = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
                          8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
    const TAG: &str = "76fc6ece0f4e1768cddf8853bb2d551b";

    fn array<const N: usize>(text: &str) -> [u8; N] {
        hex::decode(text).unwrap().try_into().unwrap()
    }

    #[test]
    fn encryption_gives_the_published_ciphertext_and_tag() {
        let mut buffer = hex::decode(PLAIN).unwrap();
        let tag =
            encrypt(&array(KEY), &array(NONCE), &hex::decode(ASSOCIATED).unwrap(), &mut buffer).unwrap();
        assert_eq!(hex::encode(buffer), CIPHER);
        assert_eq!(hex::encode(tag), TAG);
    }

    #[test]
    fn decryption_gives_the_published_plaintext() {
        let mut buffer = hex::decode(CIPHER).unwrap();
        let associated = hex::decode(ASSOCIATED).unwrap();
        decrypt(&array(KEY), &array(NONCE), &associated, &mut buffer, &array(TAG)).unwrap();
        assert_eq!(hex::encode(buffer), PLAIN);
    }

    #[test]
    fn other_associated_data_is_refused_and_nothing_is_decrypted() {
        let mut buffer = hex::decode(CIPHER).unwrap();
        decrypt(&array(KEY), &array(NONCE), b"other", &mut buffer, &array(TAG)).unwrap_err();
        assert_eq!(hex::encode(buffer), CIPHER);
    }
}
