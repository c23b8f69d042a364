//! The table: each unified field, SAP's property, its form, when it can be written, its limits.

use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Form::{Code, Derived, Number, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `A_BusinessPartner`.
pub(crate) const HEADER: &[Row] = &[
    row("number", "A_BusinessPartner.Supplier", Number, No, 10).filter(),
    row("external_id", "A_BusinessPartner.BusinessPartnerIDByExtSystem", Code, Always, 20).filter(),
    row("type_id", "A_BusinessPartner.BusinessPartnerGrouping", Code, OnCreate, 4),
];

/// Fields that are made from more than one property.
pub(crate) const DERIVED: &[Row] = &[
    row("id", "A_BusinessPartner.Supplier", Derived, No, 0),
    row("status", "A_Supplier.PurchasingIsBlocked", Derived, No, 0).filter(),
    row("native_status", "A_Supplier.PurchasingIsBlocked", Derived, No, 0),
    row("name", "A_BusinessPartner.OrganizationBPName1", Derived, Always, 0).required(),
    row("is_person", "A_BusinessPartner.BusinessPartnerCategory", Derived, OnCreate, 0),
    row("language", "A_BusinessPartnerAddress.Language", Derived, Always, 0),
    row("currency", "A_SupplierPurchasingOrg.PurchaseOrderCurrency", Derived, Always, 0),
    row("payment_terms_id", "A_SupplierCompany.PaymentTerms", Derived, Always, 0),
    row("custom_fields", "A_BusinessPartner.*", Derived, Always, 0),
    row("version", "A_BusinessPartner.*", Derived, No, 0),
    row("created_at", "A_BusinessPartner.CreationDate", Derived, No, 0),
    row("updated_at", "A_BusinessPartner.LastChangeDate", Derived, No, 0),
];

/// Fields that stand in entries of the standard address.
pub(crate) const REACH: &[Row] = &[
    row("email", "A_AddressEmailAddress.EmailAddress", Text, Always, 241),
    row("phone", "A_AddressPhoneNumber.PhoneNumber", Text, Always, 30),
    row("website", "A_AddressHomePageURL.WebsiteURL", Text, Always, 2048),
];

/// Properties that the name and the category fill.
pub(crate) const NAMES: &[Row] = &[
    row("name", "A_BusinessPartner.OrganizationBPName1", Text, Always, 40),
    row("name", "A_BusinessPartner.OrganizationBPName2", Text, Always, 40),
    row("name", "A_BusinessPartner.OrganizationBPName3", Text, Always, 40),
    row("name", "A_BusinessPartner.OrganizationBPName4", Text, Always, 40),
    row("name", "A_BusinessPartner.GroupBusinessPartnerName1", Text, Always, 40),
    row("name", "A_BusinessPartner.GroupBusinessPartnerName2", Text, Always, 40),
    row("name", "A_BusinessPartner.FirstName", Text, Always, 40),
    row("name", "A_BusinessPartner.MiddleName", Text, Always, 40),
    row("name", "A_BusinessPartner.LastName", Text, Always, 40),
    row("is_person", "A_BusinessPartner.BusinessPartnerCategory", Code, OnCreate, 1),
];

/// Fields of an address that are properties of `A_BusinessPartnerAddress`.
pub(crate) const ADDRESS: &[Row] = &[
    row("addresses.name", "A_BusinessPartnerAddress.CareOfName", Text, Always, 40),
    row("addresses.city", "A_BusinessPartnerAddress.CityName", Text, Always, 40),
    row("addresses.region", "A_BusinessPartnerAddress.Region", Code, Always, 3),
    row("addresses.postal_code", "A_BusinessPartnerAddress.PostalCode", Code, Always, 10),
    row("addresses.country", "A_BusinessPartnerAddress.Country", Code, Always, 3).required(),
];

/// Fields of an address that are made from more than one property.
pub(crate) const ADDRESS_DERIVED: &[Row] = &[
    row("addresses.id", "A_BusinessPartnerAddress.AddressID", Derived, No, 0),
    row("addresses.kind", "A_BuPaAddressUsage.AddressUsage", Derived, OnCreate, 0),
    row("addresses.is_default", "A_BuPaAddressUsage.AddressUsage", Derived, OnCreate, 0),
    row("addresses.lines", "A_BusinessPartnerAddress.StreetName", Derived, Always, 0),
];

/// Properties that the street lines and the vendor's language fill.
const ADDRESS_FOLLOWERS: &[Row] = &[
    row("addresses.lines", "A_BusinessPartnerAddress.StreetName", Text, Always, 60),
    row("addresses.lines", "A_BusinessPartnerAddress.StreetSuffixName", Text, Always, 40),
    row("addresses.lines", "A_BusinessPartnerAddress.AdditionalStreetSuffixName", Text, Always, 40),
    row("language", "A_BusinessPartnerAddress.Language", Code, Always, 2),
];

/// Fields of a tax number that are properties of `A_BusinessPartnerTaxNumber`.
pub(crate) const TAX: &[Row] =
    &[row("tax_ids.kind", "A_BusinessPartnerTaxNumber.BPTaxType", Code, OnCreate, 4).required()];

/// Fields of a tax number that are made from more than one property.
pub(crate) const TAX_DERIVED: &[Row] = &[
    row("tax_ids.id", "A_BusinessPartnerTaxNumber.BPTaxType", Derived, No, 0),
    row("tax_ids.value", "A_BusinessPartnerTaxNumber.BPTaxNumber", Derived, Always, 0).required(),
    row("tax_ids.country", "A_BusinessPartnerTaxNumber.BPTaxType", Derived, OnCreate, 0),
];

const TAX_FOLLOWERS: &[Row] = &[
    row("tax_ids.value", "A_BusinessPartnerTaxNumber.BPTaxNumber", Text, Always, 20),
    row("tax_ids.value", "A_BusinessPartnerTaxNumber.BPTaxLongNumber", Text, Always, 60),
];

/// Fields of a bank account that are properties of `A_BusinessPartnerBank`.
pub(crate) const BANK: &[Row] = &[
    row("bank_accounts.iban", "A_BusinessPartnerBank.IBAN", Code, Always, 34),
    row("bank_accounts.account_number", "A_BusinessPartnerBank.BankAccount", Code, Always, 18),
    row("bank_accounts.bank_code", "A_BusinessPartnerBank.BankNumber", Code, Always, 15),
    row("bank_accounts.bic", "A_BusinessPartnerBank.SWIFTCode", Code, No, 11),
    row("bank_accounts.holder", "A_BusinessPartnerBank.BankAccountHolderName", Text, Always, 60),
    row("bank_accounts.country", "A_BusinessPartnerBank.BankCountryKey", Code, Always, 3),
];

pub(crate) const BANK_DERIVED: &[Row] =
    &[row("bank_accounts.id", "A_BusinessPartnerBank.BankIdentification", Derived, No, 0)];

/// Fields of a company that are properties of `A_SupplierCompany`.
pub(crate) const COMPANY: &[Row] = &[
    row("companies.company_id", "A_SupplierCompany.CompanyCode", Code, OnCreate, 4).required(),
    row("companies.reconciliation_account_id", "A_SupplierCompany.ReconciliationAccount", Number, Always, 10)
        .required(),
    row("companies.payment_terms_id", "A_SupplierCompany.PaymentTerms", Code, Always, 4),
];

pub(crate) const COMPANY_DERIVED: &[Row] =
    &[row("companies.id", "A_SupplierCompany.CompanyCode", Derived, No, 0)];

/// Fields of a purchasing organization that are properties of `A_SupplierPurchasingOrg`.
pub(crate) const ORGANIZATION: &[Row] = &[
    row(
        "purchasing_organizations.organization_id",
        "A_SupplierPurchasingOrg.PurchasingOrganization",
        Code,
        OnCreate,
        4,
    )
    .required(),
    row(
        "purchasing_organizations.currency",
        "A_SupplierPurchasingOrg.PurchaseOrderCurrency",
        Code,
        Always,
        5,
    ),
    row("purchasing_organizations.payment_terms_id", "A_SupplierPurchasingOrg.PaymentTerms", Code, Always, 4),
    row(
        "purchasing_organizations.incoterms.code",
        "A_SupplierPurchasingOrg.IncotermsClassification",
        Code,
        Always,
        3,
    ),
    row(
        "purchasing_organizations.incoterms.location",
        "A_SupplierPurchasingOrg.IncotermsLocation1",
        Text,
        Always,
        70,
    ),
];

pub(crate) const ORGANIZATION_DERIVED: &[Row] =
    &[row("purchasing_organizations.id", "A_SupplierPurchasingOrg.PurchasingOrganization", Derived, No, 0)];

/// Fields of a contact person that are properties of the relationship.
pub(crate) const CONTACT: &[Row] = &[
    row("contacts.email", "A_BPContactToFuncAndDept.EmailAddress", Text, No, 241),
    row("contacts.phone", "A_BPContactToFuncAndDept.PhoneNumber", Text, No, 30),
    row("contacts.role", "A_BPContactToFuncAndDept.ContactPersonFunction", Text, No, 4),
];

pub(crate) const CONTACT_DERIVED: &[Row] = &[
    row("contacts.id", "A_BusinessPartnerContact.RelationshipNumber", Derived, No, 0),
    row("contacts.name", "A_BusinessPartner.BusinessPartnerFullName", Derived, No, 0),
];

/// Questions for a list that are no fields of a record.
pub(crate) const FILTERS: &[Row] =
    &[row("updated_since", "A_BusinessPartner.LastChangeDate", Derived, No, 0).not_shown().filter()];

/// The tables whose rows stand for one property each, for finding a field by SAP's name.
pub(crate) const WRITTEN: &[&[Row]] =
    &[HEADER, NAMES, REACH, ADDRESS, ADDRESS_FOLLOWERS, TAX, TAX_FOLLOWERS, BANK, COMPANY, ORGANIZATION];

/// Every field of a record.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    [
        DERIVED,
        HEADER,
        REACH,
        ADDRESS_DERIVED,
        ADDRESS,
        TAX_DERIVED,
        TAX,
        BANK_DERIVED,
        BANK,
        COMPANY_DERIVED,
        COMPANY,
        ORGANIZATION_DERIVED,
        ORGANIZATION,
        CONTACT_DERIVED,
        CONTACT,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_field_stands_twice() {
        let names: BTreeSet<&str> = all().map(|row| row.spec.name).collect();
        assert_eq!(names.len(), all().count());
    }

    #[test]
    fn no_property_is_written_through_two_fields_of_one_entity() {
        let writable = || WRITTEN.iter().copied().flatten().filter(|row| row.spec.writable != No);
        let properties: BTreeSet<&str> = writable().map(|row| row.spec.mapped_to).collect();
        assert_eq!(properties.len(), writable().count());
    }
}
