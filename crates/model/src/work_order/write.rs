//! The body that creates a work order: the same for every ERP.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::WorkOrderKind;
use crate::decimal::Decimal;
use crate::record::CustomFields;

/// A work order to be made. What is absent comes from the connection's defaults, then from the ERP's.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkOrder {
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<WorkOrderKind>,
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The ERP's order type (SAP `PP01`, `YA01`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_id: Option<String>,
    /// Short text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Long text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The ERP's priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// SAP company code, NetSuite subsidiary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<String>,
    /// Where it is made or maintained (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// What is produced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// How much is produced, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What is maintained (SAP equipment).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset_id: Option<String>,
    /// Where what is maintained stands (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub functional_location_id: Option<String>,
    /// Who is responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_center_id: Option<String>,
    /// The bill of materials that is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill_of_materials_id: Option<String>,
    /// The routing that is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routing_id: Option<String>,
    /// When it should begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_start: Option<DateTime<Utc>>,
    /// When it should end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_end: Option<DateTime<Utc>>,
    /// What is to be done; none: by the routing or task list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<NewWorkOrderOperation>,
    /// What is used; none: by the bill of materials.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<NewWorkOrderComponent>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// A step to be added.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkOrderOperation {
    /// Its number as people see it; its place in the order of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where or by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_center_id: Option<String>,
    /// How long it takes, in `duration_unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Decimal>,
    /// Unit of the duration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_unit: Option<String>,
    /// Effort, in `work_unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Decimal>,
    /// Unit of the effort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_unit: Option<String>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Something to be used.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkOrderComponent {
    /// The item that is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// Text, for what is no item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Needed quantity, in `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// From where it is taken (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage_location_id: Option<String>,
    /// The operation that uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation_number: Option<String>,
    /// The ERP's own fields by name.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
