//! A vendor as the ERP holds it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::parts::{
    BankAccount, TaxId, VendorAddress, VendorCompany, VendorContact, VendorPurchasingOrganization,
};
use crate::record::{CustomFields, RecordId, Version};

/// Whether one can order from a vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VendorStatus {
    /// It can be ordered from.
    Active,
    /// Nobody can order from it or post to it, for now.
    Blocked,
    /// Taken out of use.
    Inactive,
}

/// A vendor as the ERP holds it. `null`: the ERP holds nothing there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Vendor {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// Whether one can order from it.
    pub status: VendorStatus,
    /// The ERP's own marks.
    pub native_status: Option<String>,
    /// The ERP's kind of vendor (SAP grouping, NetSuite category).
    pub type_id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// Its full legal name.
    pub legal_name: Option<String>,
    /// A person, not an organization.
    pub is_person: Option<bool>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// ISO 639-1 of the correspondence.
    pub language: Option<String>,
    /// ISO 4217 of its orders and invoices.
    pub currency: Option<String>,
    /// The ERP's payment terms.
    pub payment_terms_id: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// Where it is.
    pub addresses: Vec<VendorAddress>,
    /// Its tax numbers.
    pub tax_ids: Vec<TaxId>,
    /// Where it is paid. Account numbers are masked when read.
    pub bank_accounts: Vec<BankAccount>,
    /// Whom to ask.
    pub contacts: Vec<VendorContact>,
    /// The companies that buy from it.
    pub companies: Vec<VendorCompany>,
    /// SAP purchasing organizations that order from it.
    pub purchasing_organizations: Vec<VendorPurchasingOrganization>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
    /// Changes with every change; also the `ETag`.
    pub version: Version,
    /// When it was made in the ERP.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed in the ERP.
    pub updated_at: Option<DateTime<Utc>>,
    /// The ERP's own record, when asked for with `include=native`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub native: Option<Value>,
}
