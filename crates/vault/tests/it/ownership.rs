use erpgate_vault::VaultError;

use crate::fixture::{kind, vault};

#[test]
fn a_record_moved_to_another_field_does_not_open() {
    let vault = vault();
    let wrapped = vault.new_data_key("conn_1").unwrap();
    let key = vault.open_data_key("conn_1", &wrapped).unwrap();
    let sealed = key.seal("password", b"secret").unwrap();
    for field in ["client_secret", "", "passwor", "password ", "Password"] {
        assert_eq!(kind(&key.open(field, sealed.as_bytes()).unwrap_err()), "record rejected", "{field}");
    }
}

#[test]
fn a_record_moved_to_another_owner_does_not_open() {
    let vault = vault();
    let one = vault.open_data_key("conn_1", &vault.new_data_key("conn_1").unwrap()).unwrap();
    let two = vault.open_data_key("conn_2", &vault.new_data_key("conn_2").unwrap()).unwrap();
    let sealed = one.seal("password", b"secret").unwrap();
    let error = two.open("password", sealed.as_bytes()).unwrap_err();
    assert!(
        matches!(error, VaultError::WrongDataKey { record, offered, .. } if record == one.id() && offered == two.id())
    );
}

#[test]
fn a_data_key_moved_to_another_owner_does_not_open_nor_re_wrap() {
    let vault = vault();
    let wrapped = vault.new_data_key("conn_1").unwrap();
    for owner in ["conn_2", "", "conn_11"] {
        let error = vault.open_data_key(owner, &wrapped).unwrap_err();
        assert_eq!(kind(&error), "wrapped key rejected");
        assert!(error.to_string().contains(&format!("`{owner}`")));
        assert_eq!(kind(&vault.rewrap(owner, &wrapped).unwrap_err()), "wrapped key rejected");
    }
}

#[test]
fn a_data_key_knows_its_owner_and_its_records_know_the_data_key() {
    let vault = vault();
    let wrapped = vault.new_data_key("conn_1").unwrap();
    let key = vault.open_data_key("conn_1", &wrapped).unwrap();
    assert_eq!(key.owner(), "conn_1");
    assert_eq!(key.id(), wrapped.dek_id());
    assert_eq!(key.seal("password", b"secret").unwrap().dek_id(), wrapped.dek_id());
}
