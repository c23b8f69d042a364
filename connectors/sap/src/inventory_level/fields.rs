//! The table: each unified field and SAP's property.

use erpgate_model::Writable::No;

use crate::mapping::Form::{Code, Decimal, Derived, Number, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `A_MatlStkInAcctMod`.
pub(crate) const LEVEL: &[Row] = &[
    row("item_id", "A_MatlStkInAcctMod.Material", Number, No, 40).filter(),
    row("location_id", "A_MatlStkInAcctMod.Plant", Code, No, 4).filter(),
    row("storage_location_id", "A_MatlStkInAcctMod.StorageLocation", Code, No, 4),
    row("lot", "A_MatlStkInAcctMod.Batch", Code, No, 10),
    row("unit", "A_MatlStkInAcctMod.MaterialBaseUnit", Text, No, 3),
];

/// Fields that are made from more than one property.
pub(crate) const DERIVED: &[Row] = &[
    row("id", "A_MatlStkInAcctMod.Material", Derived, No, 0),
    row("on_hand", "A_MatlStkInAcctMod.MatlWrhsStkQtyInMatlBaseUnit", Decimal, No, 14),
    row("version", "A_MatlStkInAcctMod.*", Derived, No, 0),
];
