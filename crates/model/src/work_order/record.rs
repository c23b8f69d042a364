//! A work order as the ERP holds it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{CustomFields, RecordId, Version};

/// What a work order is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkOrderKind {
    /// Makes an item.
    Production,
    /// Maintains or repairs something.
    Maintenance,
}

impl WorkOrderKind {
    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Maintenance => "maintenance",
        }
    }

    /// A record id for this kind and the ERP's number: `production:1000012`. An ERP keeps the two kinds
    /// in different places, and may number both from 1.
    #[must_use]
    pub fn record_id(self, native: &str) -> RecordId {
        RecordId::new(format!("{}:{native}", self.as_str()))
    }

    /// The kind and the ERP's number; nothing for an id that is no work order's.
    #[must_use]
    pub fn of_record_id(id: &RecordId) -> Option<(Self, &str)> {
        let (kind, native) = id.as_str().split_once(':')?;
        let kind = [Self::Production, Self::Maintenance].into_iter().find(|one| one.as_str() == kind)?;
        (!native.is_empty()).then_some((kind, native))
    }
}

/// Where a work order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkOrderStatus {
    /// It exists; nobody may work on it yet.
    Planned,
    /// Work may begin.
    Released,
    /// Part of it was done or used.
    InProgress,
    /// All of it was done.
    Completed,
    /// Nothing more is expected of it.
    Closed,
    /// Taken back.
    Cancelled,
}

/// A work order as the ERP holds it. `null`: the ERP holds nothing there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkOrder {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// What it is for.
    pub kind: WorkOrderKind,
    /// The ERP's order type (SAP `PP01`, `YA01`).
    pub type_id: Option<String>,
    /// Where it stands.
    pub status: WorkOrderStatus,
    /// The ERP's own status.
    pub native_status: Option<String>,
    /// Short text.
    pub title: Option<String>,
    /// Long text.
    pub description: Option<String>,
    /// The ERP's priority.
    pub priority: Option<String>,
    /// SAP company code, NetSuite subsidiary.
    pub company_id: Option<String>,
    /// Where it is made or maintained (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// What is produced.
    pub item_id: Option<String>,
    /// How much is produced, in `unit`.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// Produced so far.
    pub completed_quantity: Option<Decimal>,
    /// Spoilt so far.
    pub scrapped_quantity: Option<Decimal>,
    /// What is maintained (SAP equipment).
    pub asset_id: Option<String>,
    /// Where what is maintained stands (SAP).
    pub functional_location_id: Option<String>,
    /// Who is responsible.
    pub work_center_id: Option<String>,
    /// The bill of materials that is used.
    pub bill_of_materials_id: Option<String>,
    /// The routing that is used.
    pub routing_id: Option<String>,
    /// When it should begin.
    pub scheduled_start: Option<DateTime<Utc>>,
    /// When it should end.
    pub scheduled_end: Option<DateTime<Utc>>,
    /// When it began.
    pub actual_start: Option<DateTime<Utc>>,
    /// When it ended.
    pub actual_end: Option<DateTime<Utc>>,
    /// What is to be done, in order.
    pub operations: Vec<WorkOrderOperation>,
    /// What is used.
    pub components: Vec<WorkOrderComponent>,
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

/// A step of a work order as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkOrderOperation {
    /// Its id within the order; PATCH addresses it by this.
    pub id: String,
    /// Its number as people see it; its place in the order of work.
    pub number: Option<String>,
    /// What is to be done.
    pub title: Option<String>,
    /// Where or by whom.
    pub work_center_id: Option<String>,
    /// How long it takes, in `duration_unit`.
    pub duration: Option<Decimal>,
    /// Unit of the duration.
    pub duration_unit: Option<String>,
    /// Effort, in `work_unit`.
    pub work: Option<Decimal>,
    /// Unit of the effort.
    pub work_unit: Option<String>,
    /// Where it stands, where the ERP tells.
    pub status: Option<WorkOrderStatus>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Something that a work order uses, as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkOrderComponent {
    /// Its id within the order; PATCH addresses it by this.
    pub id: String,
    /// The item that is used.
    pub item_id: Option<String>,
    /// Text, for what is no item.
    pub description: Option<String>,
    /// Needed quantity, in `unit`.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity.
    pub unit: Option<String>,
    /// Taken from stock so far.
    pub issued_quantity: Option<Decimal>,
    /// From where it is taken (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// The operation that uses it.
    pub operation_number: Option<String>,
    /// The ERP's own fields by name.
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
