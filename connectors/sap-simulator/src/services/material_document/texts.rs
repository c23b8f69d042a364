//! The messages of inventory management, with their variables filled in.

use crate::odata::failure::Message;
use crate::periods::Period;
use crate::services::stock::book::{BLOCKED, IN_INSPECTION, IN_TRANSFER, Place};
use rust_decimal::Decimal;

/// MM_IM_ODATA_API_MDOC/014 speaks for several errors.
pub(super) fn failed() -> Message {
    Message::error("MM_IM_ODATA_API_MDOC/014", "Material Document processing failed", "")
}

/// MM_IM_ODATA_API_MDOC/011: the property does not go with this movement type and reference.
pub(super) fn not_supported(property: &str, movement: &str) -> Message {
    let field = property.to_uppercase();
    let text = format!("Property {field} is not supported for GoodsMovementType {movement}");
    Message::error("MM_IM_ODATA_API_MDOC/011", text, property)
}

/// M7/001: an id that is in no table.
pub(in crate::services) fn unknown(table: &str, entry: &str, property: &str) -> Message {
    Message::error("M7/001", format!("Check table {table}: entry {entry} does not exist"), property)
}

/// M7/018: something that this movement must be told.
pub(in crate::services) fn enter(what: &str, property: &str) -> Message {
    Message::error("M7/018", format!("Enter {what}"), property)
}

/// M7/021: more is taken than lies there.
pub(super) fn deficit(missing: Decimal, unit: &str, place: &Place) -> Message {
    let kind = match place.stock_type {
        IN_INSPECTION => "In quality insp.",
        IN_TRANSFER => "Stock in transfer",
        BLOCKED => "Blocked stock",
        _ => "Unrestricted-use",
    };
    let Place { material, plant, storage_location, batch, .. } = place;
    let text = format!(
        "Deficit of SL {kind} {} {unit} : {material} {plant} {storage_location} {batch}",
        missing.normalize()
    );
    Message::error("M7/021", text.trim_end(), "QuantityInEntryUnit")
}

/// M7/021 again: more is taken back than was received for the order.
pub(super) fn receipt_deficit(missing: Decimal, unit: &str, order: &str, item: &str) -> Message {
    let text = format!("Deficit of PU GR quantity {} {unit} : {order} {item:0>5}", missing.normalize());
    Message::error("M7/021", text, "QuantityInEntryUnit")
}

/// M7/022: more than was ordered.
pub(super) fn exceeded(by: Decimal, unit: &str, order: &str, item: &str) -> Message {
    let text = format!("PU Ordered quantity exceeded by {} {unit} : {order} {item:0>5}", by.normalize());
    Message::error("M7/022", text, "QuantityInEntryUnit")
}

/// M7/053: the period is closed.
pub(super) fn period_closed(current: Period, company: &str) -> Message {
    let text = format!(
        "Posting only possible in periods {current} and {} in company code {company}",
        current.previous()
    );
    Message::error("M7/053", text, "PostingDate")
}

/// M7/060, the success message.
pub(super) fn posted(number: &str) -> Message {
    Message::info("M7/060", format!("Material document {number} posted"))
}

/// A document or item that was cancelled already, or that itself cancels another; code and text are ours.
pub(super) fn already_cancelled(document: &str) -> Message {
    Message::error("M7/256", format!("Material document {document} has already been reversed"), "")
}

/// A movement type that cannot be posted with this goods movement code; code and text are ours.
pub(super) fn wrong_code(movement: &str, code: &str) -> Message {
    let text = format!("Movement type {movement} is not allowed for goods movement code {code}");
    Message::error("M7/130", text, "GoodsMovementType")
}

/// M7/175.
pub(super) fn serials_missing() -> Message {
    Message::error("M7/175", "Maintain serial numbers for total quantity", "to_SerialNumbers")
}

/// A piece that is not where it is taken from, or already somewhere; code and text are ours.
pub(super) fn serial_not_possible(number: &str, material: &str) -> Message {
    let text = format!("Serial number {number} of material {material} is not allowed for this movement");
    Message::error("IO/203", text, "SerialNumber")
}

/// M7/360.
pub(super) fn mismatch(what: &str, property: &str) -> Message {
    Message::error("M7/360", format!("Material document data and PO data do not match ({what})"), property)
}

/// A unit the material is not handled in; code and text are ours.
pub(in crate::services) fn no_unit(unit: &str, material: &str) -> Message {
    let text = format!("Unit of measure {unit} is not defined for material {material}");
    Message::error("M7/074", text, "EntryUnit")
}

/// M3/351.
pub(in crate::services) fn no_material_in_plant(material: &str, plant: &str) -> Message {
    Message::error("M3/351", format!("Material {material} not maintained in plant {plant}"), "Material")
}

/// A purchase order item that takes no receipts; code and text are ours.
pub(super) fn no_receipt_possible(order: &str, item: &str, why: &str) -> Message {
    let text = format!("Document {order} item {item:0>5}: goods receipt not possible ({why})");
    Message::error("M7/036", text, "PurchaseOrder")
}

/// M3/897: somebody works on the material.
pub(super) fn material_locked() -> Message {
    Message::error("M3/897", "The plant data of the material is locked by the user SAPGUI", "Material")
}

/// Stock that is being counted with its postings blocked; code and text are ours.
pub(super) fn blocked_by_count(place: &Place) -> Message {
    let Place { material, plant, storage_location, .. } = place;
    let text = format!("Material {material} {plant} {storage_location} is blocked for physical inventory");
    Message::error("M7/091", text, "Material")
}
