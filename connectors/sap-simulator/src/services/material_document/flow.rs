//! What an item does to stock: which quantities come and go, and where.

use super::movement::{Flow, Movement};
use super::{BASE_QUANTITY, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::services::stock::book::{self, BLOCKED, IN_INSPECTION, IN_TRANSFER, Place, UNRESTRICTED};
use crate::services::{Work, physical_inventory};
use rust_decimal::Decimal;

/// The two ends of a movement; receipts have only the second, issues only the first.
#[derive(Debug)]
pub(super) struct Ends {
    pub(super) from: Option<Place>,
    pub(super) to: Option<Place>,
}

/// The kind of stock an item means, in the form of the stock table.
pub(super) fn stock_type(item: &Row) -> &'static str {
    match item.text("InventoryStockType") {
        "2" | "02" | "X" => IN_INSPECTION,
        "3" | "07" | "S" => BLOCKED,
        _ => UNRESTRICTED,
    }
}

fn own(item: &Row, stock_type: &'static str) -> Place {
    Place {
        material: item.text("Material").to_owned(),
        plant: item.text("Plant").to_owned(),
        storage_location: item.text("StorageLocation").to_owned(),
        batch: item.text("Batch").to_owned(),
        stock_type,
    }
}

fn other(item: &Row) -> Place {
    Place {
        material: item.text("IssgOrRcvgMaterial").to_owned(),
        plant: item.text("IssuingOrReceivingPlant").to_owned(),
        storage_location: item.text("IssuingOrReceivingStorageLoc").to_owned(),
        batch: item.text("IssgOrRcvgBatch").to_owned(),
        stock_type: UNRESTRICTED,
    }
}

/// From where to where an item goes.
pub(super) fn ends(movement: &Movement, item: &Row) -> Ends {
    let own_place = own(item, stock_type(item));
    let (from, to) = match movement.flow {
        Flow::Receipt => (None, Some(own_place)),
        Flow::Issue => (Some(own_place), None),
        Flow::Plants | Flow::Materials | Flow::Locations => (Some(own_place), Some(other(item))),
        Flow::Remove => {
            let way = Place { storage_location: String::new(), stock_type: IN_TRANSFER, ..other(item) };
            (Some(own_place), Some(way))
        }
        Flow::PutAway => {
            let way = Place { storage_location: String::new(), stock_type: IN_TRANSFER, ..own_place.clone() };
            (Some(way), Some(own_place))
        }
        Flow::Release(kind) => (Some(own(item, kind)), Some(other(item))),
    };
    if movement.reverses { Ends { from: to, to: from } } else { Ends { from, to } }
}

/// Moves what an item moves, or says what is missing.
pub(super) fn apply(
    work: &mut Work<'_>,
    movement: &Movement,
    item: &Row,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    if item.text("Material").is_empty() || is_consumed(item) {
        return Ok(());
    }
    let quantity = item.decimal(BASE_QUANTITY);
    let ends = ends(movement, item);
    // Differences of a count are what a block waits for.
    let counted = matches!(movement.code, "701" | "702");
    for (place, by) in [(ends.from, -quantity), (ends.to, quantity)] {
        let Some(place) = place else { continue };
        if !counted && physical_inventory::is_blocked(work.tables, &place) {
            wrong.push(texts::blocked_by_count(&place));
            continue;
        }
        if let Some(missing) = book::change(work, &place, by)? {
            wrong.push(texts::deficit(missing, item.text("MaterialBaseUnit"), &place));
        }
    }
    Ok(())
}

/// Is what is received charged to an account instead of put into stock?
pub(super) fn is_consumed(item: &Row) -> bool {
    !item.text("AccountAssignmentCategory").is_empty()
}

/// The sign of a receipt for an order.
pub(super) fn signed(movement: &Movement, quantity: Decimal) -> Decimal {
    if movement.reverses { -quantity } else { quantity }
}
