//! What the two APIs for purchase orders say differently. Everything else in this folder speaks V2.

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::place::{Edit, Place};
use crate::errors::Names;
use crate::odata;

/// From V2's words to an API's own and back.
pub(in crate::purchase_order) trait Codec: Debug + Send + Sync {
    /// Below the service, encoded.
    fn path(&self, place: &Place) -> String;

    /// The `$expand` of every read.
    fn expand(&self) -> &'static str;

    /// An instant in a filter, cut to whole seconds.
    fn instant_literal(&self, instant: DateTime<Utc>) -> String;

    /// The body of a change as this API wants it.
    fn body(&self, edit: &Edit<'_>) -> Option<Value>;

    /// An entity of this API in V2's words; nothing when it is in them already.
    fn entity(&self, set: &'static str, native: &Value) -> Option<Value>;

    /// The errors' names of properties, from this API's to V2's; nothing when they are V2's.
    fn names(&self) -> Option<Names>;

    /// Whether a note that stands can be changed and taken away.
    fn changes_notes(&self) -> bool;
}

/// `API_PURCHASEORDER_PROCESS_SRV`.
#[derive(Debug)]
pub(in crate::purchase_order) struct V2;

impl Codec for V2 {
    fn path(&self, place: &Place) -> String {
        path(place.set, &borrowed(&place.keys), place.navigation)
    }

    fn expand(&self) -> &'static str {
        "to_PurchaseOrderItem,to_PurchaseOrderItem/to_ScheduleLine,to_PurchaseOrderItem/to_AccountAssignment,\
         to_PurchaseOrderNote"
    }

    fn instant_literal(&self, instant: DateTime<Utc>) -> String {
        odata::instant_literal(instant)
    }

    fn body(&self, edit: &Edit<'_>) -> Option<Value> {
        edit.body.clone()
    }

    fn entity(&self, _set: &'static str, _native: &Value) -> Option<Value> {
        None
    }

    fn names(&self) -> Option<Names> {
        None
    }

    fn changes_notes(&self) -> bool {
        true
    }
}

/// `Set(Key='x')/navigation`
pub(super) fn path(set: &str, keys: &[(&str, &str)], navigation: Option<&str>) -> String {
    let entity = if keys.is_empty() { set.to_owned() } else { odata::key(set, keys) };
    match navigation {
        Some(navigation) => format!("{entity}/{navigation}"),
        None => entity,
    }
}

pub(super) fn borrowed<'a>(keys: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    keys.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
