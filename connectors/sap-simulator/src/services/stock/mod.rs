//! API_MATERIAL_STOCK_SRV: the stock table, to read only. Goods movements write it through [`book`].

pub(crate) mod book;
pub(crate) mod serials;

use super::master_data::NewRow;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::Seed;
use book::Place;

pub(crate) const STOCK: &str = "A_MatlStkInAcctMod";
pub(crate) const MATERIAL: &str = "A_MaterialStock";
pub(crate) const SERIAL: &str = "A_MaterialSerialNumber";

/// The seed's stock.
pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for stock in &seed.stock {
        let Some(material) = seed.material(&stock.material) else { continue };
        let place = Place {
            material: stock.material.clone(),
            plant: stock.plant.clone(),
            storage_location: stock.storage_location.clone(),
            batch: stock.batch.clone(),
            stock_type: book::UNRESTRICTED,
        };
        if let Some(mut level) = row(STOCK) {
            place.write(&mut level);
            level.set_text("MaterialBaseUnit", &material.base_unit);
            level.set(book::QUANTITY, Value::Decimal(stock.quantity));
            rows.push(level);
        }
        if let Some(mut header) = row(MATERIAL) {
            header.set_text("Material", &stock.material);
            header.set_text("MaterialBaseUnit", &material.base_unit);
            rows.push(header);
        }
        for number in &stock.serial_numbers {
            let Some(mut serial) = row(SERIAL) else { continue };
            serial.set_text("SerialNumber", number);
            place.write(&mut serial);
            rows.push(serial);
        }
    }
    rows
}
