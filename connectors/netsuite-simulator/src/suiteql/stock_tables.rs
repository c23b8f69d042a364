//! The tables of stock: by location, by shelf, by lot.

use rust_decimal::Decimal;

use super::derived::{Column, Derived, cell, id};
use super::value::Sql;
use crate::world::{Cell, Record, World};

const LOCATIONS: &[Column] = &[
    ("item", "item"),
    ("location", "location"),
    ("quantityonhand", ""),
    ("quantityavailable", ""),
    ("quantityonorder", ""),
    ("quantitycommitted", ""),
    ("quantitybackordered", ""),
    ("quantityintransit", ""),
    ("lastquantityavailablechange", ""),
    ("averagecostmli", ""),
    ("onhandvaluemli", ""),
    ("reorderpoint", ""),
    ("preferredstocklevel", ""),
    ("safetystocklevel", ""),
    ("leadtime", ""),
];

/// On hand, available and on order by item and location.
pub(super) fn locations(world: &World) -> Derived {
    let mut rows = Vec::new();
    for item in stocked(world) {
        let cost = item.cells.get("averageCost").or_else(|| item.cells.get("cost"));
        let cost = match cost {
            Some(Cell::Decimal(cost)) => *cost,
            _ => Decimal::ZERO,
        };
        for (location, at) in world.figures(item.id) {
            let Some(location) = location else { continue };
            let line = item.lines("locations").iter().find(|line| line.key == location);
            let planned = |field: &str| cell(line.and_then(|line| line.cells.get(field)));
            rows.push(vec![
                Sql::Number(item.id.into()),
                Sql::Number(location.into()),
                Sql::Number(at.on_hand),
                Sql::Number(at.available),
                Sql::Number(at.on_order),
                Sql::Number(Decimal::ZERO),
                Sql::Number(Decimal::ZERO),
                Sql::Number(Decimal::ZERO),
                world.stock_changed(item.id, Some(location)).map_or(Sql::Null, Sql::Instant),
                Sql::Number(cost),
                Sql::Number(at.on_hand * cost),
                planned("reorderPoint"),
                planned("preferredStockLevel"),
                planned("safetyStockLevel"),
                planned("leadTime"),
            ]);
        }
    }
    (LOCATIONS, rows)
}

/// Location and bin stand first: without multi-location inventory they are not there.
const BALANCE: &[Column] = &[
    ("location", "location"),
    ("binnumber", "bin"),
    ("item", "item"),
    ("inventorynumber", "inventoryNumber"),
    ("inventorystatus", "inventoryStatus"),
    ("quantityonhand", ""),
    ("quantityavailable", ""),
];

/// What lies on every shelf.
pub(super) fn balance(world: &World) -> Derived {
    let rows = world.shelves().map(|(shelf, quantity)| {
        let number = shelf.number.as_deref().and_then(|number| world.number_of(shelf.item, number));
        let available = if world.makes_available(shelf.status) { quantity } else { Decimal::ZERO };
        vec![
            id(shelf.location),
            id(shelf.bin),
            id(Some(shelf.item)),
            id(number.map(|number| number.id)),
            id(Some(shelf.status)),
            Sql::Number(quantity),
            Sql::Number(available),
        ]
    });
    (BALANCE, rows.collect())
}

/// What lies on every shelf in an account that keeps no stock by location.
pub(super) fn balance_of_account(world: &World) -> Derived {
    let rows = balance(world).1.into_iter().map(|mut row| row.split_off(2));
    (&BALANCE[2..], rows.collect())
}

const NUMBERS: &[Column] = &[
    ("inventorynumber", "inventoryNumber"),
    ("location", "location"),
    ("quantityonhand", ""),
    ("quantityavailable", ""),
];

/// Quantities of lots and serial numbers by location.
pub(super) fn numbers(world: &World) -> Derived {
    let lines = world
        .all("inventoryNumber")
        .flat_map(|number| number.lines("locations").iter().map(move |line| (number.id, line)));
    let rows = lines.map(|(number, line)| {
        let quantity = |field: &str| Sql::Number(line.decimal(field));
        vec![id(Some(number)), id(Some(line.key)), quantity("quantityOnHand"), quantity("quantityAvailable")]
    });
    (NUMBERS, rows.collect())
}

fn stocked(world: &World) -> impl Iterator<Item = &Record> {
    world.types.targets("item").into_iter().flat_map(|one| world.all(&one.name))
}
