//! Tables that show no record as it is: stock by place, lots by location, addresses of vendors, deletions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::value::Sql;
use crate::world::{Cell, Record, World};

/// A column and the record type that its ids refer to, empty for plain values.
pub(super) type Column = (&'static str, &'static str);

/// Columns and rows; the values of a row stand in the order of the columns.
pub(super) type Derived = (&'static [Column], Vec<Vec<Sql>>);

/// The derived table with this name in this account.
pub(super) fn derived(world: &World, name: &str) -> Option<Derived> {
    let by_location = world.switches.multi_location_inventory;
    match name {
        "aggregateitemlocation" | "inventoryitemlocations" if by_location => {
            Some((LOCATIONS, locations(world)))
        }
        "inventorybalance" if by_location => Some((BALANCE, balance(world))),
        "inventorybalance" => {
            let rows = balance(world).into_iter().map(|mut row| row.split_off(2));
            Some((&BALANCE[2..], rows.collect()))
        }
        "inventorynumberlocation" if by_location => Some((NUMBERS, numbers(world))),
        "vendoraddressbook" => Some((ADDRESS_BOOK, address_book(world))),
        "entityaddress" | "vendoraddressbookentityaddress" => Some((ADDRESSES, addresses(world))),
        "deletedrecord" => Some((DELETIONS, deletions(world))),
        _ => None,
    }
}

/// The record type whose records a derived table shows, for the role's permission.
pub(super) fn shows(name: &str) -> Option<&'static str> {
    match name {
        "aggregateitemlocation" | "inventoryitemlocations" | "inventorybalance" => Some("inventoryItem"),
        "inventorynumberlocation" => Some("inventoryNumber"),
        "vendoraddressbook" | "entityaddress" | "vendoraddressbookentityaddress" => Some("vendor"),
        _ => None,
    }
}

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

fn locations(world: &World) -> Vec<Vec<Sql>> {
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
    rows
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

fn balance(world: &World) -> Vec<Vec<Sql>> {
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
    rows.collect()
}

const NUMBERS: &[Column] = &[
    ("inventorynumber", "inventoryNumber"),
    ("location", "location"),
    ("quantityonhand", ""),
    ("quantityavailable", ""),
];

fn numbers(world: &World) -> Vec<Vec<Sql>> {
    let lines = world
        .all("inventoryNumber")
        .flat_map(|number| number.lines("locations").iter().map(move |line| (number.id, line)));
    let rows = lines.map(|(number, line)| {
        let quantity = |field: &str| Sql::Number(line.decimal(field));
        vec![id(Some(number)), id(Some(line.key)), quantity("quantityOnHand"), quantity("quantityAvailable")]
    });
    rows.collect()
}

const ADDRESS_BOOK: &[Column] = &[
    ("entity", "vendor"),
    ("internalid", ""),
    ("addressbookaddress", ""),
    ("label", ""),
    ("defaultbilling", ""),
    ("defaultshipping", ""),
];

fn address_book(world: &World) -> Vec<Vec<Sql>> {
    let mut rows = Vec::new();
    for vendor in world.all("vendor") {
        for line in vendor.lines("addressBook") {
            let flag = |field: &str| Sql::Text(if line.flag(field) { "T" } else { "F" }.to_owned());
            rows.push(vec![
                id(Some(vendor.id)),
                id(Some(line.key)),
                id(Some(address_key(vendor, line.key))),
                cell(line.cells.get("label")),
                flag("defaultBilling"),
                flag("defaultShipping"),
            ]);
        }
    }
    rows
}

/// The key of an address record: unique over all vendors, as line keys are not.
fn address_key(vendor: &Record, line: u64) -> u64 {
    vendor.id * 1000 + line
}

const ADDRESSES: &[Column] = &[
    ("nkey", ""),
    ("addressee", ""),
    ("attention", ""),
    ("addr1", ""),
    ("addr2", ""),
    ("addr3", ""),
    ("city", ""),
    ("state", ""),
    ("zip", ""),
    ("country", ""),
    ("addrphone", ""),
    ("addrtext", ""),
];

fn addresses(world: &World) -> Vec<Vec<Sql>> {
    const FIELDS: [&str; 11] = [
        "addressee",
        "attention",
        "addr1",
        "addr2",
        "addr3",
        "city",
        "state",
        "zip",
        "country",
        "addrPhone",
        "addrText",
    ];
    let empty = BTreeMap::new();
    let mut rows = Vec::new();
    for vendor in world.all("vendor") {
        for line in vendor.lines("addressBook") {
            let cells = match line.cells.get("addressBookAddress") {
                Some(Cell::Subrecord(cells)) => cells,
                _ => &empty,
            };
            let mut row = vec![id(Some(address_key(vendor, line.key)))];
            row.extend(FIELDS.iter().map(|field| cell(cells.get(*field))));
            rows.push(row);
        }
    }
    rows
}

const DELETIONS: &[Column] =
    &[("type", ""), ("recordid", ""), ("name", ""), ("deleteddate", ""), ("deletedby", "")];

fn deletions(world: &World) -> Vec<Vec<Sql>> {
    let rows = world.deletions.iter().map(|deletion| {
        vec![
            Sql::Text(deletion.record_type.clone()),
            Sql::Number(deletion.id.into()),
            Sql::Text(deletion.name.clone()),
            Sql::Instant(deletion.at),
            Sql::Text(deletion.by.clone()),
        ]
    });
    rows.collect()
}

fn stocked(world: &World) -> impl Iterator<Item = &Record> {
    world.types.targets("item").into_iter().flat_map(|one| world.all(&one.name))
}

fn id(id: Option<u64>) -> Sql {
    id.map_or(Sql::Null, |id| Sql::Number(id.into()))
}

fn cell(cell: Option<&Cell>) -> Sql {
    match cell {
        None => Sql::Null,
        Some(Cell::Decimal(number)) => Sql::Number(*number),
        Some(Cell::Integer(number)) => Sql::Number((*number).into()),
        Some(other) => Sql::Text(other.plain()),
    }
}
