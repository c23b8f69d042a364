//! Stock moved from one place to another.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// Stock that was moved, as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InventoryTransfer {
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
    /// From where (SAP plant, NetSuite location).
    pub from_location_id: Option<String>,
    /// Storage location within it (SAP).
    pub from_storage_location_id: Option<String>,
    /// To where (SAP plant, NetSuite location).
    pub to_location_id: Option<String>,
    /// Storage location within it (SAP).
    pub to_storage_location_id: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// The ERP's own kind of it (SAP movement types).
    pub native_type: Option<String>,
    /// The record that undid it.
    pub reversed_by: Option<String>,
    /// The record that it undid.
    pub reverses: Option<String>,
    /// What was moved.
    pub lines: Vec<InventoryTransferLine>,
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

/// A line of stock that was moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InventoryTransferLine {
    /// Its id within the document.
    pub id: String,
    /// The item.
    pub item_id: Option<String>,
    /// How much, in `unit`; above zero.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// The lot.
    pub lot: Option<String>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// Bin that it leaves.
    pub from_bin_id: Option<String>,
    /// Bin that it goes to.
    pub to_bin_id: Option<String>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Stock to be moved from one place to another.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInventoryTransfer {
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
    /// From where (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_storage_location_id: Option<String>,
    /// To where (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_storage_location_id: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What is moved; at least one line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<NewInventoryTransferLine>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A line of stock to be moved.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInventoryTransferLine {
    /// The item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// How much, in `unit`; above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// Serial numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<String>,
    /// Bin that it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_bin_id: Option<String>,
    /// Bin that it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_bin_id: Option<String>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
