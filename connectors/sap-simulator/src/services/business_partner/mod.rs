//! The business rules of API_BUSINESS_PARTNER, as far as suppliers need them.

mod address;
pub(crate) mod admin;
mod bank;
mod change;
mod communication;
mod contact;
mod create;
mod delete;
pub(crate) mod document;
mod identification;
mod numbers;
pub(crate) mod ordering;
mod partner;
mod role;
mod seeded;
mod supplier;
mod supplier_text;
mod tax;
mod texts;

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::metadata::EntitySet;
use crate::odata::table::{Key, Row};
use crate::seed::Seed;

pub(crate) const PARTNER: &str = "A_BusinessPartner";
pub(crate) const ADDRESS: &str = "A_BusinessPartnerAddress";
pub(crate) const USAGE: &str = "A_BuPaAddressUsage";
pub(crate) const EMAIL: &str = "A_AddressEmailAddress";
pub(crate) const PHONE: &str = "A_AddressPhoneNumber";
pub(crate) const FAX: &str = "A_AddressFaxNumber";
pub(crate) const URL: &str = "A_AddressHomePageURL";
pub(crate) const ROLE: &str = "A_BusinessPartnerRole";
pub(crate) const TAX: &str = "A_BusinessPartnerTaxNumber";
pub(crate) const BANK: &str = "A_BusinessPartnerBank";
pub(crate) const IDENTIFICATION: &str = "A_BuPaIdentification";
pub(crate) const INDUSTRY: &str = "A_BuPaIndustry";
pub(crate) const CONTACT: &str = "A_BusinessPartnerContact";
pub(crate) const CONTACT_FUNCTION: &str = "A_BPContactToFuncAndDept";
pub(crate) const SUPPLIER: &str = "A_Supplier";
pub(crate) const COMPANY: &str = "A_SupplierCompany";
pub(crate) const PURCHASING: &str = "A_SupplierPurchasingOrg";
pub(crate) const TEXT: &str = "A_SupplierText";
pub(crate) const COMPANY_TEXT: &str = "A_SupplierCompanyText";
pub(crate) const PURCHASING_TEXT: &str = "A_SupplierPurchasingOrgText";

/// Business partners and suppliers.
#[derive(Debug)]
pub(super) struct BusinessPartners;

impl Rules for BusinessPartners {
    fn fill(&self, seed: &Seed, row: &dyn Fn(&str) -> Option<Row>) -> Vec<Row> {
        seeded::fill(seed, row)
    }

    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        match draft.set.set.as_str() {
            PARTNER => create::partner(work, draft),
            _ => create::part(work, draft),
        }
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        change::apply(work, before, after)
    }

    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        delete::apply(work, row)
    }

    fn deletion_refused(&self, set: &EntitySet) -> Option<Failure> {
        (set.set == PARTNER).then(|| Failure::one(texts::not_deletable()))
    }
}
