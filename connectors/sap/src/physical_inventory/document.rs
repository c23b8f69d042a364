//! A physical inventory document as SAP gave it, with its items.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Version;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::TO_ITEMS;
use crate::mapping::{Form, stands};
use crate::material_document::DocumentId;
use crate::odata;

/// One count.
#[derive(Debug, Clone)]
pub(super) struct Count {
    header: Value,
    id: DocumentId,
}

impl Count {
    /// # Errors
    /// When the document has no key, or its items were not expanded.
    pub(super) fn new(header: Value) -> Result<Self, Trouble> {
        let id = DocumentId::of(&header, "FiscalYear", "PhysicalInventoryDocument");
        let has_items = odata::children(&header, TO_ITEMS).is_some_and(|items| !items.is_empty());
        match id.filter(|_| has_items) {
            Some(id) => Ok(Self { header, id }),
            None => {
                let detail =
                    "SAP's answer is no complete physical inventory document: key or items are missing";
                Err(Trouble::new(TroubleKind::Unreadable, detail))
            }
        }
    }

    pub(super) fn id(&self) -> &DocumentId {
        &self.id
    }

    pub(super) fn header(&self) -> &Value {
        &self.header
    }

    pub(super) fn items(&self) -> &[Value] {
        odata::children(&self.header, TO_ITEMS).unwrap_or_default()
    }

    /// The item that counts a material (and batch), with its position.
    pub(super) fn item(&self, material: &str, batch: &str) -> Option<(usize, &Value)> {
        let same = |item: &Value| {
            stands(Form::Number, &material.into(), item.get("Material"))
                && stands(Form::Code, &batch.into(), Some(&odata::text(item, "Batch").into()))
        };
        self.items().iter().enumerate().find(|(_, item)| same(item))
    }

    pub(super) fn all(&self, flag: &str) -> bool {
        self.items().iter().all(|item| is(item, flag))
    }

    pub(super) fn any(&self, flag: &str) -> bool {
        self.items().iter().any(|item| is(item, flag))
    }

    /// The movements that its differences became, each with the number of its items.
    pub(super) fn movements(&self) -> Vec<(DocumentId, usize)> {
        let mut movements: Vec<(DocumentId, usize)> = Vec::new();
        for item in self.items() {
            let Some(id) = DocumentId::of(item, "MaterialDocumentYear", "MaterialDocument") else { continue };
            match movements.iter_mut().find(|(known, _)| *known == id) {
                Some((_, items)) => *items += 1,
                None => movements.push((id, 1)),
            }
        }
        movements
    }

    /// A digest of everything that SAP holds, and of what undid it.
    pub(super) fn version(&self, reversed_by: Option<&DocumentId>) -> Version {
        let mut digest = Sha256::new();
        digest.update(odata::without_links(&self.header).to_string());
        digest.update(reversed_by.map(ToString::to_string).unwrap_or_default());
        Version::new(hex::encode(&digest.finalize()[..8]))
    }

    pub(super) fn into_native(self) -> Value {
        self.header
    }
}

/// The flags of an item.
pub(super) const COUNTED: &str = "PhysicalInventoryItemIsCounted";
pub(super) const POSTED: &str = "PhysInvtryDifferenceIsPosted";
pub(super) const RECOUNTED: &str = "PhysInvtryItemIsRecounted";

pub(super) fn is(item: &Value, flag: &str) -> bool {
    item.get(flag).and_then(Value::as_bool).unwrap_or(false)
}

/// An item's number. A rehearsal has none: SAP numbers from one.
pub(super) fn item_number(position: usize, item: &Value) -> String {
    match odata::text(item, "PhysicalInventoryDocumentItem") {
        "" => (position + 1).to_string(),
        number => number.to_owned(),
    }
}
