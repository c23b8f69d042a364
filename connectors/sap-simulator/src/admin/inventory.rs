//! Stock: what the ledger shows of it and of its documents, and what happens to it outside the API.

use super::ledger::{fields, list, stamped};
use super::{body, outside};
use crate::front::State;
use crate::odata::message::Reply;
use crate::odata::table::{Row, Tables};
use crate::periods::Period;
use crate::services::material_document::outside::{Place, move_stock};
use crate::services::stock::book;
use crate::services::{material_document, physical_inventory};
use crate::world::World;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// A goods movement, whole.
pub(super) fn material_document(tables: &Tables, header: &Row) -> Json {
    let items = tables.under(material_document::ITEM, &header.key()).into_iter().map(|item| {
        let mut shown = fields(item);
        shown.insert("serial_numbers".into(), serial_numbers(tables, item));
        Json::Object(shown)
    });
    let items: Json = items.collect();
    let mut shown = fields(header);
    shown.insert("items".into(), items);
    shown.insert("reference".into(), header.text("ReferenceDocument").into());
    stamped(shown, header, header.text("CreatedByUser").into())
}

fn serial_numbers(tables: &Tables, item: &Row) -> Json {
    let navigation = item.set.navigation("to_SerialNumbers");
    let Some((navigation, set)) = navigation.zip(tables.set_type(material_document::SERIAL)) else {
        return Json::Null;
    };
    tables.related(item, navigation, set).iter().map(|row| Json::from(row.text("SerialNumber"))).collect()
}

/// A count, whole.
pub(super) fn physical_inventory_document(tables: &Tables, header: &Row) -> Json {
    let items: Vec<Row> =
        tables.under(physical_inventory::ITEM, &header.key()).into_iter().cloned().collect();
    let mut shown = fields(header);
    shown.insert("items".into(), list(&items));
    shown.insert("reference".into(), header.text("PhysInventoryReferenceNumber").into());
    stamped(shown, header, header.text("CreatedByUser").into())
}

/// Every quantity that lies somewhere, or once did.
pub(super) fn stock(tables: &Tables) -> Json {
    let levels = book::all(tables).map(|row| {
        json!({
            "material": row.text("Material"),
            "plant": row.text("Plant"),
            "storage_location": row.text("StorageLocation"),
            "batch": row.text("Batch"),
            "stock_type": row.text("InventoryStockType"),
            "quantity": book::quantity(row).normalize().to_string(),
            "unit": row.text("MaterialBaseUnit"),
        })
    });
    levels.collect()
}

/// A quantity that appears, or disappears when it is negative.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    material: String,
    plant: String,
    storage_location: String,
    #[serde(default)]
    batch: String,
    /// A decimal as text, in base units.
    quantity: String,
}

/// Somebody moves stock.
pub(super) fn act(state: &State, world: &mut World, sent: &[u8]) -> Reply {
    outside(state, world, material_document::HEADER, |work| {
        let Move { material, plant, storage_location, batch, quantity } = body(sent)?;
        let quantity: Decimal = super::decimal("quantity", Some(&quantity))?;
        let place =
            Place { material: &material, plant: &plant, storage_location: &storage_location, batch: &batch };
        move_stock(work, &place, quantity)
    })
}

/// A period, `2026-11`; the current one when it is not named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    period: Option<String>,
}

/// A posting period is opened or closed.
pub(super) fn period(world: &mut World, open: bool, sent: &[u8]) -> Result<(), String> {
    let which: Which = body(sent)?;
    let period = match which.period {
        Some(text) => text.parse()?,
        None => Period::current(world.now()),
    };
    if open {
        world.periods.open(period);
    } else {
        world.periods.close(period);
    }
    Ok(())
}
