use erpgate_vault::{SealedBytes, WrappedKey};
use proptest::prelude::*;
use secrecy::ExposeSecret;

use crate::fixture::{data_key, vault};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_sealed_opens_again(
        owner in ".{0,40}",
        field in ".{0,40}",
        secret in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let vault = vault();
        let stored = vault.new_data_key(&owner).unwrap().into_bytes();
        let sealed = {
            let wrapped = WrappedKey::from_bytes(stored.clone()).unwrap();
            vault.open_data_key(&owner, &wrapped).unwrap().seal(&field, &secret).unwrap().into_bytes()
        };
        let wrapped = WrappedKey::from_bytes(stored).unwrap();
        let key = vault.open_data_key(&owner, &wrapped).unwrap();
        let opened = key.open(&field, &sealed).unwrap();
        prop_assert_eq!(opened.expose(), secret);
    }

    #[test]
    fn stored_bytes_of_any_kind_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut record = b"EGV1\x01".to_vec();
        record.extend_from_slice(&bytes);
        let mut wrapped = b"EGK1\x01".to_vec();
        wrapped.extend_from_slice(&bytes);
        prop_assert!(data_key("conn_1").open("password", &record).is_err());
        prop_assert!(SealedBytes::from_bytes(bytes.clone()).is_err());
        if let Ok(wrapped) = WrappedKey::from_bytes(wrapped) {
            prop_assert!(vault().open_data_key("conn_1", &wrapped).is_err());
        }
    }
}

#[test]
fn an_empty_secret_opens_as_an_empty_secret() {
    let key = data_key("conn_1");
    let sealed = key.seal("password", b"").unwrap();
    assert_eq!(key.open("password", sealed.as_bytes()).unwrap().expose(), b"");
}

#[test]
fn sealing_the_same_secret_twice_gives_records_that_share_nothing_but_the_prefix() {
    let key = data_key("conn_1");
    let (one, two) = (key.seal("password", b"secret").unwrap(), key.seal("password", b"secret").unwrap());
    assert_eq!(one.as_bytes()[..21], two.as_bytes()[..21]);
    for part in [21..53, 53..85, 85..97, 97..103, 103..119] {
        assert_ne!(one.as_bytes()[part.clone()], two.as_bytes()[part]);
    }
}

#[test]
fn two_data_keys_of_one_owner_differ() {
    let vault = vault();
    let (one, two) = (vault.new_data_key("conn_1").unwrap(), vault.new_data_key("conn_1").unwrap());
    assert_ne!(one.dek_id(), two.dek_id());
    let two = vault.open_data_key("conn_1", &two).unwrap();
    let sealed = vault.open_data_key("conn_1", &one).unwrap().seal("password", b"secret").unwrap();
    assert!(two.open("password", sealed.as_bytes()).is_err());
}

#[test]
fn a_secret_that_is_text_can_be_taken_as_text() {
    let key = data_key("conn_1");
    let sealed = key.seal("password", "grüße".as_bytes()).unwrap();
    let text = key.open("password", sealed.as_bytes()).unwrap().into_text().unwrap();
    assert_eq!(text.expose_secret(), "grüße");

    let sealed = key.seal("password", &[0xff]).unwrap();
    let error = key.open("password", sealed.as_bytes()).unwrap().into_text().unwrap_err();
    assert_eq!(error.to_string(), "the secret is not UTF-8 text");
}
