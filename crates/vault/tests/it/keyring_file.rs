use std::{fs, path::PathBuf};

use erpgate_vault::{Keyring, KeyringError, Vault};
use tempfile::TempDir;

use crate::fixture::random_key;

fn directory() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("keyring");
    (directory, path)
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[cfg(unix)]
fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_created_keyring_can_be_read_and_used() {
    let (_directory, path) = directory();
    let id = Keyring::create_file(&path).unwrap();
    let keyring = Keyring::from_file(&path).unwrap();
    assert_eq!(keyring.ids(), std::slice::from_ref(&id));
    assert_eq!(*Vault::new(keyring).new_data_key("conn_1").unwrap().kek_id(), id);
}

#[cfg(unix)]
#[test]
fn a_created_keyring_belongs_to_its_owner_only() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    let before = fs::read(&path).unwrap();
    let error = Keyring::create_file(&path).unwrap_err();
    assert!(matches!(error, KeyringError::Exists { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_touch_is_refused_with_the_command_that_helps() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    for exposed in [0o640, 0o604, 0o620, 0o601, 0o644, 0o777] {
        set_mode(&path, exposed);
        let error = Keyring::from_file(&path).unwrap_err();
        assert!(matches!(error, KeyringError::Exposed { mode, .. } if mode == exposed));
        assert!(error.to_string().ends_with(&format!("run `chmod 600 {}`", path.display())), "{error}");
        assert!(Keyring::add_key(&path).is_err());
    }
    for private in [0o600, 0o400] {
        set_mode(&path, private);
        Keyring::from_file(&path).unwrap();
    }
}

#[test]
fn a_missing_file_is_named() {
    let (_directory, path) = directory();
    let error = Keyring::from_file(&path).unwrap_err();
    assert!(error.to_string().starts_with(&format!("keyring file {} cannot be read: ", path.display())));
}

#[test]
fn a_malformed_line_is_named_by_file_and_number() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    let text = format!("# keys\n\n{}k2\n", fs::read_to_string(&path).unwrap());
    fs::write(&path, text).unwrap();
    let error = Keyring::from_file(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "keyring file {}: line 4: expected `id base64key`, optionally with `*` before the id of the primary key",
            path.display()
        )
    );
}

#[test]
fn a_file_too_large_for_a_keyring_is_refused() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    fs::write(&path, "#\n".repeat(40_000)).unwrap();
    assert!(matches!(Keyring::from_file(&path).unwrap_err(), KeyringError::TooLarge { limit: 65_536, .. }));
}

#[test]
fn an_added_key_is_known_but_not_primary_until_it_is_promoted() {
    let (_directory, path) = directory();
    let old = Keyring::create_file(&path).unwrap();
    let wrapped = Vault::new(Keyring::from_file(&path).unwrap()).new_data_key("conn_1").unwrap();

    let new = Keyring::add_key(&path).unwrap();
    let keyring = Keyring::from_file(&path).unwrap();
    assert_eq!(keyring.ids(), [old.clone(), new.clone()]);
    assert_eq!(*keyring.primary_id(), old);

    Keyring::promote(&path, &new).unwrap();
    let keyring = Keyring::from_file(&path).unwrap();
    assert_eq!(keyring.ids(), [old, new.clone()]);
    assert_eq!(*keyring.primary_id(), new);

    let rewrapped =
        Vault::new(keyring).rewrap("conn_1", &wrapped).unwrap().expect("it was under the old key");
    assert_eq!(*rewrapped.kek_id(), new);
}

#[test]
fn promoting_moves_the_mark_and_keeps_comments_and_keys() {
    let (_directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    let (a, b) = (random_key(), random_key());
    fs::write(&path, format!("# *k2 is only a remark\n * k1  {a}\n\nk2 {b}")).unwrap();
    Keyring::promote(&path, &"k2".parse().unwrap()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# *k2 is only a remark\nk1  {a}\n\n*k2 {b}\n"));
    let added = Keyring::add_key(&path).unwrap();
    assert_eq!(Keyring::from_file(&path).unwrap().primary_id().as_str(), "k2");
    Keyring::promote(&path, &added).unwrap();
    assert_eq!(*Keyring::from_file(&path).unwrap().primary_id(), added);
}

#[test]
fn a_key_that_is_not_there_cannot_be_promoted_and_the_file_stays() {
    let (_directory, path) = directory();
    let id = Keyring::create_file(&path).unwrap();
    let before = fs::read(&path).unwrap();
    let error = Keyring::promote(&path, &"gone".parse().unwrap()).unwrap_err();
    assert!(error.to_string().ends_with(&format!("holds no key `gone`; it holds {id}")), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn changing_a_keyring_through_a_link_changes_the_file_and_leaves_nothing_beside_it() {
    let (directory, path) = directory();
    let link = directory.path().join("link");
    Keyring::create_file(&path).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let added = Keyring::add_key(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(Keyring::from_file(&path).unwrap().ids().contains(&added));
    assert_eq!(mode(&path), 0o600);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2);
}

#[test]
fn a_change_that_another_change_is_in_the_middle_of_is_refused() {
    let (directory, path) = directory();
    Keyring::create_file(&path).unwrap();
    let before = fs::read(&path).unwrap();
    let beside = directory.path().join("keyring.new");
    fs::write(&beside, "another's").unwrap();
    let error = Keyring::add_key(&path).unwrap_err();
    assert!(error.to_string().starts_with(&beside.display().to_string()), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_to_string(&beside).unwrap(), "another's");
}
