use erpgate_vault::{SealedBytes, VaultError, WrappedKey};

use crate::fixture::{data_key, kind, vault};

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

#[test]
fn every_single_flipped_bit_of_a_record_is_noticed_and_named() {
    let key = data_key("conn_1");
    let sealed = key.seal("password", b"correct horse").unwrap().into_bytes();
    for bit in 0..sealed.len() * 8 {
        let error = key.open("password", &flipped(&sealed, bit)).unwrap_err();
        let expected = match bit / 8 {
            0..4 => "malformed",
            4 => "unsupported suite",
            5..21 => "wrong data key",
            21..85 => "commitment mismatch",
            _ => "record rejected",
        };
        assert_eq!(kind(&error), expected, "bit {bit}: {error}");
    }
    assert_eq!(key.open("password", &sealed).unwrap().expose(), b"correct horse");
}

#[test]
fn every_single_flipped_bit_of_a_wrapped_key_is_noticed() {
    let vault = vault();
    let wrapped = vault.new_data_key("conn_1").unwrap().into_bytes();
    for bit in 0..wrapped.len() * 8 {
        let opened = WrappedKey::from_bytes(flipped(&wrapped, bit))
            .and_then(|wrapped| vault.open_data_key("conn_1", &wrapped));
        let error = opened.unwrap_err();
        let allowed: &[&str] = match bit / 8 {
            0..4 => &["malformed"],
            4 => &["unsupported suite"],
            // The length of the key id, and the id.
            21..24 => &["malformed", "unknown kek"],
            _ => &["wrapped key rejected"],
        };
        assert!(allowed.contains(&kind(&error)), "bit {bit}: {error}");
    }
}

#[test]
fn a_record_cut_anywhere_or_made_longer_does_not_open() {
    let key = data_key("conn_1");
    let sealed = key.seal("password", b"correct horse").unwrap().into_bytes();
    for length in 0..sealed.len() {
        key.open("password", &sealed[..length]).unwrap_err();
    }
    let mut longer = sealed;
    longer.push(0);
    assert_eq!(kind(&key.open("password", &longer).unwrap_err()), "record rejected");
}

#[test]
fn a_wrapped_key_cut_anywhere_or_made_longer_is_malformed() {
    let wrapped = vault().new_data_key("conn_1").unwrap().into_bytes();
    for length in 0..wrapped.len() {
        assert_eq!(kind(&WrappedKey::from_bytes(wrapped[..length].to_vec()).unwrap_err()), "malformed");
    }
    let mut longer = wrapped;
    longer.push(0);
    let error = WrappedKey::from_bytes(longer).unwrap_err();
    assert_eq!(error.to_string(), "malformed wrapped data key: it is too long");
}

#[test]
fn a_suite_of_a_later_version_is_named() {
    let key = data_key("conn_1");
    let mut sealed = key.seal("password", b"correct horse").unwrap().into_bytes();
    sealed[4] = 2;
    let error = key.open("password", &sealed).unwrap_err();
    assert!(matches!(error, VaultError::UnsupportedSuite { suite: 2, .. }));
    assert_eq!(
        error.to_string(),
        "sealed record uses suite 0x02, which this version does not know: it knows 0x01"
    );
    assert_eq!(kind(&SealedBytes::from_bytes(sealed).unwrap_err()), "unsupported suite");
}

#[test]
fn parts_of_two_records_cannot_be_combined() {
    let key = data_key("conn_1");
    let one = key.seal("password", b"secret").unwrap().into_bytes();
    let two = key.seal("password", b"secret").unwrap().into_bytes();
    for cut in [5, 21, 53, 85, 97, 100, 103] {
        let mixed = [&one[..cut], &two[cut..]].concat();
        // Behind the data key's id the first record's own part is gone: only a whole record opens.
        let whole = mixed == one || mixed == two;
        assert_eq!(key.open("password", &mixed).is_ok(), whole, "cut at {cut}");
    }
}
