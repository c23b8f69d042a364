//! Inventory transfers: stock that goes from one location of a subsidiary to another.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::inventory_adjustment::{known_in, on_hand, stocked_item};
use super::stock_line::{Portion, StockLine, id, portions, uses_bins};
use super::{Rules, belongs_to, missing, missing_in_line};
use crate::http::Problem;
use crate::world::{Cell, Draft, Movement, Record, Shelf, World};

/// The rules of `inventoryTransfer`.
pub(super) struct InventoryTransfer;

impl Rules for InventoryTransfer {
    fn begin(&self, _world: &World, draft: &mut Draft, now: DateTime<Utc>) {
        draft.default_date("tranDate", now.date_naive());
    }

    fn line_set(
        &self,
        world: &World,
        draft: &mut Draft,
        sublist: &str,
        index: usize,
        _fresh: bool,
        path: &str,
    ) -> Result<(), Problem> {
        let from = id(draft.record.cells.get("location"));
        let Some(line) = draft.record.sublists.get_mut(sublist).and_then(|lines| lines.get_mut(index)) else {
            return Ok(());
        };
        let item = stocked_item(world, line, path)?;
        if !line.cells.contains_key("adjustQtyBy") {
            return Err(missing_in_line("Quantity to Transfer", &format!("{path}.adjustQtyBy")));
        }
        let quantity = line.decimal("adjustQtyBy");
        if quantity <= Decimal::ZERO {
            let shown = quantity.normalize().to_string();
            return Err(Problem::field_value(&shown, "adjustQtyBy", format!("{path}.adjustQtyBy")));
        }
        if let Some(description) = item.cells.get("purchaseDescription") {
            line.cells.entry("description".into()).or_insert_with(|| description.clone());
        }
        line.cells.insert("quantityOnHand".into(), Cell::Decimal(on_hand(world, item, from)));
        Ok(())
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let mut wanted: Vec<&str> = world.switches.one_world.then_some("subsidiary").into_iter().collect();
        wanted.extend(["location", "transferLocation", "tranDate"]);
        let labels = missing(draft, &wanted);
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        let lines = draft.record.lines("inventory");
        if lines.is_empty() {
            return Err(Problem::user("You must enter at least one line item for this transaction."));
        }
        let subsidiary = draft.record.id_in("subsidiary");
        for field in ["location", "transferLocation"] {
            belongs_to(world, subsidiary, draft.record.id_in(field), field, field)?;
        }
        if let (Some(from), Some(to)) =
            (draft.record.id_in("location"), draft.record.id_in("transferLocation"))
            && from == to
        {
            return Err(Problem::field_value(to, "transferLocation", "transferLocation"));
        }
        for (position, line) in lines.iter().enumerate() {
            known_in(world, subsidiary, line, &format!("inventory.items[{position}]"))?;
        }
        Ok(())
    }

    fn movements(&self, world: &World, record: &Record) -> Result<Vec<Movement>, Problem> {
        let (from, to) = (id(record.cells.get("location")), id(record.cells.get("transferLocation")));
        let mut movements = Vec::new();
        for (position, line) in record.lines("inventory").iter().enumerate() {
            let quantity = line.decimal("adjustQtyBy");
            let line =
                StockLine { line, location: from, quantity, issues: true, place: ("inventory", position) };
            for portion in portions(world, &line)? {
                movements.push(portion.movement(-portion.quantity));
                movements.push(arrival(world, &portion, to)?);
            }
        }
        Ok(movements)
    }
}

/// The other end: the same goods at the new location, in the bin and status given for it.
fn arrival(world: &World, portion: &Portion, location: Option<u64>) -> Result<Movement, Problem> {
    let mut movement = portion.movement(portion.quantity);
    let path = format!("{}.toBinNumber", movement.path);
    let item = world.follow("item", &movement.shelf.item.to_string());
    match portion.to_bin {
        Some(bin) => {
            let there = world.get("bin", bin).and_then(|bin| id(bin.cells.get("location")));
            if there != location {
                return Err(Problem::field_value(&bin.to_string(), "toBinNumber", path));
            }
        }
        None if item.is_some_and(|item| uses_bins(world, item)) => {
            return Err(missing_in_line("To Bin", &path));
        }
        None => {}
    }
    let status = portion.to_status.unwrap_or(portion.shelf.status);
    movement.shelf = Shelf { location, bin: portion.to_bin, status, ..movement.shelf };
    Ok(movement)
}
