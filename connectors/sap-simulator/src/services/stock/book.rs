//! The stock of one material at one place, and its changes.

use super::{MATERIAL, STOCK};
use crate::odata::failure::Failure;
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

pub(crate) const UNRESTRICTED: &str = "01";
pub(crate) const IN_INSPECTION: &str = "02";
pub(crate) const IN_TRANSFER: &str = "04";
pub(crate) const BLOCKED: &str = "07";

pub(super) const QUANTITY: &str = "MatlWrhsStkQtyInMatlBaseUnit";

/// Where a quantity lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) material: String,
    pub(crate) plant: String,
    /// Empty for what is on the way between two plants.
    pub(crate) storage_location: String,
    pub(crate) batch: String,
    pub(crate) stock_type: &'static str,
}

impl Place {
    /// Puts the place into a row of the stock or serial number table.
    pub(super) fn write(&self, row: &mut Row) {
        row.set_text("Material", &self.material);
        row.set_text("Plant", &self.plant);
        row.set_text("StorageLocation", &self.storage_location);
        row.set_text("Batch", &self.batch);
        row.set_text("InventoryStockType", self.stock_type);
    }

    fn empty_row(&self, work: &Work<'_>) -> Result<Row, Failure> {
        let mut row = work.row(STOCK)?;
        self.write(&mut row);
        if let Some(material) = work.seed.material(&self.material) {
            row.set_text("MaterialBaseUnit", &material.base_unit);
        }
        Ok(row)
    }
}

/// What lies there, in base units.
pub(crate) fn on_hand(work: &Work<'_>, place: &Place) -> Result<Decimal, Failure> {
    let key = place.empty_row(work)?.key();
    Ok(work.tables.get(STOCK, &key).map_or(Decimal::ZERO, quantity))
}

/// Adds to what lies there, or takes from it. Gives what is missing when it would become negative; then
/// nothing is changed.
pub(crate) fn change(work: &mut Work<'_>, place: &Place, by: Decimal) -> Result<Option<Decimal>, Failure> {
    let empty = place.empty_row(work)?;
    let mut row = work.tables.get(STOCK, &empty.key()).cloned().unwrap_or(empty);
    let after = quantity(&row) + by;
    if after.is_sign_negative() && !after.is_zero() {
        return Ok(Some(-after));
    }
    row.set(QUANTITY, Value::Decimal(after));
    row.changed = work.now;
    let mut header = work.row(MATERIAL)?;
    header.set_text("Material", &place.material);
    header.set_text("MaterialBaseUnit", row.text("MaterialBaseUnit"));
    if work.tables.get(MATERIAL, &header.key()).is_none() {
        work.tables.put(header);
    }
    work.tables.put(row);
    Ok(None)
}

/// The quantity of a row of the stock table.
pub(crate) fn quantity(row: &Row) -> Decimal {
    row.decimal(QUANTITY)
}

/// All rows of the stock table.
pub(crate) fn all(tables: &Tables) -> impl Iterator<Item = &Row> {
    tables.all(STOCK)
}
