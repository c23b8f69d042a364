//! A purchase order as the ERP holds it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::line::PurchaseOrderLine;
use crate::address::Address;
use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// Where a purchase order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseOrderStatus {
    /// Kept but not complete (SAP: on hold).
    Draft,
    /// Waits for an approval.
    PendingApproval,
    /// The approver said no.
    Rejected,
    /// Valid and with the vendor.
    Open,
    /// Part of the goods came.
    PartiallyReceived,
    /// All goods came.
    Received,
    /// Nothing more is expected.
    Closed,
    /// Taken back: every line carries the ERP's deletion mark.
    Cancelled,
}

/// The rule for who bears cost and risk of the transport (ICC Incoterms).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Incoterms {
    /// Three letters, such as `DAP`.
    pub code: String,
    /// The named place.
    #[serde(default)]
    pub location: Option<String>,
}

/// What the order is worth, in its currency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Totals {
    /// Without tax.
    pub net: Option<Decimal>,
    /// Tax alone.
    pub tax: Option<Decimal>,
    /// With tax.
    pub gross: Option<Decimal>,
}

/// A purchase order as the ERP holds it. `null`: the ERP holds nothing there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PurchaseOrder {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// Where it stands.
    pub status: PurchaseOrderStatus,
    /// The ERP's own status code.
    pub native_status: Option<String>,
    /// The vendor's id in the ERP.
    pub vendor_id: Option<String>,
    /// The vendor's name.
    pub vendor_name: Option<String>,
    /// The buying company (SAP company code, NetSuite subsidiary).
    pub company_id: Option<String>,
    /// SAP purchasing organization.
    pub purchasing_organization_id: Option<String>,
    /// SAP purchasing group.
    pub purchasing_group_id: Option<String>,
    /// The ERP's order type (SAP `NB`).
    pub type_id: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Units of the company's currency for one unit of the order's.
    pub exchange_rate: Option<Decimal>,
    /// Date of the order.
    pub order_date: Option<NaiveDate>,
    /// When the goods should come, where the ERP holds it for the whole order.
    pub delivery_date: Option<NaiveDate>,
    /// The ERP's payment terms.
    pub payment_terms_id: Option<String>,
    /// Delivery terms.
    pub incoterms: Option<Incoterms>,
    /// Where the goods go.
    pub ship_to: Option<Address>,
    /// Who pays.
    pub bill_to: Option<Address>,
    /// Free text for the vendor.
    pub notes: Option<String>,
    /// The buyer (employee) in the ERP.
    pub buyer_id: Option<String>,
    /// The lines, in the ERP's order.
    pub lines: Vec<PurchaseOrderLine>,
    /// Worth of the order.
    pub totals: Totals,
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
