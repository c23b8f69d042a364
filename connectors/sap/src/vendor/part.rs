//! The lists of a vendor: each is an entity set of its own.

use crate::mapping::Row;

use super::fields;

/// One list.
#[derive(Debug)]
pub(super) struct Part {
    /// The unified field.
    pub(super) list: &'static str,
    /// SAP's entity set.
    pub(super) set: &'static str,
    /// From the partner, or from the supplier.
    pub(super) navigation: &'static str,
    /// Hangs on the supplier, not on the partner.
    pub(super) of_supplier: bool,
    /// The property that tells the entries of one vendor apart: the unified `id`.
    pub(super) id: &'static str,
    /// The unified field with which the client chooses that property; SAP chooses the others.
    pub(super) chosen_by: Option<&'static str>,
    /// The fields that are one property each.
    pub(super) rows: &'static [Row],
    /// A removed entry stays and carries the deletion flag.
    pub(super) keeps_removed: bool,
}

/// SAP's flag on companies and purchasing organizations.
pub(super) const DELETED: &str = "DeletionIndicator";

pub(super) const ADDRESSES: Part = Part {
    list: "addresses",
    set: "A_BusinessPartnerAddress",
    navigation: "to_BusinessPartnerAddress",
    of_supplier: false,
    id: "AddressID",
    chosen_by: None,
    rows: fields::ADDRESS,
    keeps_removed: false,
};

pub(super) const TAX_IDS: Part = Part {
    list: "tax_ids",
    set: "A_BusinessPartnerTaxNumber",
    navigation: "to_BusinessPartnerTax",
    of_supplier: false,
    id: "BPTaxType",
    chosen_by: Some("kind"),
    rows: fields::TAX,
    keeps_removed: false,
};

pub(super) const BANK_ACCOUNTS: Part = Part {
    list: "bank_accounts",
    set: "A_BusinessPartnerBank",
    navigation: "to_BusinessPartnerBank",
    of_supplier: false,
    id: "BankIdentification",
    chosen_by: None,
    rows: fields::BANK,
    keeps_removed: false,
};

pub(super) const COMPANIES: Part = Part {
    list: "companies",
    set: "A_SupplierCompany",
    navigation: "to_SupplierCompany",
    of_supplier: true,
    id: "CompanyCode",
    chosen_by: Some("company_id"),
    rows: fields::COMPANY,
    keeps_removed: true,
};

pub(super) const ORGANIZATIONS: Part = Part {
    list: "purchasing_organizations",
    set: "A_SupplierPurchasingOrg",
    navigation: "to_SupplierPurchasingOrg",
    of_supplier: true,
    id: "PurchasingOrganization",
    chosen_by: Some("organization_id"),
    rows: fields::ORGANIZATION,
    keeps_removed: true,
};

/// Every list, in the order in which a vendor is written.
pub(super) const PARTS: [&Part; 5] = [&ADDRESSES, &TAX_IDS, &BANK_ACCOUNTS, &COMPANIES, &ORGANIZATIONS];
