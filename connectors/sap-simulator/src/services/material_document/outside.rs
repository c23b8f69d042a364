//! Goods movements that somebody posts in SAP GUI.

use super::{HEADER, ITEM, create};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Where stock appears or disappears.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub(crate) material: &'a str,
    pub(crate) plant: &'a str,
    pub(crate) storage_location: &'a str,
    /// Empty for materials that are not kept by batch.
    pub(crate) batch: &'a str,
}

/// Adds a quantity in base units, or takes it away when it is negative: movement 561 or 562.
///
/// # Errors
/// SAP's messages, joined.
pub(crate) fn move_stock(work: &mut Work<'_>, place: &Place<'_>, quantity: Decimal) -> Result<(), String> {
    let (code, movement) = if quantity.is_sign_negative() { ("06", "562") } else { ("05", "561") };
    let texts = [
        ("GoodsMovementType", movement),
        ("Material", place.material),
        ("Plant", place.plant),
        ("StorageLocation", place.storage_location),
        ("Batch", place.batch),
    ];
    post(work, code, &texts, quantity.abs())
}

/// Receives a quantity for an item of a purchase order, into the item's storage location.
///
/// # Errors
/// SAP's messages, joined.
pub(crate) fn receive(
    work: &mut Work<'_>,
    order: &str,
    item: &str,
    storage_location: &str,
    quantity: Decimal,
) -> Result<(), String> {
    let texts = [
        ("GoodsMovementType", "101"),
        ("GoodsMovementRefDocType", "B"),
        ("PurchaseOrder", order),
        ("PurchaseOrderItem", item),
        ("StorageLocation", storage_location),
    ];
    post(work, "01", &texts, quantity)
}

fn post(work: &mut Work<'_>, code: &str, texts: &[(&str, &str)], quantity: Decimal) -> Result<(), String> {
    let mut item = draft(work, ITEM, texts).map_err(|failure| failure.said())?;
    item.fields.insert("QuantityInEntryUnit".into(), Value::Decimal(quantity));
    if texts.contains(&("GoodsMovementType", "101")) {
        // Whoever stands at the gate confirms the numbers on the boxes.
        item.fields.insert("SerialNumbersAreCreatedAutomly".into(), Value::Bool(true));
    }
    let mut header = draft(work, HEADER, &[("GoodsMovementCode", code)]).map_err(|failure| failure.said())?;
    header.children.insert("to_MaterialDocumentItem".into(), vec![item]);
    create::document(work, header).map(|_| ()).map_err(|failure| failure.said())
}

fn draft(work: &Work<'_>, set: &str, texts: &[(&str, &str)]) -> Result<Draft, Failure> {
    let set = work.entity_set(set)?;
    let fields = texts.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned())));
    Ok(Draft {
        set: set.clone(),
        fields: fields.collect(),
        children: BTreeMap::new(),
        aside: BTreeMap::new(),
    })
}
