//! The body that creates a purchase order: the same for every ERP.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::line::AccountAssignment;
use super::record::Incoterms;
use crate::address::Address;
use crate::decimal::Decimal;
use crate::record::CustomFields;

/// A purchase order to be made. What is absent comes from the connection's defaults, then from the ERP's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPurchaseOrder {
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The vendor's id in the ERP, or an alias of the connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<String>,
    /// The buying company (SAP company code, NetSuite subsidiary).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<String>,
    /// SAP purchasing organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchasing_organization_id: Option<String>,
    /// SAP purchasing group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchasing_group_id: Option<String>,
    /// The ERP's order type (SAP `NB`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_id: Option<String>,
    /// ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Units of the company's currency for one unit of the order's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange_rate: Option<Decimal>,
    /// Date of the order, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_date: Option<NaiveDate>,
    /// When the goods should come; lines may say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_date: Option<NaiveDate>,
    /// The ERP's payment terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_terms_id: Option<String>,
    /// Delivery terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incoterms: Option<Incoterms>,
    /// Where the goods go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship_to: Option<Address>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill_to: Option<Address>,
    /// Free text for the vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The buyer (employee) in the ERP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer_id: Option<String>,
    /// What is ordered; at least one line.
    #[serde(default)]
    pub lines: Vec<NewPurchaseOrderLine>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A line to be ordered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPurchaseOrderLine {
    /// The item (SAP material), or an alias of the connection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// Text of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The group that the goods belong to (SAP material group).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_group_id: Option<String>,
    /// Ordered quantity, in `unit`; above zero.
    pub quantity: Decimal,
    /// Unit of the quantity: UN/ECE or the ERP's own code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Price of `price_quantity` units, in the order's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Decimal>,
    /// For how many units the price is (1 unless said).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_quantity: Option<Decimal>,
    /// When the goods should come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_date: Option<NaiveDate>,
    /// Where the goods go (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_location_id: Option<String>,
    /// To what the cost is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_assignment: Option<AccountAssignment>,
    /// Department (NetSuite).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<String>,
    /// Class (NetSuite).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<String>,
    /// Tax code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code_id: Option<String>,
    /// How much more may be delivered, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_delivery_tolerance_percent: Option<Decimal>,
    /// How much less may be delivered, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_delivery_tolerance_percent: Option<Decimal>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
