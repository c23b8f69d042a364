//! Account numbers in what is shown.

use erpgate_model::masked_account;
use serde_json::{Value, json};

/// Masks the account numbers of one of a partner's banks.
pub(super) fn mask_bank(bank: &mut Value) {
    for property in ["IBAN", "BankAccount"] {
        if let Some(number) = bank[property].as_str().filter(|number| !number.is_empty()) {
            bank[property] = json!(masked_account(number));
        }
    }
}
