//! New documents: what is to be counted.

use super::document::{self, COUNTED};
use super::{ITEM, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::material_document::item::place;
use crate::world::next;
use chrono::Datelike;

/// A whole document.
pub(super) fn document(work: &mut Work<'_>, mut draft: Draft) -> Result<Key, Failure> {
    let header = work.filled(&draft);
    let mut wrong = Vec::new();
    let (plant, location) = (header.text("Plant"), header.text("StorageLocation"));
    place(work, plant, location, ["Plant", "StorageLocation"], &mut wrong);
    let items = draft.take_children("to_PhysicalInventoryDocumentItem");
    if items.is_empty() {
        wrong.push(texts::enter("at least one item", "to_PhysicalInventoryDocumentItem"));
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    let mut rows: Vec<Row> = Vec::new();
    for draft in items {
        let row = item(work, &header, &draft, &mut wrong);
        if rows.iter().any(|other| document::place(other) == document::place(&row)) {
            wrong.push(texts::already_active(row.text("Material"), "being created"));
        }
        rows.push(row);
    }
    if wrong.is_empty() { Ok(put(work, header, rows)) } else { Err(Failure::business(wrong)) }
}

fn item(work: &Work<'_>, header: &Row, draft: &Draft, wrong: &mut Vec<Message>) -> Row {
    let mut row = work.filled(draft);
    // A document is about one storage location; an item cannot be about another.
    for name in ["Plant", "StorageLocation"] {
        row.set_text(name, header.text(name));
    }
    row.default_text("PhysicalInventoryStockType", "1");
    let material = row.text("Material").to_owned();
    let found = work.seed.material(&material);
    match found.filter(|found| found.plants.iter().any(|plant| plant == header.text("Plant"))) {
        None if material.is_empty() => wrong.push(texts::enter("Material", "Material")),
        None => wrong.push(texts::no_material_in_plant(&material, header.text("Plant"))),
        Some(found) if found.serialized => wrong.push(texts::serialized(&material)),
        Some(found) => {
            row.set_text("MaterialBaseUnit", &found.base_unit);
            if found.batch_managed && row.text("Batch").is_empty() {
                wrong.push(texts::enter("Batch", "Batch"));
            }
        }
    }
    if let Some(other) = document::open_items(work.tables, &document::place(&row)).next() {
        wrong.push(texts::already_active(&material, other.text("PhysicalInventoryDocument")));
    }
    row
}

/// Numbers a document and puts it into the tables.
pub(super) fn put(work: &mut Work<'_>, mut header: Row, items: Vec<Row>) -> Key {
    for name in ["DocumentDate", "PhysInventoryPlannedCountDate"] {
        if header.date(name).is_none() {
            header.set(name, Value::Date(work.today()));
        }
    }
    let year = header.date("PhysInventoryPlannedCountDate").map_or(0, |day| day.year());
    header.default_text("FiscalYear", &year.to_string());
    header.set_text("PhysicalInventoryDocument", next(&mut work.numbers.physical_inventory));
    header.set_text("InventoryTransactionType", "IB");
    header.set_text("CreatedByUser", work.user);
    for (at, mut row) in items.into_iter().enumerate() {
        for name in ["FiscalYear", "PhysicalInventoryDocument", "PhysInventoryReferenceNumber"] {
            row.set_text(name, header.text(name));
        }
        row.set_text("PhysicalInventoryDocumentItem", (at + 1).to_string());
        row.set(COUNTED, Value::Bool(false));
        debug_assert_eq!(row.set.set, ITEM);
        document::keep(work, row);
    }
    let key = header.key();
    document::settle(work, &header);
    key
}
