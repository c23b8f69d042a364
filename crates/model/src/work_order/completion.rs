//! What was produced or done for a work order.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// What was produced or done for a work order, as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkOrderCompletion {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// The work order.
    pub work_order_id: Option<String>,
    /// The operation, where it is about one.
    pub operation_number: Option<String>,
    /// Produced, in `unit`.
    pub quantity: Option<Decimal>,
    /// Spoilt, in `unit`.
    pub scrapped_quantity: Option<Decimal>,
    /// Unit of the quantities.
    pub unit: Option<String>,
    /// Effort, in `work_unit`.
    pub work: Option<Decimal>,
    /// Unit of the effort.
    pub work_unit: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    pub posting_date: Option<NaiveDate>,
    /// Where what was produced goes (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// Lot of what was produced.
    pub lot: Option<String>,
    /// Serial numbers of what was produced.
    pub serials: Vec<String>,
    /// Nothing more will come.
    pub is_final: Option<bool>,
    /// Free text.
    pub notes: Option<String>,
    /// The record that undid it.
    pub reversed_by: Option<String>,
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

/// What was produced or done. What is absent comes from the connection's defaults, then from the ERP's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkOrderCompletion {
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The work order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_order_id: Option<String>,
    /// The operation, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation_number: Option<String>,
    /// Produced, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Spoilt, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scrapped_quantity: Option<Decimal>,
    /// Unit of the quantities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Effort, in `work_unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Decimal>,
    /// Unit of the effort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_unit: Option<String>,
    /// When it counts, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posting_date: Option<NaiveDate>,
    /// Where what was produced goes (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_location_id: Option<String>,
    /// Lot of what was produced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// Serial numbers of what was produced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<String>,
    /// Nothing more will come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_final: Option<bool>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
