//! What business partners may refer to, and the details of ids that are only listed elsewhere.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The customizing of business partners.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Partners {
    /// Groupings with their number ranges.
    pub groupings: Vec<Grouping>,
    /// Roles, such as `FLVN01`.
    pub roles: Vec<String>,
    /// Countries, ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
    /// Languages, ISO 639-1 in capitals.
    pub languages: Vec<String>,
    /// Tax number types, such as `DE0`.
    pub tax_number_types: Vec<String>,
    /// Types of identification numbers.
    pub identification_types: Vec<String>,
    /// G/L accounts that suppliers' postings are summed up in.
    pub reconciliation_accounts: Vec<String>,
    /// The bank directory.
    pub banks: Vec<Bank>,
}

/// A grouping of business partners.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grouping {
    /// Four characters.
    pub id: String,
    /// The first number SAP gives. Absent: the client gives the number.
    #[serde(default)]
    pub first_number: Option<u64>,
}

/// A bank of the directory.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Its country.
    pub country: String,
    /// The bank key, such as a German Bankleitzahl.
    pub key: String,
    /// Its name.
    pub name: String,
    /// BIC.
    #[serde(default)]
    pub swift: String,
    /// Its city.
    #[serde(default)]
    pub city: String,
}

/// What the read-only services say about ids that are only listed elsewhere in the seed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Details {
    /// Name by storage location.
    pub storage_locations: BTreeMap<String, String>,
    /// Detail by G/L account.
    pub gl_accounts: BTreeMap<String, GlAccountDetail>,
    /// Detail by cost center.
    pub cost_centers: BTreeMap<String, CostCenterDetail>,
}

/// A G/L account's detail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlAccountDetail {
    /// Its name.
    pub name: String,
    /// An account of the balance sheet, not of profit and loss.
    #[serde(default)]
    pub balance_sheet: bool,
}

/// A cost center's detail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostCenterDetail {
    /// Its name.
    pub name: String,
    /// The company code it belongs to.
    pub company_code: String,
}

impl Partners {
    pub(crate) fn grouping(&self, id: &str) -> Option<&Grouping> {
        self.groupings.iter().find(|grouping| grouping.id == id)
    }

    pub(crate) fn bank(&self, country: &str, key: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.country == country && bank.key == key)
    }
}
