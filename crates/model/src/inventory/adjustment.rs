//! Changes of stock without a purchase or a sale.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// A change of stock as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InventoryAdjustment {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    pub posting_date: Option<NaiveDate>,
    /// Date of the paper behind it.
    pub document_date: Option<NaiveDate>,
    /// SAP company code, NetSuite subsidiary.
    pub company_id: Option<String>,
    /// The general-ledger account that bears it.
    pub account_id: Option<String>,
    /// The cost center that bears it.
    pub cost_center_id: Option<String>,
    /// Why: the ERP's reason code.
    pub reason: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// The ERP's own kind of it (SAP movement types).
    pub native_type: Option<String>,
    /// The record that undid it.
    pub reversed_by: Option<String>,
    /// The record that it undid.
    pub reverses: Option<String>,
    /// What changed.
    pub lines: Vec<InventoryAdjustmentLine>,
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

/// A line of a change of stock as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InventoryAdjustmentLine {
    /// Its id within the document.
    pub id: String,
    /// The item.
    pub item_id: Option<String>,
    /// Where (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// Bin within it.
    pub bin_id: Option<String>,
    /// The lot.
    pub lot: Option<String>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// How much more (or, with a minus, less), in `unit`.
    pub change: Option<Decimal>,
    /// Unit of the quantities.
    pub unit: Option<String>,
    /// What one unit is worth, where stock is added.
    pub unit_cost: Option<Decimal>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A change of stock to be made. Its lines all say `change`, or all say `set_to`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInventoryAdjustment {
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posting_date: Option<NaiveDate>,
    /// Date of the paper behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<NaiveDate>,
    /// SAP company code, NetSuite subsidiary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<String>,
    /// The general-ledger account that bears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// The cost center that bears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_center_id: Option<String>,
    /// Why: the ERP's reason code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What changes; at least one line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<NewInventoryAdjustmentLine>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A line: either `change` or `set_to`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInventoryAdjustmentLine {
    /// The item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// Where (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_location_id: Option<String>,
    /// Bin within it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin_id: Option<String>,
    /// The lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// Serial numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<String>,
    /// How much more (or, with a minus, less), in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Decimal>,
    /// How much there shall be, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_to: Option<Decimal>,
    /// With `set_to`: only if the ERP holds this much now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_on_hand: Option<Decimal>,
    /// Unit of the quantities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What one unit is worth, where stock is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<Decimal>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
