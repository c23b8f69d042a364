//! What hangs on a vendor, as the ERP holds it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::purchase_order::Incoterms;

/// An address of a vendor as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VendorAddress {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// What it is for, such as `ordering` or `payment`, in the ERP's words.
    pub kind: Option<String>,
    /// Who receives.
    pub name: Option<String>,
    /// Street lines.
    pub lines: Vec<String>,
    /// City.
    pub city: Option<String>,
    /// State, province or region code.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2, such as `DE`.
    pub country: Option<String>,
    /// The one that is used where none is named.
    pub is_default: Option<bool>,
}

/// A tax number as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaxId {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// The ERP's kind of tax number, such as SAP `DE0`.
    pub kind: Option<String>,
    /// The number.
    pub value: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// A bank account as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BankAccount {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// International account number (ISO 13616).
    pub iban: Option<String>,
    /// Account number, where there is no IBAN.
    pub account_number: Option<String>,
    /// The bank: routing number, sort code or bank key.
    pub bank_code: Option<String>,
    /// The bank's BIC (ISO 9362).
    pub bic: Option<String>,
    /// Whose account it is.
    pub holder: Option<String>,
    /// The bank's country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// A contact person as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VendorContact {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// First and last name.
    pub name: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// What the person does, in the ERP's words.
    pub role: Option<String>,
}

/// A company that buys from the vendor as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VendorCompany {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// SAP company code, NetSuite subsidiary.
    pub company_id: Option<String>,
    /// The general-ledger account that sums its invoices (SAP).
    pub reconciliation_account_id: Option<String>,
    /// The ERP's payment terms.
    pub payment_terms_id: Option<String>,
}

/// A purchasing organization that orders from the vendor as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VendorPurchasingOrganization {
    /// Its id within the vendor; PATCH addresses it by this.
    pub id: String,
    /// SAP purchasing organization.
    pub organization_id: Option<String>,
    /// ISO 4217 of orders.
    pub currency: Option<String>,
    /// The ERP's payment terms.
    pub payment_terms_id: Option<String>,
    /// Delivery terms.
    pub incoterms: Option<Incoterms>,
}
