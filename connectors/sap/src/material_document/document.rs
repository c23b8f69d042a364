//! A material document as SAP gave it, with items and serial numbers.

use chrono::{DateTime, TimeDelta, Utc};
use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::{Decimal, Version};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{DocumentId, TO_ITEMS, TO_SERIALS};
use crate::odata;

/// The `$expand` of every read.
pub(super) const EXPAND: &str = "to_MaterialDocumentItem,to_MaterialDocumentItem/to_SerialNumbers";

/// What a material document is a record of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Goods that came for a purchase order, or went back.
    Receipt,
    /// Stock that changed.
    Adjustment,
    /// Stock that moved to another plant or storage location.
    Transfer,
}

/// One document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    header: Value,
    id: DocumentId,
}

impl Document {
    /// # Errors
    /// When the document has no key, or its items were not expanded: its kind would be guessed.
    pub(crate) fn new(header: Value) -> Result<Self, Trouble> {
        let id = DocumentId::of(&header, "MaterialDocumentYear", "MaterialDocument");
        let has_items = odata::children(&header, TO_ITEMS).is_some_and(|items| !items.is_empty());
        match id.filter(|_| has_items) {
            Some(id) => Ok(Self { header, id }),
            None => {
                let detail = "SAP's answer is no complete material document: key or items are missing";
                Err(Trouble::new(TroubleKind::Unreadable, detail))
            }
        }
    }

    pub(crate) fn id(&self) -> &DocumentId {
        &self.id
    }

    pub(crate) fn header(&self) -> &Value {
        &self.header
    }

    /// The items that somebody entered: not those that SAP added, such as the receiving side of a transfer.
    pub(crate) fn items(&self) -> Vec<&Value> {
        let all = odata::children(&self.header, TO_ITEMS).unwrap_or_default();
        let entered = |item: &&Value| {
            !is_set(item, "IsAutomaticallyCreated")
                && odata::text(item, "MaterialDocumentParentLine").trim_start_matches('0').is_empty()
        };
        all.iter().filter(entered).collect()
    }

    /// A property that is the same in all items; empty when they differ.
    pub(crate) fn common(&self, property: &str) -> &str {
        common(&self.items(), property)
    }

    /// Nothing for what belongs to production, deliveries and physical inventory, and for changes of
    /// the kind of stock.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let items = self.items();
        let item = *items.first()?;
        let has = |property: &str| !odata::text(item, property).is_empty();
        let differs =
            |other: &str, own: &str| has(other) && odata::text(item, other) != odata::text(item, own);
        match odata::text(item, "GoodsMovementRefDocType") {
            "B" => Some(Kind::Receipt),
            "" if has("PurchaseOrder") => Some(Kind::Receipt),
            "" if has("ManufacturingOrder") || has("Delivery") || is_of_count(item) => None,
            "" if differs("IssgOrRcvgMaterial", "Material") => None,
            "" if differs("IssuingOrReceivingPlant", "Plant")
                || differs("IssuingOrReceivingStorageLoc", "StorageLocation") =>
            {
                Some(Kind::Transfer)
            }
            "" if has("IssuingOrReceivingStorageLoc") => None,
            "" => Some(Kind::Adjustment),
            _ => None,
        }
    }

    /// A physical inventory document posted it.
    pub(crate) fn is_of_count(&self) -> bool {
        self.items().first().is_some_and(|item| is_of_count(item))
    }

    /// The document that it undid.
    pub(crate) fn reverses(&self) -> Option<DocumentId> {
        self.items().into_iter().find_map(reversed)
    }

    /// SAP says that at least a part of it was undone.
    pub(crate) fn is_marked_cancelled(&self) -> bool {
        self.items().into_iter().any(|item| is_set(item, "GoodsMovementIsCancelled"))
    }

    /// A digest of everything that SAP holds, and of what undid it.
    pub(crate) fn version(&self, reversed_by: Option<&DocumentId>) -> Version {
        let mut digest = Sha256::new();
        digest.update(odata::without_links(&self.header).to_string());
        digest.update(reversed_by.map(ToString::to_string).unwrap_or_default());
        Version::new(hex::encode(&digest.finalize()[..8]))
    }

    /// When it was posted, by a clock that is ahead of UTC by so much.
    pub(crate) fn created_at(&self, clock_ahead: TimeDelta) -> Option<DateTime<Utc>> {
        let text = |property: &str| odata::text(&self.header, property);
        odata::instant_of_clock(text("CreationDate"), text("CreationTime"), clock_ahead)
    }

    /// The ERP's own record for `include=native`.
    pub(crate) fn into_native(self) -> Value {
        self.header
    }
}

/// The document that an item undid.
pub(super) fn reversed(item: &Value) -> Option<DocumentId> {
    DocumentId::of(item, "ReversedMaterialDocumentYear", "ReversedMaterialDocument")
}

/// A property that is the same in all entities; empty when they differ.
pub(crate) fn common<'a>(entities: &[&'a Value], property: &str) -> &'a str {
    let mut values = entities.iter().map(|entity| odata::text(entity, property));
    let first = values.next().unwrap_or_default();
    if values.all(|value| value == first) { first } else { "" }
}

/// The serial numbers that an item moved.
pub(crate) fn serials(item: &Value) -> Value {
    let rows = odata::children(item, TO_SERIALS).unwrap_or_default();
    json!(rows.iter().map(|row| odata::text(row, "SerialNumber")).collect::<Vec<_>>())
}

/// The quantity of an item in the unit in which it was entered.
pub(crate) fn quantity(item: &Value) -> Option<Decimal> {
    odata::decimal_from_native(&item["QuantityInEntryUnit"])
}

/// A flag, which some releases write as `X`.
fn is_set(entity: &Value, property: &str) -> bool {
    matches!(entity.get(property), Some(Value::Bool(true))) || odata::text(entity, property) == "X"
}

/// Movement types of inventory differences begin with 70.
fn is_of_count(item: &Value) -> bool {
    odata::text(item, "GoodsMovementType").starts_with("70")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(items: &Value) -> Document {
        Document::new(
            json!({"MaterialDocumentYear": "2026", "MaterialDocument": "49", "to_MaterialDocumentItem":
            {"results": items}}),
        )
        .unwrap()
    }

    #[test]
    fn the_items_say_what_a_document_is() {
        let place = json!({"Material": "M", "Plant": "1010", "StorageLocation": "101A"});
        for (more, kind) in [
            (json!({"GoodsMovementRefDocType": "B"}), Some(Kind::Receipt)),
            (json!({"PurchaseOrder": "45"}), Some(Kind::Receipt)),
            (json!({"GoodsMovementRefDocType": "F", "ManufacturingOrder": "1"}), None),
            (json!({"GoodsMovementType": "261", "ManufacturingOrder": "1"}), None),
            (json!({"GoodsMovementType": "702"}), None),
            (json!({"GoodsMovementType": "201"}), Some(Kind::Adjustment)),
            (json!({"IssuingOrReceivingStorageLoc": "101B"}), Some(Kind::Transfer)),
            (
                json!({"IssuingOrReceivingPlant": "1020", "IssuingOrReceivingStorageLoc": "101A"}),
                Some(Kind::Transfer),
            ),
            (json!({"IssgOrRcvgMaterial": "N", "IssuingOrReceivingStorageLoc": "101A"}), None),
            (
                json!({"IssgOrRcvgMaterial": "M", "IssuingOrReceivingPlant": "1010",
                "IssuingOrReceivingStorageLoc": "101A", "GoodsMovementType": "321"}),
                None,
            ),
        ] {
            let mut item = place.clone();
            item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            assert_eq!(document(&json!([item])).kind(), kind, "{more}");
        }
    }

    #[test]
    fn what_sap_added_is_no_item_of_the_record() {
        let document = document(&json!([{"MaterialDocumentParentLine": "000000", "A": "x"},
            {"MaterialDocumentParentLine": "000001", "A": "y"}, {"IsAutomaticallyCreated": "X", "A": "z"}]));
        assert_eq!(document.items().len(), 1);
        assert_eq!(document.common("A"), "x");
    }

    #[test]
    fn the_version_follows_the_reversal() {
        let document = document(&json!([{"A": "x"}]));
        let other = DocumentId::parse("2026-50").unwrap();
        assert_ne!(document.version(None), document.version(Some(&other)));
    }

    #[test]
    fn a_document_without_items_is_no_answer() {
        let answer =
            json!({"MaterialDocumentYear": "2026", "MaterialDocument": "49", "to_MaterialDocumentItem": []});
        assert_eq!(Document::new(answer).unwrap_err().kind, TroubleKind::Unreadable);
    }
}
