//! API_GLACCOUNTINCHARTOFACCOUNTS_SRV: the seed's accounts in every chart of accounts in use.

use super::{LANGUAGE, NewRow, midnight};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::Seed;
use std::collections::BTreeSet;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let charts: BTreeSet<&str> =
        seed.company_codes.iter().map(|company| company.chart_of_accounts.as_str()).collect();
    let mut rows = Vec::new();
    for chart in charts {
        for id in &seed.gl_accounts {
            let detail = seed.details.gl_accounts.get(id);
            let balance_sheet = detail.is_some_and(|detail| detail.balance_sheet);
            if let Some(mut account) = row("A_GLAccountInChartOfAccounts") {
                account.set_text("ChartOfAccounts", chart);
                account.set_text("GLAccount", id);
                account.set_text("GLAccountExternal", id);
                account.set("IsBalanceSheetAccount", Value::Bool(balance_sheet));
                account.set("IsProfitLossAccount", Value::Bool(!balance_sheet));
                account.set_text("GLAccountType", if balance_sheet { "X" } else { "P" });
                let created = account.created;
                account.set("CreationDate", Value::Date(midnight(created.date_naive())));
                account.set("LastChangeDateTime", Value::Instant(created));
                rows.push(account);
            }
            if let (Some(mut text), Some(detail)) = (row("A_GLAccountText"), detail) {
                text.set_text("ChartOfAccounts", chart);
                text.set_text("GLAccount", id);
                text.set_text("Language", LANGUAGE);
                text.set_text("GLAccountName", detail.name.chars().take(20).collect::<String>());
                text.set_text("GLAccountLongName", &detail.name);
                rows.push(text);
            }
        }
    }
    rows
}
