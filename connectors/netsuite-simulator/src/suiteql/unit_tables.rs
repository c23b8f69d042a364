//! The table of the units of all types of units.

use super::derived::{Column, Derived, cell, id};
use super::value::Sql;
use crate::world::World;

const UNITS: &[Column] = &[
    ("internalid", ""),
    ("unitstype", "unitsType"),
    ("unitname", ""),
    ("pluralname", ""),
    ("abbreviation", ""),
    ("conversionrate", ""),
    ("baseunit", ""),
];

/// The units of every type. Their ids are unique over all types, as line keys are not.
pub(super) fn units(world: &World) -> Derived {
    let mut rows = Vec::new();
    for units_type in world.all("unitsType") {
        for line in units_type.lines("uom") {
            let is_base = if line.flag("baseUnit") { "T" } else { "F" };
            rows.push(vec![
                id(Some(units_type.id * 100 + line.key)),
                id(Some(units_type.id)),
                cell(line.cells.get("unitName")),
                cell(line.cells.get("pluralName")),
                cell(line.cells.get("abbreviation")),
                cell(line.cells.get("conversionRate")),
                Sql::Text(is_base.to_owned()),
            ]);
        }
    }
    (UNITS, rows)
}
