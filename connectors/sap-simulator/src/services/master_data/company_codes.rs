//! API_COMPANYCODE_SRV.

use super::{LANGUAGE, NewRow};
use crate::odata::table::Row;
use crate::seed::Seed;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let companies = seed.company_codes.iter().filter_map(|company| {
        let mut view = row("A_CompanyCode")?;
        view.set_text("CompanyCode", &company.id);
        view.set_text("CompanyCodeName", &company.name);
        view.set_text("CityName", &company.city);
        view.set_text("Country", &company.country);
        view.set_text("Currency", &company.currency);
        view.set_text("Language", LANGUAGE);
        view.set_text("ChartOfAccounts", &company.chart_of_accounts);
        view.set_text("ControllingArea", &company.controlling_area);
        view.set_text("FiscalYearVariant", "K4");
        Some(view)
    });
    companies.collect()
}
