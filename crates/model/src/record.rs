//! Records as the ERP holds them, and questions about them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::inventory::{GoodsReceipt, InventoryAdjustment, InventoryLevel, InventoryTransfer};
use crate::master_data::MasterData;
use crate::purchase_order::PurchaseOrder;
use crate::resource::Resource;
use crate::vendor::Vendor;
use crate::work_order::{WorkOrder, WorkOrderCompletion, WorkOrderKind};

/// The ERP's own id of a record, as an opaque string.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct RecordId(String);

impl RecordId {
    /// An id that the ERP or the client gave.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Changes whenever the record changes; opaque. It is also the `ETag` of the record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Version(String);

impl Version {
    /// A version that the connector or the client gave.
    #[must_use]
    pub fn new(version: impl Into<String>) -> Self {
        Self(version.into())
    }

    /// The characters, without HTTP's quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The ERP's own fields, by name: NetSuite `custbody_*` and `custcol_*`, SAP `YY1_*` and Z fields.
/// Values are strings, booleans or null; numbers travel as strings.
pub type CustomFields = BTreeMap<String, Value>;

/// A record of any resource, as the ERP holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A purchase order.
    PurchaseOrder(Box<PurchaseOrder>),
    /// Goods that came.
    GoodsReceipt(Box<GoodsReceipt>),
    /// A work order.
    WorkOrder(Box<WorkOrder>),
    /// Something produced or done for a work order.
    WorkOrderCompletion(Box<WorkOrderCompletion>),
    /// How much of an item lies where.
    InventoryLevel(Box<InventoryLevel>),
    /// A change of stock.
    InventoryAdjustment(Box<InventoryAdjustment>),
    /// A move of stock.
    InventoryTransfer(Box<InventoryTransfer>),
    /// A vendor.
    Vendor(Box<Vendor>),
    /// An item, location, company, unit, … : which of them is said beside it.
    MasterData(Resource, Box<MasterData>),
}

impl Record {
    /// Which resource this is a record of.
    #[must_use]
    pub fn resource(&self) -> Resource {
        match self {
            Self::PurchaseOrder(_) => Resource::PurchaseOrder,
            Self::GoodsReceipt(_) => Resource::GoodsReceipt,
            Self::WorkOrder(_) => Resource::WorkOrder,
            Self::WorkOrderCompletion(_) => Resource::WorkOrderCompletion,
            Self::InventoryLevel(_) => Resource::InventoryLevel,
            Self::InventoryAdjustment(_) => Resource::InventoryAdjustment,
            Self::InventoryTransfer(_) => Resource::InventoryTransfer,
            Self::Vendor(_) => Resource::Vendor,
            Self::MasterData(resource, _) => *resource,
        }
    }

    /// The ERP's id.
    #[must_use]
    pub fn id(&self) -> &RecordId {
        self.marks().0
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> &Version {
        self.marks().1
    }

    /// The client app's own id, where the ERP holds one.
    #[must_use]
    pub fn external_id(&self) -> Option<&str> {
        self.marks().2.map(String::as_str)
    }

    fn marks(&self) -> (&RecordId, &Version, Option<&String>) {
        match self {
            Self::PurchaseOrder(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::GoodsReceipt(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::WorkOrder(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::WorkOrderCompletion(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::InventoryLevel(one) => (&one.id, &one.version, None),
            Self::InventoryAdjustment(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::InventoryTransfer(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::Vendor(one) => (&one.id, &one.version, one.external_id.as_ref()),
            Self::MasterData(_, one) => (&one.id, &one.version, one.external_id.as_ref()),
        }
    }

    /// The record as clients see it: its fields, without a wrapper.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let json = match self {
            Self::PurchaseOrder(one) => serde_json::to_value(one),
            Self::GoodsReceipt(one) => serde_json::to_value(one),
            Self::WorkOrder(one) => serde_json::to_value(one),
            Self::WorkOrderCompletion(one) => serde_json::to_value(one),
            Self::InventoryLevel(one) => serde_json::to_value(one),
            Self::InventoryAdjustment(one) => serde_json::to_value(one),
            Self::InventoryTransfer(one) => serde_json::to_value(one),
            Self::Vendor(one) => serde_json::to_value(one),
            Self::MasterData(_, one) => serde_json::to_value(one),
        };
        json.expect("records hold only strings, booleans, lists and objects")
    }

    /// The reverse of [`Record::to_json`].
    ///
    /// # Errors
    /// When the JSON is not a record of this resource.
    pub fn from_json(resource: Resource, json: Value) -> Result<Self, serde_json::Error> {
        use serde_json::from_value as read;
        Ok(match resource {
            Resource::PurchaseOrder => Self::PurchaseOrder(read(json)?),
            Resource::GoodsReceipt => Self::GoodsReceipt(read(json)?),
            Resource::WorkOrder => Self::WorkOrder(read(json)?),
            Resource::WorkOrderCompletion => Self::WorkOrderCompletion(read(json)?),
            Resource::InventoryLevel => Self::InventoryLevel(read(json)?),
            Resource::InventoryAdjustment => Self::InventoryAdjustment(read(json)?),
            Resource::InventoryTransfer => Self::InventoryTransfer(read(json)?),
            Resource::Vendor => Self::Vendor(read(json)?),
            Resource::Item
            | Resource::Location
            | Resource::Company
            | Resource::PaymentTerms
            | Resource::Unit
            | Resource::Account
            | Resource::TaxCode => Self::MasterData(resource, read(json)?),
            Resource::Passthrough => {
                return Err(serde::de::Error::custom("the passthrough keeps no records"));
            }
        })
    }
}

/// A question for a list of records. Fields that the capability does not name are refused
/// before the connector is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// At most so many records (1 to 200).
    pub limit: u16,
    /// Where the previous page ended, in the connector's own words.
    pub cursor: Option<String>,
    /// Changed at or after this instant.
    pub updated_since: Option<Timestamp>,
    /// Our status, such as `open`.
    pub status: Option<String>,
    /// Work orders of this kind.
    pub kind: Option<WorkOrderKind>,
    /// Of this vendor.
    pub vendor_id: Option<String>,
    /// Of this item.
    pub item_id: Option<String>,
    /// At this location.
    pub location_id: Option<String>,
    /// For this purchase order.
    pub purchase_order_id: Option<String>,
    /// For this work order.
    pub work_order_id: Option<String>,
    /// With this client id.
    pub external_id: Option<String>,
    /// With this number.
    pub number: Option<String>,
    /// Add the ERP's own record under `native`.
    pub include_native: bool,
}

impl Query {
    /// The filters that are set, by the names that capabilities give them.
    #[must_use]
    pub fn filters(&self) -> Vec<&'static str> {
        [
            ("updated_since", self.updated_since.is_some()),
            ("status", self.status.is_some()),
            ("kind", self.kind.is_some()),
            ("vendor_id", self.vendor_id.is_some()),
            ("item_id", self.item_id.is_some()),
            ("location_id", self.location_id.is_some()),
            ("purchase_order_id", self.purchase_order_id.is_some()),
            ("work_order_id", self.work_order_id.is_some()),
            ("external_id", self.external_id.is_some()),
            ("number", self.number.is_some()),
        ]
        .into_iter()
        .filter_map(|(name, set)| set.then_some(name))
        .collect()
    }
}

/// One page of records.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The records, in an order that is stable while records are added.
    pub records: Vec<Record>,
    /// Give this back in [`Query::cursor`] for the next page; nothing at the end.
    pub next_cursor: Option<String>,
}
