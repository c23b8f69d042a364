//! Bytes written by a second implementation (`tests/golden.py`): what was stored once must open
//! for ever, and the layout in the documentation must be enough to open it without this crate.

use base64::{Engine, engine::general_purpose::STANDARD};
use erpgate_vault::WrappedKey;

use crate::fixture::{kind, vault_over};

const WRAPPED: &str = "45474b3101d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1026b31\
    0a0a0a0a0a0a0a0a0a0a0a0a7bf08d4218fca520e2540a77bf696bf342c076db7ae891ac01b2ddd57fee1368\
    247193908d561e8057a53c4f75c3af92";

const RECORD: &str = "4547563101d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1\
    5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\
    472a912e83739b9b74afbb01a625d3658b08d401ab66336a29054b20ac42129a\
    0b0b0b0b0b0b0b0b0b0b0b0ba6d86a99c463c127894b86339c4ce3a268fac10212bdf688026dd418fe46a3a5df";

#[test]
fn a_record_of_another_implementation_opens() {
    let kek: Vec<u8> = (0..32).collect();
    let vault = vault_over(&format!("k1 {}", STANDARD.encode(kek)));
    let wrapped = WrappedKey::from_bytes(hex::decode(WRAPPED).unwrap()).unwrap();
    assert_eq!(wrapped.kek_id().as_str(), "k1");
    assert_eq!(wrapped.dek_id().to_string(), "d1".repeat(16));

    let key = vault.open_data_key("conn_golden", &wrapped).unwrap();
    let record = hex::decode(RECORD).unwrap();
    assert_eq!(key.open("client_secret", &record).unwrap().expose(), "grüße from 2026".as_bytes());
    assert_eq!(kind(&key.open("password", &record).unwrap_err()), "record rejected");
}
