//! THE tables: which field of a transfer is which NetSuite field.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Kind::{Computed, Date, Instant, Number, Reference, Text};
use crate::mapping::{List, Row, specs};
use crate::stock::inventory_lines;

/// Fields of the transfer. The subsidiary comes first, because it decides which locations are allowed.
pub(super) const HEADER: [Row; 18] = [
    Row::new("company_id", "subsidiary", Reference, OnCreate).label("Subsidiary"),
    Row::new("from_location_id", "location", Reference, OnCreate).required().label("From Location"),
    Row::new("to_location_id", "transferLocation", Reference, OnCreate).required().label("To Location"),
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter(),
    Row::new("external_id", "memo", Computed, OnCreate).filter(),
    Row::new("posting_date", "tranDate", Date, OnCreate).label("Date"),
    Row::new("notes", "memo", Computed, OnCreate),
    Row::new("reversed_by", "the opposite transfer", Computed, No),
    Row::new("reverses", "externalId", Computed, No),
    Row::new("lines", "inventory", Computed, OnCreate).required(),
    Row::new("custom_fields", "custbody_*", Computed, OnCreate),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
    Row::new("item_id", "inventory.item", Computed, No).filter().not_shown(),
];

/// Fields of a line.
const ENTRIES: [Row; 9] = [
    Row::entry("lines.id", "inventory.line", Computed, No),
    Row::entry("lines.item_id", "inventory.item", Reference, OnCreate).required().label("Item"),
    Row::entry("lines.quantity", "inventory.adjustQtyBy", Number, OnCreate)
        .required()
        .label("Quantity to Transfer"),
    Row::entry("lines.unit", "inventory.units", Text, OnCreate),
    Row::entry("lines.from_bin_id", "inventory.inventoryDetail", Computed, OnCreate).label("From Bins"),
    Row::entry("lines.to_bin_id", "inventory.inventoryDetail", Computed, OnCreate).label("To Bins"),
    Row::entry("lines.lot", "inventory.inventoryDetail", Computed, OnCreate).label("Serial/Lot Number"),
    Row::entry("lines.serials", "inventory.inventoryDetail", Computed, OnCreate),
    Row::entry("lines.custom_fields", "custcol_*", Computed, OnCreate),
];

/// All rows as capabilities show them.
pub(super) const SPECS: [FieldSpec; HEADER.len() + ENTRIES.len()] = specs(&HEADER, &ENTRIES);

/// Lines of a transfer.
pub(super) static LINES: List = inventory_lines(&ENTRIES);
