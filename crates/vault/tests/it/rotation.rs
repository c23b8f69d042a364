use erpgate_vault::VaultError;

use crate::fixture::{kind, random_key, vault_over};

#[test]
fn records_stay_readable_through_a_rotation_of_the_key_encryption_key() {
    let (old, new) = (random_key(), random_key());
    let before = vault_over(&format!("old {old}"));
    let wrapped = before.new_data_key("conn_1").unwrap();
    let sealed = before.open_data_key("conn_1", &wrapped).unwrap().seal("password", b"secret").unwrap();

    let during = vault_over(&format!("old {old}, *new {new}"));
    let rewrapped = during.rewrap("conn_1", &wrapped).unwrap().expect("it was under the old key");
    assert_eq!(rewrapped.kek_id().as_str(), "new");
    assert_eq!(rewrapped.dek_id(), wrapped.dek_id());
    // A gateway that read the data key before it was re-wrapped is not disturbed.
    for stored in [&wrapped, &rewrapped] {
        let key = during.open_data_key("conn_1", stored).unwrap();
        assert_eq!(key.open("password", sealed.as_bytes()).unwrap().expose(), b"secret");
    }

    let after = vault_over(&format!("new {new}"));
    let key = after.open_data_key("conn_1", &rewrapped).unwrap();
    assert_eq!(key.open("password", sealed.as_bytes()).unwrap().expose(), b"secret");
}

#[test]
fn re_wrapping_what_is_under_the_primary_key_changes_nothing() {
    let vault = vault_over(&format!("old {}, *new {}", random_key(), random_key()));
    let wrapped = vault.new_data_key("conn_1").unwrap();
    assert_eq!(wrapped.kek_id().as_str(), "new");
    assert!(vault.rewrap("conn_1", &wrapped).unwrap().is_none());
}

#[test]
fn a_key_that_was_removed_too_early_is_named() {
    let wrapped = vault_over(&format!("k1 {}", random_key())).new_data_key("conn_1").unwrap();
    let vault = vault_over(&format!("k2 {}, k3 {}", random_key(), random_key()));
    for error in
        [vault.open_data_key("conn_1", &wrapped).unwrap_err(), vault.rewrap("conn_1", &wrapped).unwrap_err()]
    {
        assert!(matches!(&error, VaultError::UnknownKek { kek, .. } if kek.as_str() == "k1"));
        assert!(error.to_string().starts_with("no key `k1` in the keyring, which holds k2, k3: "), "{error}");
    }
}

#[test]
fn another_key_under_the_id_of_the_old_one_does_not_open_its_data_keys() {
    let wrapped = vault_over(&format!("k1 {}", random_key())).new_data_key("conn_1").unwrap();
    let other = vault_over(&format!("k1 {}", random_key()));
    assert_eq!(kind(&other.open_data_key("conn_1", &wrapped).unwrap_err()), "wrapped key rejected");
}

#[test]
fn a_data_key_is_replaced_by_sealing_every_record_again() {
    let vault = vault_over(&format!("k1 {}", random_key()));
    let old = vault.open_data_key("conn_1", &vault.new_data_key("conn_1").unwrap()).unwrap();
    let new = vault.open_data_key("conn_1", &vault.new_data_key("conn_1").unwrap()).unwrap();
    let sealed = old.seal("password", b"secret").unwrap();
    assert_eq!(sealed.dek_id(), old.id());

    let secret = old.open("password", sealed.as_bytes()).unwrap();
    let sealed = new.seal("password", secret.expose()).unwrap();
    assert_eq!(sealed.dek_id(), new.id());
    assert_eq!(new.open("password", sealed.as_bytes()).unwrap().expose(), b"secret");
    assert_eq!(kind(&old.open("password", sealed.as_bytes()).unwrap_err()), "wrong data key");
}
