//! The table: each unified field, SAP's property, its form, its limits.

use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Form::{Code, Decimal, Derived, Number};
use crate::mapping::{Row, row};
use crate::material_document::fields;

/// Fields that are properties of `A_MaterialDocumentHeader`, besides those of all documents.
pub(crate) const HEADER: &[Row] =
    &[row("delivery_note", "A_MaterialDocumentHeader.ReferenceDocument", Code, OnCreate, 16)];

/// The record's purchase order, which SAP holds on each item.
pub(crate) const ORDER: &[Row] =
    &[row("purchase_order_id", "A_MaterialDocumentItem.PurchaseOrder", Number, OnCreate, 10)
        .required()
        .filter()];

/// Fields of a line that are properties of `A_MaterialDocumentItem`, besides those of all documents.
pub(crate) const LINE: &[Row] = &[
    row("lines.item_id", "A_MaterialDocumentItem.Material", Number, No, 40),
    row("lines.purchase_order_line_id", "A_MaterialDocumentItem.PurchaseOrderItem", Number, OnCreate, 5)
        .required(),
    row("lines.quantity", "A_MaterialDocumentItem.QuantityInEntryUnit", Decimal, OnCreate, 3),
    row("lines.location_id", "A_MaterialDocumentItem.Plant", Code, OnCreate, 4),
    row("lines.storage_location_id", "A_MaterialDocumentItem.StorageLocation", Code, OnCreate, 4),
];

/// A flag of a line.
pub(crate) const FLAGS: &[Row] =
    &[row("lines.final_delivery", "A_MaterialDocumentItem.IsCompletelyDelivered", Derived, OnCreate, 0)];

/// The tables whose rows stand for one property each, for finding a field by SAP's name.
pub(crate) const WRITTEN: &[&[Row]] =
    &[fields::HEADER, HEADER, fields::NOTES, ORDER, LINE, FLAGS, fields::LINE];

/// Every field of a record.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    [
        fields::DERIVED,
        fields::HEADER,
        HEADER,
        fields::NOTES,
        ORDER,
        fields::LINE_DERIVED,
        LINE,
        FLAGS,
        fields::LINE,
    ]
    .into_iter()
    .flatten()
}
