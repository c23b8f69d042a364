//! One request that changes something.

use http::Method;
use serde_json::Value;

use crate::mapping::{Entity, Row, differing};
use crate::odata;

/// A change to one entity, or a function that changes something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// POST, PATCH or DELETE.
    pub(crate) method: Method,
    /// Below the service, such as `A_PurchaseOrder('4500000001')`, or
    /// `Cancel?MaterialDocument='5000000012'&…` with the query encoded.
    pub(crate) path: String,
    /// The JSON body.
    pub(crate) body: Option<Value>,
    /// The etag that the entity had when it was read.
    pub(crate) etag: Option<String>,
}

impl Change {
    /// A change of an entity that was read, with the etag that it had then.
    pub(crate) fn of(method: Method, path: String, body: Option<Value>, held: Option<&Value>) -> Self {
        Self { method, path, body, etag: held.and_then(odata::etag).map(str::to_owned) }
    }

    /// The PATCH that brings the properties about, or nothing when they stand already. The tables tell
    /// the forms in which SAP writes them.
    pub(crate) fn patch(tables: &[&[Row]], path: String, properties: &Entity, held: &Value) -> Option<Self> {
        let body = differing(tables, properties, held);
        (!body.is_empty()).then(|| Self::of(Method::PATCH, path, Some(Value::Object(body)), Some(held)))
    }
}
