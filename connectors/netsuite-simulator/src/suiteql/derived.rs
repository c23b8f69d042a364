//! Tables that show no record as it is: stock by place, lots by location, addresses of vendors, units,
//! deletions.

use super::value::Sql;
use super::{address_tables, stock_tables, unit_tables};
use crate::world::{Cell, World};

/// A column and the record type that its ids refer to, empty for plain values.
pub(super) type Column = (&'static str, &'static str);

/// Columns and rows; the values of a row stand in the order of the columns.
pub(super) type Derived = (&'static [Column], Vec<Vec<Sql>>);

/// The derived table with this name in this account.
pub(super) fn derived(world: &World, name: &str) -> Option<Derived> {
    let by_location = world.switches.multi_location_inventory;
    match name {
        "aggregateitemlocation" | "inventoryitemlocations" if by_location => {
            Some(stock_tables::locations(world))
        }
        "inventorybalance" if by_location => Some(stock_tables::balance(world)),
        "inventorybalance" => Some(stock_tables::balance_of_account(world)),
        "inventorynumberlocation" if by_location => Some(stock_tables::numbers(world)),
        "vendoraddressbook" => Some(address_tables::address_book(world)),
        "entityaddress" | "vendoraddressbookentityaddress" => Some(address_tables::addresses(world)),
        "unitstypeuom" => Some(unit_tables::units(world)),
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
        "unitstypeuom" => Some("unitsType"),
        _ => None,
    }
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

/// An id as a value.
pub(super) fn id(id: Option<u64>) -> Sql {
    id.map_or(Sql::Null, |id| Sql::Number(id.into()))
}

/// A stored cell as a value, without looking at its field.
pub(super) fn cell(cell: Option<&Cell>) -> Sql {
    match cell {
        None => Sql::Null,
        Some(Cell::Decimal(number)) => Sql::Number(*number),
        Some(Cell::Integer(number)) => Sql::Number((*number).into()),
        Some(other) => Sql::Text(other.plain()),
    }
}
