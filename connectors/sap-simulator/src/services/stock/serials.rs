//! Where each numbered piece is.

use super::SERIAL;
use super::book::Place;
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::services::Work;

/// Where a piece is; none when the number is not known.
fn find(work: &Work<'_>, material: &str, number: &str) -> Result<Option<Row>, Failure> {
    let mut row = work.row(SERIAL)?;
    row.set_text("Material", material);
    row.set_text("SerialNumber", number);
    Ok(work.tables.get(SERIAL, &row.key()).cloned())
}

/// Is this piece in stock anywhere?
pub(crate) fn in_stock(work: &Work<'_>, material: &str, number: &str) -> Result<bool, Failure> {
    Ok(find(work, material, number)?.is_some_and(|row| !row.text("Plant").is_empty()))
}

/// Does this piece lie at this place?
pub(crate) fn lies_at(work: &Work<'_>, place: &Place, number: &str) -> Result<bool, Failure> {
    Ok(find(work, &place.material, number)?.is_some_and(|row| {
        let mut there = row.clone();
        place.write(&mut there);
        there.same_values(&row)
    }))
}

/// Puts a piece somewhere, or out of stock.
pub(crate) fn put(
    work: &mut Work<'_>,
    material: &str,
    number: &str,
    place: Option<&Place>,
) -> Result<(), Failure> {
    let mut row = match find(work, material, number)? {
        Some(row) => row,
        None => work.row(SERIAL)?,
    };
    match place {
        Some(place) => place.write(&mut row),
        None => {
            for name in ["Plant", "StorageLocation", "Batch", "InventoryStockType"] {
                row.set_text(name, "");
            }
            row.set_text("Material", material);
        }
    }
    row.set_text("SerialNumber", number);
    row.changed = work.now;
    work.tables.put(row);
    Ok(())
}
