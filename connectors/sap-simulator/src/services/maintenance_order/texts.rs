//! The messages of maintenance orders. Class ZSIM_PM is this simulator's own: SAP's texts for these situations
//! are not known to us.

use crate::odata::failure::Message;

/// Something mandatory is missing or unknown.
pub(super) fn enter(what: &str, property: &str) -> Message {
    Message::error("ZSIM_PM/001", format!("Enter {what}"), property)
}

/// A technical object, work center or material that does not exist.
pub(super) fn unknown(what: &str, id: &str, property: &str) -> Message {
    Message::error("ZSIM_PM/002", format!("{what} {id} does not exist"), property)
}

/// M3/351.
pub(super) fn no_material_in_plant(material: &str, plant: &str) -> Message {
    Message::error("M3/351", format!("Material {material} not maintained in plant {plant}"), "Product")
}

/// A function or a change that the order's status does not allow.
pub(super) fn not_allowed(number: &str, status: &str, deed: &str) -> Message {
    let text = format!("Order {number} has status {status}: {deed} is not allowed");
    Message::error("ZSIM_PM/003", text, "")
}

/// A key that is there already, or not filled.
pub(super) fn key_in_use(what: &str, property: &str) -> Message {
    Message::error("ZSIM_PM/004", format!("{what} is there already"), property)
}

/// A value that does not fit.
pub(super) fn wrong_value(text: impl Into<String>, property: &str) -> Message {
    Message::error("ZSIM_PM/005", text, property)
}

/// The last operation, or one that was confirmed.
pub(super) fn not_deletable(text: impl Into<String>) -> Message {
    Message::error("ZSIM_PM/006", text, "")
}

/// The success message of a creation.
pub(super) fn created(number: &str) -> Message {
    Message::info("ZSIM_PM/100", format!("Order saved with number {number}"))
}

/// The success message of a confirmation.
pub(super) fn confirmed(number: &str) -> Message {
    Message::info("ZSIM_PM/101", format!("Confirmation of order {number} saved"))
}
