//! Goods that came for a purchase order.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// Goods that came for a purchase order, as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoodsReceipt {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// The purchase order.
    pub purchase_order_id: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    pub posting_date: Option<NaiveDate>,
    /// Date of the delivery note.
    pub document_date: Option<NaiveDate>,
    /// The vendor's number of the delivery.
    pub delivery_note: Option<String>,
    /// Free text.
    pub notes: Option<String>,
    /// The record that undid it.
    pub reversed_by: Option<String>,
    /// The record that it undid.
    pub reverses: Option<String>,
    /// What came.
    pub lines: Vec<GoodsReceiptLine>,
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

/// A line of goods that came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoodsReceiptLine {
    /// Its id within the document.
    pub id: String,
    /// The item.
    pub item_id: Option<String>,
    /// The line of the purchase order.
    pub purchase_order_line_id: Option<String>,
    /// How much came, in `unit`; above zero. Absent: all that is open.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// Where it goes (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// Bin within it.
    pub bin_id: Option<String>,
    /// The lot.
    pub lot: Option<String>,
    /// Serial numbers.
    pub serials: Vec<String>,
    /// Nothing more will come for this line.
    pub final_delivery: Option<bool>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Goods that came for a purchase order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGoodsReceipt {
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The purchase order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase_order_id: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posting_date: Option<NaiveDate>,
    /// Date of the delivery note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<NaiveDate>,
    /// The vendor's number of the delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_note: Option<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// What came; at least one line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<NewGoodsReceiptLine>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A line of goods that came.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGoodsReceiptLine {
    /// The line of the purchase order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase_order_line_id: Option<String>,
    /// How much came, in `unit`; above zero. Absent: all that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where it goes (SAP plant, NetSuite location).
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
    /// Nothing more will come for this line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_delivery: Option<bool>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
