//! The messages of production orders. Class ZSIM_PP is this simulator's own: SAP's texts for these situations
//! are not known to us.

use crate::odata::failure::Message;

/// Something mandatory is missing or unknown.
pub(super) fn enter(what: &str, property: &str) -> Message {
    Message::error("ZSIM_PP/001", format!("Enter {what}"), property)
}

/// A value that does not fit.
pub(super) fn wrong_value(text: impl Into<String>, property: &str) -> Message {
    Message::error("ZSIM_PP/002", text, property)
}

/// C2/144, seen in a real system.
pub(super) fn no_version_given() -> Message {
    Message::error("C2/144", "Specify production version", "ProductionVersion")
}

/// The material is bought, or the version does not exist.
pub(super) fn not_made_here(material: &str, plant: &str, version: &str) -> Message {
    let named = if version.is_empty() { String::new() } else { format!(" {version}") };
    let text = format!("Material {material} has no production version{named} in plant {plant}");
    Message::error("ZSIM_PP/003", text, "Material")
}

/// M3/351.
pub(super) fn no_material_in_plant(material: &str, plant: &str) -> Message {
    Message::error("M3/351", format!("Material {material} not maintained in plant {plant}"), "Material")
}

/// A function or a change that the order's status does not allow.
pub(super) fn not_allowed(number: &str, status: &str, deed: &str) -> Message {
    let text = format!("Order {number} has status {status}: {deed} is not allowed");
    Message::error("ZSIM_PP/004", text, "")
}

/// A field that cannot be changed after creation.
pub(super) fn fixed(property: &str) -> Message {
    Message::error("ZSIM_PP/005", format!("{property} cannot be changed any more"), property)
}

/// The total quantity would be below what is confirmed already.
pub(super) fn below_confirmed() -> Message {
    let text = "The total quantity cannot be smaller than the confirmed quantity";
    Message::error("ZSIM_PP/006", text, "TotalQuantity")
}

/// An operation that the order does not have.
pub(super) fn no_operation(number: &str, operation: &str) -> Message {
    let text = format!("Order {number} has no operation {operation}");
    Message::error("ZSIM_PP/007", text, "OrderOperation")
}

/// A confirmation that was cancelled already, or is itself a cancellation.
pub(super) fn already_cancelled(group: &str, count: &str) -> Message {
    let text = format!("Confirmation {group}/{count} cannot be cancelled: it is cancelled or a cancellation");
    Message::error("ZSIM_PP/008", text, "")
}

/// A component of which something was taken already.
pub(super) fn withdrawn(component: &str) -> Message {
    let text = format!("Component {component} cannot be deleted: goods were issued for it");
    Message::error("ZSIM_PP/009", text, "")
}

/// The success message of a creation.
pub(super) fn created(number: &str) -> Message {
    Message::info("ZSIM_PP/100", format!("Order {number} saved"))
}

/// The success message of a confirmation.
pub(super) fn confirmed(number: &str) -> Message {
    Message::info("ZSIM_PP/101", format!("Confirmation of order {number} saved"))
}
