//! The messages of purchasing, with their variables filled in.

use crate::odata::failure::Message;

/// ME/083: organisational or other mandatory data is missing or unknown.
pub(super) fn enter(what: &str, property: &str) -> Message {
    Message::error("ME/083", format!("Enter {what}"), property)
}

/// ME/006: somebody else has the order open. Lock conflicts are HTTP 400 in SAP.
pub(super) fn being_processed(number: &str) -> Message {
    Message::error("ME/006", format!("User SAPGUI already processing Purchasing doc. {number}"), "")
}

/// MMPUR_POHANDLER_TECH/010: the field cannot be given this value, or not any more.
pub(super) fn not_processed(property: &str, type_name: &str) -> Message {
    let field = property.to_uppercase();
    let text = format!("The input of field {field} on {type_name} level cannot be processed.");
    Message::error("MMPUR_POHANDLER_TECH/010", text, property)
}

/// MMPUR_POHANDLER_TECH/004.
pub(super) fn key_incomplete(type_name: &str, property: &str) -> Message {
    let text = format!("Key fields are not filled correctly (for {type_name}).");
    Message::error("MMPUR_POHANDLER_TECH/004", text, property)
}

/// MMPUR_POHANDLER_TECH/011.
pub(super) fn incorrect(property: &str) -> Message {
    let text = "The last input was incorrect. Hence, it is not processed by the system.";
    Message::error("MMPUR_POHANDLER_TECH/011", text, property)
}

/// MMPUR_POHANDLER_TECH/015.
pub(super) fn negative_quantity(property: &str) -> Message {
    Message::error("MMPUR_POHANDLER_TECH/015", "Specify a non-negative quantity.", property)
}

/// MMPUR_POHANDLER_TECH/020.
pub(super) fn negative_value(property: &str) -> Message {
    Message::error("MMPUR_POHANDLER_TECH/020", "Specify a non-negative value.", property)
}

/// APPL_MM_PUR_PO/064.
pub(super) fn unsupported_type() -> Message {
    let text = "Use purchase order type \"Standard\" (\"NB\") or a type copied from \"NB\".";
    Message::error("APPL_MM_PUR_PO/064", text, "PurchaseOrderType")
}

/// APPL_MM_PUR_PO/065.
pub(super) fn unsupported_category() -> Message {
    let text = "Use a supported purchase order item category for item.";
    Message::error("APPL_MM_PUR_PO/065", text, "PurchaseOrderItemCategory")
}

/// APPL_MM_PUR_PO/088.
pub(super) fn no_currency() -> Message {
    Message::error("APPL_MM_PUR_PO/088", "Document currency is not determined", "DocumentCurrency")
}

/// ME/013: F is the document category of purchase orders.
pub(super) fn unknown_type(order_type: &str) -> Message {
    let text = format!("Document type {order_type} not allowed with doc. category F");
    Message::error("ME/013", text, "PurchaseOrderType")
}

/// 06/010.
pub(super) fn no_items() -> Message {
    Message::error("06/010", "Document contains no items", "to_PurchaseOrderItem")
}

/// 06/012.
pub(super) fn item_exists(item: &str) -> Message {
    Message::error("06/012", format!("Item {item:0>5} already exists"), "PurchaseOrderItem")
}

/// 06/017, the success message.
pub(super) fn created(number: &str) -> Message {
    Message::info("06/017", format!("Standard PO created under the number {number}"))
}

/// 06/019.
pub(super) fn no_document(number: &str) -> Message {
    Message::error("06/019", format!("Document {number} does not exist"), "PurchaseOrder")
}

/// 06/020.
pub(super) fn deleted() -> Message {
    Message::error("06/020", "The document has already been deleted and cannot be changed", "")
}

/// 06/025.
pub(super) fn unknown_supplier(supplier: &str) -> Message {
    let text = format!("Vendor {supplier} not created (please check your input)");
    Message::error("06/025", text, "Supplier")
}

/// 06/026.
pub(super) fn nothing_ordered() -> Message {
    let text = "Please enter material number or account assignment category";
    Message::error("06/026", text, "Material")
}

/// 06/027.
pub(super) fn foreign_supplier(supplier: &str, organization: &str) -> Message {
    let text = format!("Vendor {supplier} has not been created for purch. organization {organization}");
    Message::error("06/027", text, "Supplier")
}

/// A supplier blocked for purchasing; code and text are this simulator's choice.
pub(super) fn blocked_supplier(supplier: &str) -> Message {
    Message::error("06/321", format!("Vendor {supplier} is blocked for purchasing"), "Supplier")
}

/// 06/166.
pub(super) fn foreign_plant() -> Message {
    Message::error("06/166", "Please only use plants with local currency", "Plant")
}

/// M3/351.
pub(super) fn no_material_in_plant(material: &str, plant: &str) -> Message {
    Message::error("M3/351", format!("Material {material} not maintained in plant {plant}"), "Material")
}

/// A delivery date that has passed; a warning, so the order is made all the same. Code and text recalled.
pub(super) fn late_delivery() -> Message {
    Message::warning("06/039", "Can delivery date be met?", "ScheduleLineDeliveryDate")
}
