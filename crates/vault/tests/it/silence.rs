//! No secret leaves through `Debug`, `Display`, `Clone` or an error.

use base64::{Engine, engine::general_purpose::STANDARD};
use erpgate_vault::{DataKey, Keyring, KeyringError, SecretBytes, Vault, VaultError, WrappedKey};

use crate::fixture::random_key;

/// The base64, hexadecimal and `[1, 2, 3]` forms of a key, in pieces small enough that a shortened
/// one is found too.
fn traces(key: &str) -> Vec<String> {
    let bytes = STANDARD.decode(key).unwrap();
    let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
    vec![
        key[..12].to_owned(),
        key[24..36].to_owned(),
        hex(&bytes[..6]),
        hex(&bytes[16..22]),
        list[..6].join(", "),
        list[16..22].join(", "),
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn assert_silent(shown: &[String], keys: &[&str]) {
    for text in shown {
        for trace in keys.iter().flat_map(|key| traces(key)) {
            assert!(!text.to_lowercase().contains(&trace.to_lowercase()), "{trace} in {text}");
        }
    }
}

fn both(error: &(impl std::error::Error + ?Sized)) -> [String; 2] {
    [format!("{error}"), format!("{error:?}")]
}

#[test]
fn no_keyring_error_shows_a_key() {
    let (a, b) = (random_key(), random_key());
    let texts = [
        a.clone(),
        format!("{a} k1"),
        format!("k1 {a} {b}"),
        format!("k1 {a}{b}"),
        format!("k1 {}", &a[..40]),
        format!("k1 {a},k1 {b}"),
        format!("k1 {a},k2 {a}"),
        format!("*k1 {a},*k2 {b}"),
        format!("k1={a}"),
    ];
    let errors: Vec<KeyringError> =
        texts.iter().map(|text| Keyring::from_environment(text).unwrap_err()).collect();
    let shown: Vec<String> = errors.iter().flat_map(both).collect();
    assert_silent(&shown, &[&a, &b]);
}

#[test]
fn no_vault_error_shows_a_key_or_a_secret() {
    let (a, b, secret) = (random_key(), random_key(), random_key());
    let keyring = |text: String| Vault::new(Keyring::from_environment(&text).unwrap());
    let vault = keyring(format!("k1 {a}"));
    let wrapped = vault.new_data_key("conn_1").unwrap();
    let key = vault.open_data_key("conn_1", &wrapped).unwrap();
    let sealed = key.seal("password", secret.as_bytes()).unwrap().into_bytes();
    let with = |at: usize| {
        let mut bytes = sealed.clone();
        bytes[at] ^= 1;
        key.open("password", &bytes).unwrap_err()
    };
    let errors: Vec<VaultError> = vec![
        keyring(format!("k2 {b}")).open_data_key("conn_1", &wrapped).unwrap_err(),
        keyring(format!("k1 {b}")).open_data_key("conn_1", &wrapped).unwrap_err(),
        WrappedKey::from_bytes(a.clone().into_bytes()).unwrap_err(),
        key.open("password", secret.as_bytes()).unwrap_err(),
        key.open("other", &sealed).unwrap_err(),
        with(0),
        with(4),
        with(5),
        with(21),
        with(100),
    ];
    let shown: Vec<String> = errors.iter().flat_map(both).collect();
    assert_silent(&shown, &[&a, &b, &secret, &STANDARD.encode(secret.as_bytes())]);
}

#[test]
fn debug_shows_ids_and_hides_everything_else() {
    let (a, secret) = (random_key(), random_key());
    let vault = Vault::new(Keyring::from_environment(&format!("k1 {a}")).unwrap());
    let wrapped = vault.new_data_key("conn_1").unwrap();
    let key = vault.open_data_key("conn_1", &wrapped).unwrap();
    let sealed = key.seal("password", secret.as_bytes()).unwrap();
    let opened = key.open("password", sealed.as_bytes()).unwrap();

    assert_eq!(format!("{:?}", vault.keyring()), r#"Keyring { primary: KekId("k1"), ids: [KekId("k1")] }"#);
    let id = key.id();
    assert_eq!(format!("{key:?}"), format!("DataKey {{ id: DekId({id}), owner: \"conn_1\", .. }}"));
    assert_eq!(format!("{wrapped:?}"), format!("WrappedKey({id} under k1)"));
    assert_eq!(format!("{sealed:?}"), format!("SealedBytes(157 bytes under {id})"));
    assert_eq!(format!("{opened:?}"), "SecretBytes(hidden)");
    let text = opened.into_text().unwrap();
    assert_silent(&[format!("{vault:?}"), format!("{text:?}")], &[&a, &STANDARD.encode(secret.as_bytes())]);
}

/// Two ways to be `Hides`: a type that has the forbidden trait has both, and the compiler can no
/// longer tell which is meant. So this test fails by not compiling.
#[test]
fn secret_types_can_neither_be_cloned_nor_displayed() {
    struct Always;
    struct IfCloned;
    struct IfDisplayed;
    trait Hides<Reason> {
        fn hides() -> bool {
            true
        }
    }
    impl<T: ?Sized> Hides<Always> for T {}
    impl<T: Clone> Hides<IfCloned> for T {}
    impl<T: std::fmt::Display> Hides<IfDisplayed> for T {}

    assert!(<SecretBytes as Hides<_>>::hides());
    assert!(<DataKey as Hides<_>>::hides());
    assert!(<Keyring as Hides<_>>::hides());
    assert!(<Vault as Hides<_>>::hides());
}
