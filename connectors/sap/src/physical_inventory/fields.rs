//! Properties of physical inventory documents, under the names of the unified adjustment. The limits of those that
//! are shorter than a goods movement's are checked here.

use erpgate_model::Writable::OnCreate;

use crate::mapping::Form::{Code, Date, Decimal, Number, Text};
use crate::mapping::{Row, row};

/// Properties of `A_PhysInventoryDocHeader`.
pub(super) const HEADER: &[Row] = &[
    row("external_id", "A_PhysInventoryDocHeader.PhysicalInventoryNumber", Text, OnCreate, 16),
    row("document_date", "A_PhysInventoryDocHeader.DocumentDate", Date, OnCreate, 0),
    row("notes", "A_PhysInventoryDocHeader.PhysicalInventoryDocumentDesc", Text, OnCreate, 40),
];

/// What the count and the posting add.
pub(super) const LATER: &[Row] = &[
    row("posting_date", "A_PhysInventoryDocHeader.PostingDate", Date, OnCreate, 0),
    row("reason", "A_PhysInventoryDocItem.ReasonForPhysInvtryDifference", Text, OnCreate, 4),
];

/// Properties of `A_PhysInventoryDocItem`.
pub(super) const LINE: &[Row] = &[
    row("lines.item_id", "A_PhysInventoryDocItem.Material", Number, OnCreate, 40),
    row("lines.location_id", "A_PhysInventoryDocItem.Plant", Code, OnCreate, 4),
    row("lines.storage_location_id", "A_PhysInventoryDocItem.StorageLocation", Code, OnCreate, 4),
    row("lines.lot", "A_PhysInventoryDocItem.Batch", Code, OnCreate, 10),
];

/// Properties of the count.
pub(super) const COUNT: &[Row] = &[
    row("lines.set_to", "A_PhysInventoryDocItem.QuantityInUnitOfEntry", Decimal, OnCreate, 3),
    row("lines.unit", "A_PhysInventoryDocItem.UnitOfEntry", Text, OnCreate, 3),
];

/// The tables, for finding a field by SAP's name.
pub(super) const WRITTEN: &[&[Row]] = &[HEADER, LATER, LINE, COUNT];
