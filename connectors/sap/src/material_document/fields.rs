//! The rows that all records kept as material documents share.

use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Form::{Code, Date, Derived, Number, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `A_MaterialDocumentHeader`.
pub(crate) const HEADER: &[Row] = &[
    row("number", "A_MaterialDocumentHeader.MaterialDocument", Number, No, 10).filter(),
    row("external_id", "A_MaterialDocumentHeader.MaterialDocumentHeaderText", Text, OnCreate, 25).filter(),
    row("posting_date", "A_MaterialDocumentHeader.PostingDate", Date, OnCreate, 0),
    row("document_date", "A_MaterialDocumentHeader.DocumentDate", Date, OnCreate, 0),
];

/// The record's free text, which SAP holds on each item.
pub(crate) const NOTES: &[Row] =
    &[row("notes", "A_MaterialDocumentItem.MaterialDocumentItemText", Text, OnCreate, 50)];

/// Fields that are made from more than one property.
pub(crate) const DERIVED: &[Row] = &[
    row("id", "A_MaterialDocumentHeader.MaterialDocument", Derived, No, 0),
    row("reversed_by", "A_MaterialDocumentItem.ReversedMaterialDocument", Derived, No, 0),
    row("reverses", "A_MaterialDocumentItem.ReversedMaterialDocument", Derived, No, 0),
    row("lines", "A_MaterialDocumentHeader.to_MaterialDocumentItem", Derived, OnCreate, 0).required(),
    row("custom_fields", "A_MaterialDocumentHeader.*", Derived, OnCreate, 0),
    row("version", "A_MaterialDocumentHeader.*", Derived, No, 0),
    row("created_at", "A_MaterialDocumentHeader.CreationDate", Derived, No, 0),
    row("updated_at", "A_MaterialDocumentHeader.CreationDate", Derived, No, 0),
];

/// Fields of a line that are properties of `A_MaterialDocumentItem`.
pub(crate) const LINE: &[Row] = &[
    row("lines.unit", "A_MaterialDocumentItem.EntryUnit", Text, OnCreate, 3),
    row("lines.lot", "A_MaterialDocumentItem.Batch", Code, OnCreate, 10),
];

/// Fields of a line that are made from more than one property.
pub(crate) const LINE_DERIVED: &[Row] = &[
    row("lines.id", "A_MaterialDocumentItem.MaterialDocumentItem", Derived, No, 0),
    row("lines.serials", "A_SerialNumberMaterialDocument.SerialNumber", Derived, OnCreate, 0),
    row("lines.custom_fields", "A_MaterialDocumentItem.*", Derived, OnCreate, 0),
];

/// Questions for a list that are no fields of a record.
pub(crate) const FILTERS: &[Row] =
    &[row("updated_since", "A_MaterialDocumentHeader.CreationDate", Derived, No, 0).not_shown().filter()];
