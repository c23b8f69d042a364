//! Stored bytes outlive the program that wrote them: these offsets and lengths never change.

use erpgate_vault::{SealedBytes, WrappedKey};

use crate::fixture::{data_key, random_key, vault_over};

#[test]
fn a_record_is_113_bytes_longer_than_its_secret() {
    let key = data_key("conn_1");
    for length in [0, 1, 13, 5000] {
        let sealed = key.seal("password", &vec![7; length]).unwrap();
        assert_eq!(sealed.as_bytes().len(), 4 + 1 + 16 + 32 + 32 + 12 + length + 16);
        assert_eq!(sealed.as_bytes()[..5], *b"EGV1\x01");
        assert_eq!(sealed.as_bytes()[5..21], *key.id().as_bytes());
    }
}

#[test]
fn a_wrapped_key_is_82_bytes_longer_than_the_id_of_its_key() {
    for id in ["k", "kek-2f81aa03", "forty.characters_are-the-longest-id-ther"] {
        let vault = vault_over(&format!("{id} {}", random_key()));
        let wrapped = vault.new_data_key("conn_1").unwrap();
        let bytes = wrapped.as_bytes();
        assert_eq!(bytes.len(), 4 + 1 + 16 + 1 + id.len() + 12 + 32 + 16);
        assert_eq!(bytes[..5], *b"EGK1\x01");
        assert_eq!(bytes[5..21], *wrapped.dek_id().as_bytes());
        assert_eq!(usize::from(bytes[21]), id.len());
        assert_eq!(bytes[22..22 + id.len()], *id.as_bytes());
    }
}

#[test]
fn stored_bytes_come_back_unchanged() {
    let sealed = data_key("conn_1").seal("password", b"secret").unwrap();
    assert_eq!(SealedBytes::from_bytes(sealed.as_bytes().to_vec()).unwrap(), sealed);
    let wrapped = vault_over(&format!("k1 {}", random_key())).new_data_key("conn_1").unwrap();
    assert_eq!(WrappedKey::from_bytes(wrapped.as_bytes().to_vec()).unwrap(), wrapped);
}
