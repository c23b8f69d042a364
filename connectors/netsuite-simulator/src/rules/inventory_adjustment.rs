//! Inventory adjustments: signed quantities that come to or leave the stock.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::stock_line::{StockLine, id, item_of, keeps_stock, portions};
use super::{Rules, belongs_to, missing, missing_in_line};
use crate::http::Problem;
use crate::world::{Cell, Draft, Line, Movement, Record, World};

/// The rules of `inventoryAdjustment`.
pub(super) struct InventoryAdjustment;

impl Rules for InventoryAdjustment {
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
        let header = draft.record.cells.get("adjLocation").cloned();
        let Some(line) = draft.record.sublists.get_mut(sublist).and_then(|lines| lines.get_mut(index)) else {
            return Ok(());
        };
        let item = stocked_item(world, line, path)?;
        if let Some(header) = header {
            line.cells.entry("location".into()).or_insert(header);
        }
        let on_hand = on_hand(world, item, id(line.cells.get("location")));
        if let (None, Some(Cell::Decimal(wanted))) =
            (line.cells.get("adjustQtyBy"), line.cells.get("newQuantity"))
        {
            line.cells.insert("adjustQtyBy".into(), Cell::Decimal(*wanted - on_hand));
        }
        if !line.cells.contains_key("adjustQtyBy") {
            return Err(missing_in_line("Adjust Qty. By", &format!("{path}.adjustQtyBy")));
        }
        let quantity = line.decimal("adjustQtyBy");
        if quantity.is_zero() {
            return Err(Problem::field_value("0", "adjustQtyBy", format!("{path}.adjustQtyBy")));
        }
        describe(line, item);
        line.cells.insert("quantityOnHand".into(), Cell::Decimal(on_hand));
        line.cells.insert("newQuantity".into(), Cell::Decimal(on_hand + quantity));
        Ok(())
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let mut wanted = vec!["account", "tranDate"];
        wanted.extend(world.switches.one_world.then_some("subsidiary"));
        let labels = missing(draft, &wanted);
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        let lines = draft.record.lines("inventory");
        if lines.is_empty() {
            return Err(Problem::user("You must enter at least one line item for this transaction."));
        }
        let subsidiary = draft.record.id_in("subsidiary");
        belongs_to(world, subsidiary, draft.record.id_in("adjLocation"), "adjLocation", "adjLocation")?;
        for (position, line) in lines.iter().enumerate() {
            let path = format!("inventory.items[{position}]");
            if world.switches.multi_location_inventory && !line.cells.contains_key("location") {
                return Err(missing_in_line("Location", &format!("{path}.location")));
            }
            belongs_to(world, subsidiary, line.id_in("location"), "location", &format!("{path}.location"))?;
            known_in(world, subsidiary, line, &path)?;
        }
        Ok(())
    }

    fn complete(&self, _world: &World, draft: &mut Draft) {
        let lines = draft.record.lines("inventory").iter();
        let value: Decimal = lines.map(|line| line.decimal("adjustQtyBy") * line.decimal("unitCost")).sum();
        draft.set("estimatedTotalValue", Cell::Decimal(value.round_dp(2)));
    }

    fn movements(&self, world: &World, record: &Record) -> Result<Vec<Movement>, Problem> {
        let mut movements = Vec::new();
        for (position, line) in record.lines("inventory").iter().enumerate() {
            let quantity = line.decimal("adjustQtyBy");
            let line = StockLine {
                line,
                location: id(line.cells.get("location")),
                quantity,
                issues: quantity.is_sign_negative(),
                place: ("inventory", position),
            };
            let portions = portions(world, &line)?;
            movements.extend(portions.iter().map(|portion| portion.movement(portion.quantity)));
        }
        Ok(movements)
    }
}

/// The line's item, if it keeps stock.
pub(super) fn stocked_item<'w>(world: &'w World, line: &Line, path: &str) -> Result<&'w Record, Problem> {
    let path = format!("{path}.item");
    let item = item_of(world, line).ok_or_else(|| missing_in_line("Item", &path))?;
    if !keeps_stock(world, item) {
        return Err(Problem::field_value(&item.id.to_string(), "item", path));
    }
    Ok(item)
}

/// The item must be known in the subsidiary, so far as it names its subsidiaries.
pub(super) fn known_in(
    world: &World,
    subsidiary: Option<&str>,
    line: &Line,
    path: &str,
) -> Result<(), Problem> {
    let Some(item) = item_of(world, line) else { return Ok(()) };
    match (subsidiary, item.cells.get("subsidiary")) {
        (Some(ours), Some(Cell::Many(theirs))) if !theirs.iter().any(|id| id == ours) => {
            Err(Problem::field_value(&item.id.to_string(), "item", format!("{path}.item")))
        }
        _ => Ok(()),
    }
}

/// On hand of an item at a location.
pub(super) fn on_hand(world: &World, item: &Record, location: Option<u64>) -> Decimal {
    world.figures(item.id).get(&location).map_or(Decimal::ZERO, |at| at.on_hand)
}

/// What the line takes over from its item.
fn describe(line: &mut Line, item: &Record) {
    for (from, to) in
        [("purchaseDescription", "description"), ("stockUnit", "units"), ("costingMethod", "costingMethod")]
    {
        if let Some(cell) = item.cells.get(from) {
            line.cells.entry(to.to_owned()).or_insert_with(|| cell.clone());
        }
    }
    let cost = item.cells.get("averageCost").or_else(|| item.cells.get("cost"));
    if let Some(cost) = cost {
        line.cells.entry("unitCost".to_owned()).or_insert_with(|| cost.clone());
    }
}
