//! Inventory levels: read only, because an ERP counts them from its documents.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::decimal::Decimal;
use crate::record::{RecordId, Version};

/// How much of an item lies at one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InventoryLevel {
    /// The ERP's own id.
    pub id: RecordId,
    /// The item.
    pub item_id: Option<String>,
    /// Where (SAP plant, NetSuite location).
    pub location_id: Option<String>,
    /// Storage location within it (SAP).
    pub storage_location_id: Option<String>,
    /// Bin within it.
    pub bin_id: Option<String>,
    /// The lot, where stock is kept by lot.
    pub lot: Option<String>,
    /// What lies there and can be used, in `unit`.
    pub on_hand: Option<Decimal>,
    /// What of it is not promised to anybody.
    pub available: Option<Decimal>,
    /// What is ordered and has not come.
    pub on_order: Option<Decimal>,
    /// Unit of the quantities.
    pub unit: Option<String>,
    /// Changes with every change; also the `ETag`.
    pub version: Version,
    /// The ERP's own record, when asked for with `include=native`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub native: Option<Value>,
}
