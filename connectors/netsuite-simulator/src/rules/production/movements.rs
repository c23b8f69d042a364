//! What a step moves in the stock.

use std::collections::BTreeMap;

use super::Step;
use crate::http::Problem;
use crate::rules::stock_line::{StockLine, id, portions};
use crate::world::{Cell, Line, Movement, Record, World};

/// Components that leave and assemblies that come.
pub(super) fn of(step: Step, world: &World, record: &Record) -> Result<Vec<Movement>, Problem> {
    let location = record.cells.get("location").filter(|_| world.switches.multi_location_inventory);
    let location = id(location);
    let mut movements = Vec::new();
    if step == Step::Close {
        return Ok(movements);
    }
    for (position, component) in record.lines("component").iter().enumerate() {
        let line = with_detail(component.cells.get("item"), component.cells.get("componentInventoryDetail"));
        let quantity = component.decimal("quantity");
        let line =
            StockLine { line: &line, location, quantity, issues: true, place: ("component", position) };
        movements.extend(portions(world, &line)?.iter().map(|portion| portion.movement(-portion.quantity)));
    }
    let built = record.decimal("quantity");
    if step != Step::Issue && !built.is_zero() {
        let line = with_detail(record.cells.get("item"), record.cells.get("inventoryDetail"));
        let line = StockLine { line: &line, location, quantity: built, issues: false, place: ("item", 0) };
        movements.extend(portions(world, &line)?.iter().map(|portion| portion.movement(portion.quantity)));
    }
    Ok(movements)
}

/// A line as the stock reads it: the item and its inventory detail.
fn with_detail(item: Option<&Cell>, detail: Option<&Cell>) -> Line {
    let cells = [("item", item), ("inventoryDetail", detail)];
    let cells = cells.into_iter().filter_map(|(field, cell)| Some((field.to_owned(), cell?.clone())));
    Line { key: 0, cells: cells.collect::<BTreeMap<_, _>>() }
}
