//! A purchase order as SAP gave it, with items, schedule lines, account assignments and notes.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Version;
use serde_json::Value;

use super::{Customs, TO_ACCOUNTS, TO_ITEMS, TO_NOTES, TO_SCHEDULE};
use crate::mapping::version;
use crate::odata;

/// One document.
#[derive(Debug, Clone)]
pub(super) struct Document {
    header: Value,
    /// As SAP gave it, where that is not in V2's words.
    native: Option<Value>,
}

impl Document {
    /// # Errors
    /// When the order has no number, or its items were not expanded: its status would be guessed.
    pub(super) fn new(header: Value) -> Result<Self, Trouble> {
        let complete = odata::children(&header, TO_ITEMS).is_some_and(|items| {
            items.iter().all(|item| {
                [TO_SCHEDULE, TO_ACCOUNTS].iter().all(|name| odata::children(item, name).is_some())
            })
        });
        if odata::text(&header, "PurchaseOrder").is_empty() || !complete {
            let detail =
                "SAP's answer is no complete purchase order: number, items or their parts are missing";
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        }
        Ok(Self { header, native: None })
    }

    /// The same, with the ERP's own words for it.
    pub(super) fn shown_as(self, native: Value) -> Self {
        Self { native: Some(native), ..self }
    }

    pub(super) fn header(&self) -> &Value {
        &self.header
    }

    pub(super) fn number(&self) -> &str {
        odata::text(&self.header, "PurchaseOrder")
    }

    pub(super) fn items(&self) -> &[Value] {
        odata::children(&self.header, TO_ITEMS).unwrap_or_default()
    }

    /// The item of this number; leading zeros do not count.
    pub(super) fn item(&self, id: &str) -> Option<&Value> {
        self.items().iter().find(|item| item_id(item) == item_id_of(id))
    }

    /// The header's note under which the unified `notes` stand: of the connection's type, in its
    /// language, else in any.
    pub(super) fn note(&self, customs: &Customs) -> Option<&Value> {
        let notes = odata::children(&self.header, TO_NOTES).unwrap_or_default();
        let of_type = |note: &&Value| odata::text(note, "TextObjectType") == customs.note_type;
        let in_language = |note: &&Value| odata::text(note, "Language") == customs.language;
        notes.iter().filter(of_type).find(in_language).or_else(|| notes.iter().find(of_type))
    }

    /// The version of the whole document.
    pub(super) fn version(&self) -> Version {
        version(&self.header)
    }

    /// The ERP's own record for `include=native`.
    pub(super) fn into_native(self) -> Value {
        self.native.unwrap_or(self.header)
    }
}

/// A client's id of a line as SAP shows it: without leading zeros.
pub(super) fn item_id_of(id: &str) -> &str {
    id.trim_start_matches('0')
}

/// The number of an item, without leading zeros.
pub(super) fn item_id(item: &Value) -> &str {
    item_id_of(odata::text(item, "PurchaseOrderItem"))
}

/// Carries the deletion mark.
pub(super) fn is_deleted(entity: &Value) -> bool {
    odata::text(entity, "PurchasingDocumentDeletionCode") == "L"
}

/// The schedule lines of an item.
pub(super) fn schedule_lines(item: &Value) -> &[Value] {
    odata::children(item, TO_SCHEDULE).unwrap_or_default()
}

/// The account assignments of an item that are not deleted.
pub(super) fn assignments(item: &Value) -> Vec<&Value> {
    let all = odata::children(item, TO_ACCOUNTS).unwrap_or_default();
    all.iter().filter(|assignment| !odata::flag(assignment, "IsDeleted")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_version_follows_every_part_and_no_address() {
        let order = |host: &str, quantity: &str| {
            let item = json!({"PurchaseOrderItem": "10", "OrderQuantity": quantity,
                "to_ScheduleLine": {"results": []}, "to_AccountAssignment": {"results": []}});
            let header = json!({"__metadata": {"uri": host, "etag": "W/\"1\""}, "PurchaseOrder": "45",
                "to_PurchaseOrderItem": {"results": [item]}});
            Document::new(header).unwrap().version()
        };
        assert_eq!(order("https://a", "1.000"), order("https://b", "1.000"));
        assert_ne!(order("https://a", "1.000"), order("https://a", "2.000"));
    }

    #[test]
    fn an_order_without_its_items_is_no_answer() {
        for header in [
            json!({"PurchaseOrder": "45", "to_PurchaseOrderItem": {"__deferred": {"uri": ""}}}),
            json!({"PurchaseOrder": "", "to_PurchaseOrderItem": {"results": []}}),
            json!({"PurchaseOrder": "45", "to_PurchaseOrderItem": {"results": [{"PurchaseOrderItem": "10"}]}}),
        ] {
            assert_eq!(Document::new(header).unwrap_err().kind, TroubleKind::Unreadable);
        }
    }
}
