//! A line of a purchase order as the ERP holds it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::CustomFields;

/// Where one line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineStatus {
    /// Nothing received yet.
    Open,
    /// Part received.
    PartiallyReceived,
    /// All received.
    Received,
    /// Nothing more is expected.
    Closed,
    /// Carries the ERP's deletion mark.
    Cancelled,
}

/// To what a line's cost is booked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountAssignment {
    /// General-ledger account.
    #[serde(default)]
    pub account_id: Option<String>,
    /// Cost center.
    #[serde(default)]
    pub cost_center_id: Option<String>,
    /// Internal or maintenance order.
    #[serde(default)]
    pub order_id: Option<String>,
    /// Project (SAP WBS element, NetSuite job).
    #[serde(default)]
    pub project_id: Option<String>,
    /// Fixed asset.
    #[serde(default)]
    pub asset_id: Option<String>,
}

/// A line of a purchase order as the ERP holds it. `null`: the ERP holds nothing there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PurchaseOrderLine {
    /// The ERP's id of the line within its order; PATCH addresses lines by it.
    pub id: String,
    /// The line's number as people see it.
    pub line_number: Option<String>,
    /// The item (SAP material).
    pub item_id: Option<String>,
    /// Text of the line.
    pub description: Option<String>,
    /// The group that the goods belong to (SAP material group).
    pub item_group_id: Option<String>,
    /// Ordered quantity, in `unit`.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// Price of `price_quantity` units, in the order's currency.
    pub unit_price: Option<Decimal>,
    /// For how many units the price is (1 unless said).
    pub price_quantity: Option<Decimal>,
    /// When the goods should come.
    pub delivery_date: Option<NaiveDate>,
    /// Where the goods go (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// To what the cost is booked.
    pub account_assignment: Option<AccountAssignment>,
    /// Department (NetSuite).
    pub department_id: Option<String>,
    /// Class (NetSuite).
    pub class_id: Option<String>,
    /// Tax code.
    pub tax_code_id: Option<String>,
    /// Where the line stands.
    pub status: LineStatus,
    /// Received so far, where the ERP tells.
    pub received_quantity: Option<Decimal>,
    /// Invoiced so far, where the ERP tells.
    pub invoiced_quantity: Option<Decimal>,
    /// Quantity × price, in the order's currency.
    pub net_amount: Option<Decimal>,
    /// How much more may be delivered, in percent.
    pub over_delivery_tolerance_percent: Option<Decimal>,
    /// How much less may be delivered, in percent.
    pub under_delivery_tolerance_percent: Option<Decimal>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
