//! `CE_PURCHASEORDER_0001`, OData V4: the same orders in other words.

mod capabilities;
mod names;
mod read;
mod values;
mod write;

use chrono::{DateTime, Utc};
use serde_json::Value;

pub(in crate::purchase_order) use capabilities::row;

use super::codec::{Codec, borrowed, path};
use super::place::{Edit, Place};
use crate::errors::Names;

/// The codec.
#[derive(Debug)]
pub(in crate::purchase_order) struct V4;

impl Codec for V4 {
    fn path(&self, place: &Place) -> String {
        let keys: Vec<(&str, &str)> = borrowed(&place.keys)
            .into_iter()
            .map(|(name, value)| (names::property(place.set, name), value))
            .collect();
        path(names::set(place.set), &keys, place.navigation.map(names::navigation))
    }

    fn expand(&self) -> &'static str {
        "_PurchaseOrderItem($expand=_PurchaseOrderScheduleLineTP,_PurOrdAccountAssignment,_DeliveryAddress),\
         _PurchaseOrderNote,_SupplierAddress"
    }

    fn instant_literal(&self, instant: DateTime<Utc>) -> String {
        values::instant_literal(instant)
    }

    fn body(&self, edit: &Edit<'_>) -> Option<Value> {
        write::body(edit)
    }

    fn entity(&self, set: &'static str, native: &Value) -> Option<Value> {
        Some(read::entity(set, native))
    }

    fn names(&self) -> Option<Names> {
        Some(names::blamed)
    }

    /// Its metadata forbids both; SAP answers 405.
    fn changes_notes(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase_order::{SCHEDULE_LINE, TO_SCHEDULE};

    #[test]
    fn keys_and_navigations_are_renamed_too() {
        let keys = [("PurchasingDocument", "45"), ("PurchasingDocumentItem", "10"), ("ScheduleLine", "1")];
        let line = Place::entity(SCHEDULE_LINE, &keys);
        assert_eq!(
            V4.path(&line),
            "PurchaseOrderScheduleLine(PurchaseOrder='45',PurchaseOrderItem='10',ScheduleLine='1')"
        );
        let order = Place::entity("A_PurchaseOrder", &[("PurchaseOrder", "45")]);
        assert_eq!(V4.path(&order.below(TO_SCHEDULE)), "PurchaseOrder('45')/_PurchaseOrderScheduleLineTP");
    }
}
