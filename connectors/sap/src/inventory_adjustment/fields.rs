//! The table: each unified field, SAP's property, its form, its limits.

use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Form::{Code, Decimal, Number, Text};
use crate::mapping::{Row, row};
use crate::material_document::fields;

/// What bears the change, which SAP holds on each item.
pub(crate) const ACCOUNTS: &[Row] = &[
    row("account_id", "A_MaterialDocumentItem.GLAccount", Number, OnCreate, 10),
    row("cost_center_id", "A_MaterialDocumentItem.CostCenter", Number, OnCreate, 10),
];

/// The reason, and what follows from it.
pub(crate) const REASON: &[Row] = &[
    row("reason", "A_MaterialDocumentItem.GoodsMovementReasonCode", Text, OnCreate, 9),
    row("native_type", "A_MaterialDocumentItem.GoodsMovementType", Text, No, 3),
];

/// Where the stock lies.
pub(crate) const LINE: &[Row] = &[
    row("lines.item_id", "A_MaterialDocumentItem.Material", Number, OnCreate, 40).required(),
    row("lines.location_id", "A_MaterialDocumentItem.Plant", Code, OnCreate, 4).required(),
    row("lines.storage_location_id", "A_MaterialDocumentItem.StorageLocation", Code, OnCreate, 4).required(),
];

/// How much, and for what.
pub(crate) const QUANTITIES: &[Row] = &[
    row("lines.change", "A_MaterialDocumentItem.QuantityInEntryUnit", Decimal, OnCreate, 3),
    row("lines.set_to", "A_PhysInventoryDocItem.QuantityInUnitOfEntry", Decimal, OnCreate, 3).not_shown(),
    row("lines.expected_on_hand", "A_MatlStkInAcctMod.MatlWrhsStkQtyInMatlBaseUnit", Decimal, OnCreate, 3)
        .not_shown(),
    row("lines.unit_cost", "A_MaterialDocumentItem.GdsMvtExtAmtInCoCodeCrcy", Decimal, OnCreate, 6)
        .not_shown(),
];

/// The tables whose rows stand for one property each, for finding a field by SAP's name.
pub(crate) const WRITTEN: &[&[Row]] =
    &[fields::HEADER, fields::NOTES, ACCOUNTS, REASON, LINE, QUANTITIES, fields::LINE];

/// Every field of a record.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    [
        fields::DERIVED,
        fields::HEADER,
        fields::NOTES,
        ACCOUNTS,
        REASON,
        fields::LINE_DERIVED,
        LINE,
        QUANTITIES,
        fields::LINE,
    ]
    .into_iter()
    .flatten()
}
