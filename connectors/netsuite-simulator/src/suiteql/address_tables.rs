//! The tables of vendors' addresses.

use std::collections::BTreeMap;

use super::derived::{Column, Derived, cell, id};
use super::value::Sql;
use crate::world::{Cell, Record, World};

const ADDRESS_BOOK: &[Column] = &[
    ("entity", "vendor"),
    ("internalid", ""),
    ("addressbookaddress", ""),
    ("label", ""),
    ("defaultbilling", ""),
    ("defaultshipping", ""),
];

/// The lines of every vendor's address book.
pub(super) fn address_book(world: &World) -> Derived {
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
    (ADDRESS_BOOK, rows)
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

/// The addresses those lines point to.
pub(super) fn addresses(world: &World) -> Derived {
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
    (ADDRESSES, rows)
}
