//! THE tables: which field of a receipt is which NetSuite field.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{No, OnCreate};

use crate::mapping::Kind::{Computed, Date, Instant, Number, Reference, Text};
use crate::mapping::{Fields, List, Row, Sublist, specs};

/// Fields of the receipt.
pub(super) const HEADER: [Row; 14] = [
    Row::new("purchase_order_id", "createdFrom", Reference, OnCreate).required().filter(),
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter(),
    Row::new("external_id", "memo", Computed, OnCreate).filter(),
    Row::new("posting_date", "tranDate", Date, OnCreate).label("Date"),
    Row::new("delivery_note", "memo", Computed, OnCreate),
    Row::new("notes", "memo", Computed, OnCreate),
    Row::new("lines", "item", Computed, OnCreate).required(),
    Row::new("custom_fields", "custbody_*", Computed, OnCreate),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
];

/// Fields of a line.
const ENTRIES: [Row; 11] = [
    Row::entry("lines.id", "item.line", Computed, No),
    Row::entry("lines.purchase_order_line_id", "item.orderLine", Text, OnCreate).required(),
    Row::entry("lines.item_id", "item.item", Reference, No).label("Item"),
    Row::entry("lines.quantity", "item.quantity", Number, OnCreate).label("Quantity"),
    Row::entry("lines.unit", "item.units", Text, OnCreate),
    Row::entry("lines.location_id", "item.location", Reference, OnCreate).label("Location"),
    Row::entry("lines.bin_id", "item.inventoryDetail", Computed, OnCreate).label("Bin"),
    Row::entry("lines.lot", "item.inventoryDetail", Computed, OnCreate).label("Serial/Lot Number"),
    Row::entry("lines.serials", "item.inventoryDetail", Computed, OnCreate),
    Row::entry("lines.final_delivery", "purchaseOrder.item.isClosed", Computed, OnCreate).not_shown(),
    Row::entry("lines.custom_fields", "custcol_*", Computed, OnCreate),
];

/// All rows as capabilities show them.
pub(super) const SPECS: [FieldSpec; HEADER.len() + ENTRIES.len()] = specs(&HEADER, &ENTRIES);

/// NetSuite's list of lines.
pub(super) static ITEM: Sublist =
    Sublist { name: "item", key: "line", id_prefix: "", derived: &["final_delivery"] };

/// Lines of a receipt.
pub(super) static LINES: List = List {
    name: "lines",
    noun: "line",
    rows: &ENTRIES,
    sublists: &[&ITEM],
    custom: "custcol",
    choose: |_: &Fields| Ok(&ITEM),
    derive: |_, _, _, _, _| {},
    // The parts of a line are shown by the record as a whole.
    show: |_, _| {},
};
