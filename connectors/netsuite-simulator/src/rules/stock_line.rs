//! A line that moves stock: its inventory detail tells the lots, serial numbers, bins and statuses.
//!
//! Adjustments, transfers, receipts and builds read their lines with [`portions`] and decide what is moved.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::http::{Locus, Problem};
use crate::world::{Cell, GOOD, Line, Movement, Record, Shelf, World};

/// A line that moves stock.
#[derive(Debug, Clone)]
pub(super) struct StockLine<'a> {
    pub(super) line: &'a Line,
    /// Where the stock lies, or comes to.
    pub(super) location: Option<u64>,
    /// Signed as in the body.
    pub(super) quantity: Decimal,
    /// The goods are there already: numbers are chosen (`issueInventoryNumber`) instead of named
    /// (`receiptInventoryNumber`).
    pub(super) issues: bool,
    /// The sublist and the line's position in it, for errors.
    pub(super) place: (&'a str, usize),
}

/// A part of a line's quantity that lies on one shelf.
#[derive(Debug, Clone)]
pub(super) struct Portion {
    pub(super) shelf: Shelf,
    /// Signed as in the body.
    pub(super) quantity: Decimal,
    /// Bin and status at the other end of a transfer.
    pub(super) to_bin: Option<u64>,
    pub(super) to_status: Option<u64>,
    expires: Option<NaiveDate>,
    path: String,
}

impl Portion {
    /// A movement of some quantity on this portion's shelf.
    pub(super) fn movement(&self, quantity: Decimal) -> Movement {
        Movement { shelf: self.shelf.clone(), quantity, expires: self.expires, path: self.path.clone() }
    }
}

/// Whether an item has stock at all.
pub(super) fn keeps_stock(world: &World, item: &Record) -> bool {
    world.types.get(&item.record_type).is_some_and(|one| one.fields.contains_key("quantityOnHand"))
}

/// The item of a line.
pub(super) fn item_of<'w>(world: &'w World, line: &Line) -> Option<&'w Record> {
    line.id_in("item").and_then(|id| world.follow("item", id))
}

/// An internal id in a reference field.
pub(super) fn id(cell: Option<&Cell>) -> Option<u64> {
    cell.and_then(Cell::id).and_then(|id| id.parse().ok())
}

/// The line's quantity by lot, bin and status; empty for items without stock.
pub(super) fn portions(world: &World, line: &StockLine<'_>) -> Result<Vec<Portion>, Problem> {
    let Some(item) = item_of(world, line.line).filter(|item| keeps_stock(world, item)) else {
        return Ok(Vec::new());
    };
    let (list, position) = line.place;
    let path = format!("{list}.items[{position}]");
    let rows = assignments(line);
    if rows.is_empty() {
        if is_numbered(item) || uses_bins(world, item) {
            let detail =
                format!("Please configure the inventory detail in line {} of the {list} list.", position + 1);
            return Err(Problem::user(detail).at(Locus::Body(format!("{path}.inventoryDetail"))));
        }
        let shelf = Shelf { item: item.id, location: line.location, bin: None, number: None, status: GOOD };
        let whole =
            Portion { shelf, quantity: line.quantity, to_bin: None, to_status: None, expires: None, path };
        return Ok(vec![whole]);
    }
    let total: Decimal = rows.iter().map(|row| decimal(row.get("quantity"))).sum();
    let path = format!("{path}.inventoryDetail");
    let declared = detail(line).and_then(|cells| cells.get("quantity")).map(|cell| decimal(Some(cell)));
    if total != line.quantity || declared.is_some_and(|declared| declared != line.quantity) {
        let shown = line.quantity.normalize();
        let text = format!("The total inventory detail quantity must be {shown}.");
        return Err(Problem::user(text).at(Locus::Body(path)));
    }
    rows.iter()
        .enumerate()
        .map(|(number, row)| {
            portion(world, line, item, row, format!("{path}.inventoryAssignment.items[{number}]"))
        })
        .collect()
}

fn portion(
    world: &World,
    line: &StockLine<'_>,
    item: &Record,
    row: &BTreeMap<String, Cell>,
    path: String,
) -> Result<Portion, Problem> {
    let quantity = decimal(row.get("quantity"));
    let is_serial = item.record_type == "serializedInventoryItem";
    if quantity.is_zero()
        || quantity.is_sign_negative() != line.quantity.is_sign_negative()
        || (is_serial && quantity.abs() != Decimal::ONE)
    {
        let shown = quantity.normalize().to_string();
        return Err(Problem::field_value(&shown, "quantity", format!("{path}.quantity")));
    }
    let bin = bin(world, item, row.get("binNumber"), line.location, &path)?;
    let number = number(world, line, item, row, &path)?;
    let status = id(row.get("inventoryStatus")).unwrap_or(GOOD);
    let expires = match row.get("expirationDate") {
        Some(Cell::Date(date)) => Some(*date),
        _ => None,
    };
    let shelf = Shelf { item: item.id, location: line.location, bin, number, status };
    let (to_bin, to_status) = (id(row.get("toBinNumber")), id(row.get("toInventoryStatus")));
    Ok(Portion { shelf, quantity, to_bin, to_status, expires, path })
}

/// The bin of a row; it must lie at the line's location.
fn bin(
    world: &World,
    item: &Record,
    cell: Option<&Cell>,
    location: Option<u64>,
    path: &str,
) -> Result<Option<u64>, Problem> {
    let Some(bin) = id(cell) else {
        if uses_bins(world, item) {
            return Err(missing("Bin", format!("{path}.binNumber")));
        }
        return Ok(None);
    };
    let record = world.get("bin", bin);
    if id(record.and_then(|record| record.cells.get("location"))) != location {
        return Err(Problem::field_value(&bin.to_string(), "binNumber", format!("{path}.binNumber")));
    }
    Ok(Some(bin))
}

/// The lot or serial number of a row: the text of a new or known one, or a reference to a known one.
fn number(
    world: &World,
    line: &StockLine<'_>,
    item: &Record,
    row: &BTreeMap<String, Cell>,
    path: &str,
) -> Result<Option<String>, Problem> {
    let field = if line.issues { "issueInventoryNumber" } else { "receiptInventoryNumber" };
    let given = row.get(field).map(|cell| match cell {
        Cell::Reference(id) => {
            world.follow("inventoryNumber", id).and_then(|known| known.text("inventoryNumber"))
        }
        other => Some(other.plain()),
    });
    match (is_numbered(item), given.flatten()) {
        (true, Some(number)) if line.issues && world.number_of(item.id, &number).is_none() => {
            Err(Problem::field_value(&number, field, format!("{path}.{field}")))
        }
        (true, Some(number)) => Ok(Some(number)),
        (true, None) => Err(missing("Serial/Lot Number", format!("{path}.{field}"))),
        (false, Some(number)) => Err(Problem::field_value(&number, field, format!("{path}.{field}"))),
        (false, None) => Ok(None),
    }
}

fn missing(label: &str, path: String) -> Problem {
    Problem::missing(&[label.to_owned()]).at(Locus::Body(path))
}

fn detail<'a>(line: &StockLine<'a>) -> Option<&'a BTreeMap<String, Cell>> {
    match line.line.cells.get("inventoryDetail") {
        Some(Cell::Subrecord(cells)) => Some(cells),
        _ => None,
    }
}

fn assignments<'a>(line: &StockLine<'a>) -> &'a [BTreeMap<String, Cell>] {
    match detail(line).and_then(|cells| cells.get("inventoryAssignment")) {
        Some(Cell::Rows(rows)) => rows,
        _ => &[],
    }
}

fn decimal(cell: Option<&Cell>) -> Decimal {
    match cell {
        Some(Cell::Decimal(number)) => *number,
        _ => Decimal::ZERO,
    }
}

fn is_numbered(item: &Record) -> bool {
    matches!(item.record_type.as_str(), "lotNumberedInventoryItem" | "serializedInventoryItem")
}

/// Bins are kept by location, so without multi-location inventory there are none.
pub(super) fn uses_bins(world: &World, item: &Record) -> bool {
    world.switches.multi_location_inventory && matches!(item.cells.get("useBins"), Some(Cell::Flag(true)))
}
