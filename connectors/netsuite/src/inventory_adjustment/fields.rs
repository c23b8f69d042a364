//! THE tables: which field of an adjustment is which NetSuite field.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Kind::{Computed, Date, Instant, Number, Reference, Text};
use crate::mapping::{List, Row, specs};
use crate::stock::inventory_lines;

/// Fields of the adjustment. The subsidiary comes first, because it decides which accounts and locations are
/// allowed.
pub(super) const HEADER: [Row; 20] = [
    Row::new("company_id", "subsidiary", Reference, OnCreate).label("Subsidiary"),
    Row::new("account_id", "account", Reference, OnCreate).required().label("Adjustment Account"),
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter(),
    Row::new("external_id", "memo", Computed, OnCreate).filter(),
    Row::new("posting_date", "tranDate", Date, OnCreate).label("Date"),
    Row::new("cost_center_id", "department", Reference, OnCreate).label("Department"),
    Row::new("reason", "inventory.memo", Computed, OnCreate),
    Row::new("notes", "memo", Computed, OnCreate),
    Row::new("reversed_by", "the opposite adjustment", Computed, No),
    Row::new("reverses", "externalId", Computed, No),
    Row::new("lines", "inventory", Computed, OnCreate).required(),
    Row::new("custom_fields", "custbody_*", Computed, OnCreate),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
    Row::new("item_id", "inventory.item", Computed, No).filter().not_shown(),
    Row::new("location_id", "inventory.location", Computed, No).filter().not_shown(),
];

/// Fields of a line.
const ENTRIES: [Row; 12] = [
    Row::entry("lines.id", "inventory.line", Computed, No),
    Row::entry("lines.item_id", "inventory.item", Reference, OnCreate).required().label("Item"),
    Row::entry("lines.location_id", "inventory.location", Reference, OnCreate).label("Location"),
    Row::entry("lines.change", "inventory.adjustQtyBy", Number, OnCreate).label("Adjust Qty. By"),
    Row::entry("lines.set_to", "inventory.adjustQtyBy", Computed, OnCreate).not_shown(),
    Row::entry("lines.expected_on_hand", "inventory.adjustQtyBy", Computed, OnCreate).not_shown(),
    Row::entry("lines.unit", "inventory.units", Text, OnCreate),
    Row::entry("lines.unit_cost", "inventory.unitCost", Number, OnCreate).label("Est. Unit Cost"),
    Row::entry("lines.bin_id", "inventory.inventoryDetail", Computed, OnCreate).label("Bin"),
    Row::entry("lines.lot", "inventory.inventoryDetail", Computed, OnCreate).label("Serial/Lot Number"),
    Row::entry("lines.serials", "inventory.inventoryDetail", Computed, OnCreate),
    Row::entry("lines.custom_fields", "custcol_*", Computed, OnCreate),
];

/// All rows as capabilities show them.
pub(super) const SPECS: [FieldSpec; HEADER.len() + ENTRIES.len()] = specs(&HEADER, &ENTRIES);

/// Lines of an adjustment.
pub(super) static LINES: List = inventory_lines(&ENTRIES);
