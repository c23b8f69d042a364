//! Records as the ERP holds them, and questions about them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::command::Resource;
use crate::purchase_order::PurchaseOrder;

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
}

impl Record {
    /// Which resource this is a record of.
    #[must_use]
    pub fn resource(&self) -> Resource {
        match self {
            Self::PurchaseOrder(_) => Resource::PurchaseOrder,
        }
    }

    /// The ERP's id.
    #[must_use]
    pub fn id(&self) -> &RecordId {
        match self {
            Self::PurchaseOrder(order) => &order.id,
        }
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> &Version {
        match self {
            Self::PurchaseOrder(order) => &order.version,
        }
    }

    /// The client app's own id, where the ERP holds one.
    #[must_use]
    pub fn external_id(&self) -> Option<&str> {
        match self {
            Self::PurchaseOrder(order) => order.external_id.as_deref(),
        }
    }

    /// The record as clients see it: its fields, without a wrapper.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let json = match self {
            Self::PurchaseOrder(order) => serde_json::to_value(order),
        };
        json.expect("records hold only strings, booleans, lists and objects")
    }

    /// The reverse of [`Record::to_json`].
    ///
    /// # Errors
    /// When the JSON is not a record of this resource.
    pub fn from_json(resource: Resource, json: Value) -> Result<Self, serde_json::Error> {
        match resource {
            Resource::PurchaseOrder => serde_json::from_value(json).map(Self::PurchaseOrder),
        }
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
    /// Of this vendor.
    pub vendor_id: Option<String>,
    /// With this client id.
    pub external_id: Option<String>,
    /// With this number.
    pub number: Option<String>,
    /// Add the ERP's own record under `native`.
    pub include_native: bool,
}

/// One page of records.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The records, in an order that is stable while records are added.
    pub records: Vec<Record>,
    /// Give this back in [`Query::cursor`] for the next page; nothing at the end.
    pub next_cursor: Option<String>,
}
