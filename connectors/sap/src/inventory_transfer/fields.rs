//! The table: each unified field, SAP's property, its form, its limits.

use erpgate_model::Writable::OnCreate;

use crate::mapping::Form::{Code, Decimal, Number};
use crate::mapping::{Row, row};
use crate::material_document::fields;

/// The record's places, which SAP holds on each item.
pub(crate) const PLACES: &[Row] = &[
    row("from_location_id", "A_MaterialDocumentItem.Plant", Code, OnCreate, 4).required(),
    row("from_storage_location_id", "A_MaterialDocumentItem.StorageLocation", Code, OnCreate, 4).required(),
    row("to_location_id", "A_MaterialDocumentItem.IssuingOrReceivingPlant", Code, OnCreate, 4),
    row("to_storage_location_id", "A_MaterialDocumentItem.IssuingOrReceivingStorageLoc", Code, OnCreate, 4)
        .required(),
];

/// Fields of a line that are properties of `A_MaterialDocumentItem`, besides those of all documents.
pub(crate) const LINE: &[Row] = &[
    row("lines.item_id", "A_MaterialDocumentItem.Material", Number, OnCreate, 40).required(),
    row("lines.quantity", "A_MaterialDocumentItem.QuantityInEntryUnit", Decimal, OnCreate, 3).required(),
];

/// The tables whose rows stand for one property each, for finding a field by SAP's name.
pub(crate) const WRITTEN: &[&[Row]] = &[fields::HEADER, fields::NOTES, PLACES, LINE, fields::LINE];

/// Every field of a record.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    [fields::DERIVED, fields::HEADER, fields::NOTES, PLACES, fields::LINE_DERIVED, LINE, fields::LINE]
        .into_iter()
        .flatten()
}
