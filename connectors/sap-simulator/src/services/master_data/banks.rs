//! API_BANKDETAIL_SRV: the banks a supplier's account may be with.

use super::NewRow;
use crate::odata::table::Row;
use crate::seed::Seed;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let banks = seed.partners.banks.iter().filter_map(|bank| {
        let mut view = row("A_BankDetail")?;
        view.set_text("BankCountry", &bank.country);
        view.set_text("BankInternalID", &bank.key);
        view.set_text("BankNumber", &bank.key);
        view.set_text("BankName", &bank.name);
        view.set_text("SWIFTCode", &bank.swift);
        view.set_text("CityName", &bank.city);
        Some(view)
    });
    banks.collect()
}
