//! The body that changes a work order. Absent: leave as it is; `null`: clear.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::record::WorkOrderStatus;
use super::write::{NewWorkOrderComponent, NewWorkOrderOperation};
use crate::decimal::Decimal;
use crate::field::Field;
use crate::list_changes::ListChanges;
use crate::record::CustomFields;

/// Changes to a work order. Which fields an ERP lets one change stands in the capabilities.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkOrderPatch {
    /// Releases, completes, closes or cancels it; stands alone in its request.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<WorkOrderStatus>)]
    pub status: Field<WorkOrderStatus>,
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub external_id: Field<String>,
    /// The ERP's order type (SAP `PP01`, `YA01`).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub type_id: Field<String>,
    /// Short text.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub title: Field<String>,
    /// Long text.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub description: Field<String>,
    /// The ERP's priority.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub priority: Field<String>,
    /// SAP company code, NetSuite subsidiary.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub company_id: Field<String>,
    /// Where it is made or maintained (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub location_id: Field<String>,
    /// What is produced.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub item_id: Field<String>,
    /// How much is produced, in `unit`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub quantity: Field<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub unit: Field<String>,
    /// What is maintained (SAP equipment).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub asset_id: Field<String>,
    /// Where what is maintained stands (SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub functional_location_id: Field<String>,
    /// Who is responsible.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub work_center_id: Field<String>,
    /// The bill of materials that is used.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub bill_of_materials_id: Field<String>,
    /// The routing that is used.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub routing_id: Field<String>,
    /// When it should begin.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub scheduled_start: Field<DateTime<Utc>>,
    /// When it should end.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub scheduled_end: Field<DateTime<Utc>>,
    /// Changes to its steps, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub operations: ListChanges<NewWorkOrderOperation, WorkOrderOperationPatch>,
    /// Changes to what is used, by id.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub components: ListChanges<NewWorkOrderComponent, WorkOrderComponentPatch>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Changes to one step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkOrderOperationPatch {
    /// Its id, as read.
    pub id: String,
    /// Its number as people see it; its place in the order of work.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub number: Field<String>,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub title: Field<String>,
    /// Where or by whom.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub work_center_id: Field<String>,
    /// How long it takes, in `duration_unit`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub duration: Field<Decimal>,
    /// Unit of the duration.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub duration_unit: Field<String>,
    /// Effort, in `work_unit`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub work: Field<Decimal>,
    /// Unit of the effort.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub work_unit: Field<String>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Changes to something used.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkOrderComponentPatch {
    /// Its id, as read.
    pub id: String,
    /// The item that is used.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub item_id: Field<String>,
    /// Text, for what is no item.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub description: Field<String>,
    /// Needed quantity, in `unit`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub quantity: Field<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub unit: Field<String>,
    /// From where it is taken (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub location_id: Field<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub storage_location_id: Field<String>,
    /// The operation that uses it.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub operation_number: Field<String>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
