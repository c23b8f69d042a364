//! Keys made at run time, and a vault over them.

use base64::{Engine, engine::general_purpose::STANDARD};
use erpgate_vault::{DataKey, Keyring, Vault, VaultError};
use rand::{TryRng, rngs::SysRng};

/// 32 random bytes in base64, as an operator would make them.
pub(crate) fn random_key() -> String {
    let mut bytes = [0; 32];
    SysRng.try_fill_bytes(&mut bytes).unwrap();
    STANDARD.encode(bytes)
}

pub(crate) fn vault_over(keyring: &str) -> Vault {
    Vault::new(Keyring::from_environment(keyring).unwrap())
}

pub(crate) fn vault() -> Vault {
    vault_over(&format!("k1 {}", random_key()))
}

pub(crate) fn data_key(owner: &str) -> DataKey {
    let vault = vault();
    let wrapped = vault.new_data_key(owner).unwrap();
    vault.open_data_key(owner, &wrapped).unwrap()
}

/// What an error was, without what it was about.
pub(crate) fn kind(error: &VaultError) -> &'static str {
    match error {
        VaultError::UnknownKek { .. } => "unknown kek",
        VaultError::WrappedKeyRejected { .. } => "wrapped key rejected",
        VaultError::WrongDataKey { .. } => "wrong data key",
        VaultError::CommitmentMismatch { .. } => "commitment mismatch",
        VaultError::RecordRejected { .. } => "record rejected",
        VaultError::Malformed { .. } => "malformed",
        VaultError::UnsupportedSuite { .. } => "unsupported suite",
        _ => "other",
    }
}
