//! Where something stands in the service and what is done there, in the words of V2.

use http::Method;
use serde_json::Value;

/// An entity set, one entity of it, or what hangs on that entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::purchase_order) struct Place {
    /// Such as `A_PurchaseOrder`.
    pub(in crate::purchase_order) set: &'static str,
    /// Names and values of the entity's key; empty for the whole set.
    pub(in crate::purchase_order) keys: Vec<(&'static str, String)>,
    /// Such as `to_PurchaseOrderItem`.
    pub(in crate::purchase_order) navigation: Option<&'static str>,
}

impl Place {
    /// The whole set.
    pub(in crate::purchase_order) fn set(set: &'static str) -> Self {
        Self { set, keys: Vec::new(), navigation: None }
    }

    /// One entity.
    pub(in crate::purchase_order) fn entity(set: &'static str, keys: &[(&'static str, &str)]) -> Self {
        let keys = keys.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { set, keys, navigation: None }
    }

    /// What hangs on this entity.
    pub(in crate::purchase_order) fn below(self, navigation: &'static str) -> Self {
        Self { navigation: Some(navigation), ..self }
    }
}

/// A change of one entity, made from the document as it was just read.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::purchase_order) struct Edit<'a> {
    /// POST, PATCH or DELETE.
    pub(in crate::purchase_order) method: Method,
    pub(in crate::purchase_order) place: Place,
    pub(in crate::purchase_order) body: Option<Value>,
    /// The entity as it stands, with its etag; of a new entity the order that it comes into, if there is one.
    pub(in crate::purchase_order) held: Option<&'a Value>,
}
