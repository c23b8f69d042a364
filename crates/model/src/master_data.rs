//! What other records refer to: items, locations, companies, payment terms, units, accounts, tax codes.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::record::{RecordId, Version};

/// An entry of the ERP's master data: what other records refer to. `null`: the ERP holds nothing there, or the
/// kind of entry has no such field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MasterData {
    /// The ERP's own id.
    pub id: RecordId,
    /// What people see in the ERP.
    pub number: Option<String>,
    /// The client app's own id.
    pub external_id: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// More text.
    pub description: Option<String>,
    /// The ERP's own kind of it (SAP material type, NetSuite item type).
    pub kind: Option<String>,
    /// It can be used in new records.
    pub is_active: bool,
    /// Items: the unit of their stock.
    pub unit: Option<String>,
    /// Companies and accounts: ISO 4217.
    pub currency: Option<String>,
    /// Locations and companies: ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Locations, accounts: the company they belong to.
    pub company_id: Option<String>,
    /// The entry above it.
    pub parent_id: Option<String>,
    /// Locations: what may stand in `storage_location_id` (SAP).
    pub storage_locations: Vec<String>,
    /// Changes with every change; also the `ETag`.
    pub version: Version,
    /// The ERP's own record, when asked for with `include=native`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub native: Option<Value>,
}
