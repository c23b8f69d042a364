//! The stock as the ledger shows it, and stock that somebody else moves.

use serde_json::{Value, json};

use super::parse;
use crate::http::{Problem, Request};
use crate::seed::StockEntry;
use crate::simulator::Simulator;
use crate::world::World;

/// The shelves that hold something, of one item or of all.
pub(super) fn rows(world: &World, item: Option<u64>) -> Value {
    let named = |target: &str, id: u64| {
        world.follow(target, &id.to_string()).map(|record| world.display_name(record))
    };
    let rows: Vec<Value> = world
        .shelves()
        .filter(|(shelf, _)| item.is_none_or(|item| item == shelf.item))
        .map(|(shelf, quantity)| {
            json!({
                "item": shelf.item.to_string(),
                "item_name": named("item", shelf.item),
                "location": shelf.location.map(|id| id.to_string()),
                "bin": shelf.bin.and_then(|id| named("bin", id)),
                "number": shelf.number,
                "status": named("inventoryStatus", shelf.status),
                "quantity": quantity.normalize().to_string(),
            })
        })
        .collect();
    json!(rows)
}

/// `POST /stock/move`: somebody else adds a signed quantity; answers the item's stock as it is then.
pub(super) fn move_by_somebody(simulator: &Simulator, request: &Request) -> Result<Value, Problem> {
    let entry: StockEntry = parse(request)?;
    let mut world = simulator.world();
    let movements = vec![entry.movement(&world)?];
    let item = movements[0].shelf.item;
    world.may_move(0, &movements)?;
    world.move_stock(0, movements, simulator.clock.now(), "admin");
    Ok(json!({"stock": rows(&world, Some(item))}))
}
