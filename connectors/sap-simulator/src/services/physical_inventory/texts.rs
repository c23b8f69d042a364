//! The messages of physical inventory. Where it has its own, code and text are this simulator's: none was captured.

use crate::odata::failure::Message;

pub(super) use crate::services::material_document::texts::{enter, no_material_in_plant, no_unit, unknown};

/// The stock is in another document that is not finished.
pub(super) fn already_active(material: &str, document: &str) -> Message {
    let text = format!("Physical inventory for material {material} is already active in document {document}");
    Message::error("M7/705", text, "Material")
}

/// Pieces with numbers are not counted here.
pub(super) fn serialized(material: &str) -> Message {
    let text = format!("Material {material} has serial numbers and cannot be counted by quantity");
    Message::error("M7/706", text, "Material")
}

pub(super) fn not_counted(document: &str) -> Message {
    Message::error("M7/711", format!("Document {document}: there is no counted item to process"), "")
}

pub(super) fn already_posted(document: &str, item: &str) -> Message {
    let text = format!("Document {document} item {item}: the difference has already been posted");
    Message::error("M7/712", text, "")
}

pub(super) fn recounted(document: &str, item: &str) -> Message {
    let text = format!("Document {document} item {item} is being recounted in another document");
    Message::error("M7/713", text, "")
}

pub(super) fn above_threshold(document: &str, value: &str) -> Message {
    let text = format!("Document {document}: the difference of {value} exceeds the threshold value");
    Message::error("M7/714", text, "PostingThresholdValue")
}
