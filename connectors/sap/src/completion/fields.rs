//! The tables of confirmations: each unified field, SAP's property, its form, when it can be written,
//! its limits.

use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Form::{Code, Date, Decimal, Derived, Flag, Text};
use crate::mapping::{Row, row};

/// Fields that are properties of `ProdnOrdConf2`.
pub(super) const PRODUCTION: &[Row] = &[
    row("operation_number", "ProdnOrdConf2.OrderOperation", Code, OnCreate, 4),
    row("quantity", "ProdnOrdConf2.ConfirmationYieldQuantity", Decimal, OnCreate, 3),
    row("scrapped_quantity", "ProdnOrdConf2.ConfirmationScrapQuantity", Decimal, OnCreate, 3),
    row("unit", "ProdnOrdConf2.ConfirmationUnit", Text, OnCreate, 3),
    row("posting_date", "ProdnOrdConf2.PostingDate", Date, OnCreate, 0),
    row("is_final", "ProdnOrdConf2.IsFinalConfirmation", Flag, OnCreate, 0),
    row("notes", "ProdnOrdConf2.ConfirmationText", Text, OnCreate, 40),
    row("location_id", "ProdnOrdConf2.Plant", Code, No, 4),
];

/// Fields of a production order's confirmation that are made in other ways.
pub(super) const PRODUCTION_DERIVED: &[Row] = &[
    row("id", "ProdnOrdConf2.ConfirmationGroup", Derived, No, 0),
    row("number", "ProdnOrdConf2.ConfirmationGroup", Derived, No, 0),
    row("work_order_id", "ProdnOrdConf2.OrderID", Derived, OnCreate, 0).required().filter(),
    row("reversed_by", "ProdnOrdConf2.IsReversed", Derived, No, 0),
    row("custom_fields", "ProdnOrdConf2.*", Derived, OnCreate, 0),
    row("version", "ProdnOrdConf2.*", Derived, No, 0),
    row("created_at", "ProdnOrdConf2.ConfirmationEntryDate", Derived, No, 0),
];

/// Questions for a list that are no fields of a record.
pub(super) const PRODUCTION_FILTERS: &[Row] = &[
    row("kind", "ProdnOrdConf2", Derived, No, 0).not_shown().filter(),
    row("updated_since", "ProdnOrdConf2.ConfirmationEntryDate", Derived, No, 0).not_shown().filter(),
];

/// Fields that are properties of `MaintOrderConfirmation`. The notes share their property with the
/// gateway's reference.
pub(super) const MAINTENANCE: &[Row] = &[
    row("operation_number", "MaintOrderConfirmation.MaintenanceOrderOperation", Code, OnCreate, 4),
    row("work", "MaintOrderConfirmation.ActualWorkQuantity", Decimal, OnCreate, 1),
    row("work_unit", "MaintOrderConfirmation.ActualWorkQuantityUnit", Text, OnCreate, 3),
    row("posting_date", "MaintOrderConfirmation.PostingDate", Date, OnCreate, 0),
    row("is_final", "MaintOrderConfirmation.IsFinalConfirmation", Flag, OnCreate, 0),
    row("notes", "MaintOrderConfirmation.ConfirmationText", Text, OnCreate, 27),
];

/// Fields of a maintenance order's confirmation that are made in other ways.
pub(super) const MAINTENANCE_DERIVED: &[Row] = &[
    row("id", "MaintOrderConfirmation.MaintOrderConf", Derived, No, 0),
    row("number", "MaintOrderConfirmation.MaintOrderConf", Derived, No, 0),
    row("work_order_id", "MaintOrderConfirmation.MaintenanceOrder", Derived, OnCreate, 0).required().filter(),
    row("custom_fields", "MaintOrderConfirmation.*", Derived, OnCreate, 0),
    row("version", "MaintOrderConfirmation.*", Derived, No, 0),
];

/// Questions for a list that are no fields of a record.
pub(super) const MAINTENANCE_FILTERS: &[Row] =
    &[row("kind", "MaintOrderConfirmation", Derived, No, 0).not_shown().filter()];
