//! Physical inventory documents: what setting stock to a level is in SAP. A document is made, counted and posted.

mod document;
mod fields;
mod list;
mod plan;
mod read;
mod reverse;
mod set;

use erpgate_model::RecordId;

use crate::errors::About;
use crate::material_document::DocumentId;
use crate::service::Service;

/// Below the system's address.
pub(crate) const PATH: &str = "sap/opu/odata/sap/API_PHYSICAL_INVENTORY_DOC_SRV";
pub(crate) const ABOUT: About = About {
    name: "API_PHYSICAL_INVENTORY_DOC_SRV",
    arrangement: "the communication arrangement SAP_COM_0107",
};

pub(crate) const HEADER: &str = "A_PhysInventoryDocHeader";
const ITEM: &str = "A_PhysInventoryDocItem";
const TO_ITEMS: &str = "to_PhysicalInventoryDocumentItem";

/// The field that carries the gateway's reference.
const REFERENCE: &str = "PhysInventoryReferenceNumber";

/// Before the key in the ids of records, which tells them from material documents.
const MARK: &str = "count-";
/// The cursor before the first count.
pub(crate) const FIRST: &str = "count-";

/// The physical inventory documents of one SAP system.
#[derive(Debug, Clone)]
pub(crate) struct PhysicalInventory {
    pub(crate) service: Service,
}

/// The id is that of a count, such as `count-2026-100000001`.
pub(crate) fn is_count(id: &RecordId) -> bool {
    is_cursor(id.as_str())
}

/// The cursor stands among the counts.
pub(crate) fn is_cursor(cursor: &str) -> bool {
    cursor.starts_with(MARK)
}

fn record_id(id: &DocumentId) -> RecordId {
    RecordId::new(format!("{MARK}{id}"))
}

fn parse(id: &str) -> Option<DocumentId> {
    DocumentId::parse(id.strip_prefix(MARK)?)
}
