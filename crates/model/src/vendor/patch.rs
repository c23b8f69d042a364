//! The body that changes a vendor. Absent: leave as it is; `null`: clear.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::VendorStatus;
use super::write::{
    NewBankAccount, NewTaxId, NewVendorAddress, NewVendorCompany, NewVendorContact,
    NewVendorPurchasingOrganization,
};
use crate::field::Field;
use crate::list_changes::ListChanges;
use crate::purchase_order::Incoterms;
use crate::record::CustomFields;

/// Changes to a vendor. Which fields an ERP lets one change stands in the capabilities.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorPatch {
    /// Blocks, unblocks or deactivates it; stands alone in its request.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<VendorStatus>)]
    pub status: Field<VendorStatus>,
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub external_id: Field<String>,
    /// The ERP's kind of vendor (SAP grouping, NetSuite category).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub type_id: Field<String>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub name: Field<String>,
    /// Its full legal name.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub legal_name: Field<String>,
    /// A person, not an organization.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<bool>)]
    pub is_person: Field<bool>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub email: Field<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub phone: Field<String>,
    /// Website.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub website: Field<String>,
    /// ISO 639-1 of the correspondence.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub language: Field<String>,
    /// ISO 4217 of its orders and invoices.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub currency: Field<String>,
    /// The ERP's payment terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub payment_terms_id: Field<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub notes: Field<String>,
    /// Where it is, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub addresses: ListChanges<NewVendorAddress, VendorAddressPatch>,
    /// Its tax numbers, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub tax_ids: ListChanges<NewTaxId, TaxIdPatch>,
    /// Where it is paid, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub bank_accounts: ListChanges<NewBankAccount, BankAccountPatch>,
    /// Whom to ask, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub contacts: ListChanges<NewVendorContact, VendorContactPatch>,
    /// The companies that buy from it, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub companies: ListChanges<NewVendorCompany, VendorCompanyPatch>,
    /// SAP purchasing organizations that order from it, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub purchasing_organizations:
        ListChanges<NewVendorPurchasingOrganization, VendorPurchasingOrganizationPatch>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Changes to an address of a vendor.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorAddressPatch {
    /// Its id, as read.
    pub id: String,
    /// What it is for, such as `ordering` or `payment`, in the ERP's words.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub kind: Field<String>,
    /// Who receives.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub name: Field<String>,
    /// Street lines.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Vec<String>>)]
    pub lines: Field<Vec<String>>,
    /// City.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub city: Field<String>,
    /// State, province or region code.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub region: Field<String>,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub postal_code: Field<String>,
    /// ISO 3166-1 alpha-2, such as `DE`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub country: Field<String>,
    /// The one that is used where none is named.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<bool>)]
    pub is_default: Field<bool>,
}

/// Changes to a tax number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxIdPatch {
    /// Its id, as read.
    pub id: String,
    /// The ERP's kind of tax number, such as SAP `DE0`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub kind: Field<String>,
    /// The number.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub value: Field<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub country: Field<String>,
}

/// Changes to a bank account.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BankAccountPatch {
    /// Its id, as read.
    pub id: String,
    /// International account number (ISO 13616).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub iban: Field<String>,
    /// Account number, where there is no IBAN.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub account_number: Field<String>,
    /// The bank: routing number, sort code or bank key.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub bank_code: Field<String>,
    /// The bank's BIC (ISO 9362).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub bic: Field<String>,
    /// Whose account it is.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub holder: Field<String>,
    /// The bank's country, ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub country: Field<String>,
}

/// Changes to a contact person.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorContactPatch {
    /// Its id, as read.
    pub id: String,
    /// First and last name.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub name: Field<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub email: Field<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub phone: Field<String>,
    /// What the person does, in the ERP's words.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub role: Field<String>,
}

/// Changes to a company that buys from the vendor.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorCompanyPatch {
    /// Its id, as read.
    pub id: String,
    /// SAP company code, NetSuite subsidiary.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub company_id: Field<String>,
    /// The general-ledger account that sums its invoices (SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub reconciliation_account_id: Field<String>,
    /// The ERP's payment terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub payment_terms_id: Field<String>,
}

/// Changes to a purchasing organization that orders from the vendor.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorPurchasingOrganizationPatch {
    /// Its id, as read.
    pub id: String,
    /// SAP purchasing organization.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub organization_id: Field<String>,
    /// ISO 4217 of orders.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub currency: Field<String>,
    /// The ERP's payment terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub payment_terms_id: Field<String>,
    /// Delivery terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Incoterms>)]
    pub incoterms: Field<Incoterms>,
}
