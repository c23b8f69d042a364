//! The components of a work order: exploded from the assembly's members, or given by the client.

use rust_decimal::Decimal;

use super::Produced;
use crate::http::Problem;
use crate::world::{Cell, Draft, Line, Record, World};

/// Digits after the point of a component's quantity.
const PLACES: u32 = 5;

/// A hidden cell: how much one assembly needs. A line without it keeps its quantity when the order's changes.
const PER_ASSEMBLY: &str = "#perAssembly";

/// Adds a line for every member of the assembly.
pub(crate) fn explode(world: &World, draft: &mut Draft) {
    let quantity = draft.record.decimal("quantity");
    let assembly = draft.record.id_in("assemblyItem").and_then(|id| world.follow("assemblyItem", id));
    let members: Vec<Line> = assembly.map_or_else(Vec::new, |assembly| assembly.lines("member").to_vec());
    for member in members {
        let Some(item) = member.cells.get("item").cloned() else { continue };
        let per = member.decimal("quantity");
        let index = draft.record.append_line("item");
        let Some(line) = draft.record.sublists.get_mut("item").and_then(|lines| lines.get_mut(index)) else {
            continue;
        };
        line.cells.insert("item".into(), item);
        line.cells.insert(PER_ASSEMBLY.into(), Cell::Decimal(per));
        line.cells.insert("bomQuantity".into(), Cell::Text(per.normalize().to_string()));
        line.cells.insert("quantity".into(), Cell::Decimal(per * quantity));
        bring_from_item(world, line);
    }
}

/// The part of a line's quantity that falls to so many assemblies of an order.
pub(crate) fn share(line: &Line, order: &Record, assemblies: Decimal) -> Decimal {
    let whole = line.decimal("quantity") * assemblies;
    whole.checked_div(order.decimal("quantity")).unwrap_or_default().round_dp(PLACES)
}

/// Follows a new quantity of the order, where the client did not choose the line's own.
pub(super) fn rescale(draft: &mut Draft) {
    let quantity = draft.record.decimal("quantity");
    for line in draft.record.sublists.get_mut("item").into_iter().flatten() {
        if line.cells.contains_key(PER_ASSEMBLY) {
            let needed = line.decimal(PER_ASSEMBLY) * quantity;
            line.cells.insert("quantity".into(), Cell::Decimal(needed));
        }
    }
}

/// Checks and completes a line of the body.
pub(super) fn line_set(
    world: &World,
    draft: &mut Draft,
    index: usize,
    fresh: bool,
    path: &str,
) -> Result<(), Problem> {
    let order_quantity = draft.record.decimal("quantity");
    let used = Produced::of(world, draft.record.id).used;
    let Some(line) = draft.record.sublists.get_mut("item").and_then(|lines| lines.get_mut(index)) else {
        return Ok(());
    };
    if !line.cells.contains_key("item") {
        let place = crate::http::Locus::Body(format!("{path}.item"));
        return Err(Problem::missing(&["Item".to_owned()]).at(place));
    }
    if fresh {
        line.cells.entry("quantity".into()).or_insert(Cell::Decimal(Decimal::ONE));
        bring_from_item(world, line);
    }
    let quantity = line.decimal("quantity");
    if line.decimal(PER_ASSEMBLY) * order_quantity != quantity {
        line.cells.remove(PER_ASSEMBLY);
    }
    if quantity < used.get(&line.key).copied().unwrap_or_default() || quantity < Decimal::ZERO {
        let shown = quantity.normalize().to_string();
        return Err(Problem::field_value(&shown, "quantity", format!("{path}.quantity")));
    }
    Ok(())
}

/// A component that was used already must stay.
pub(super) fn keep_used(world: &World, order: &Record) -> Result<(), Problem> {
    let used = Produced::of(world, order.id).used;
    let gone = |key: &u64| !order.lines("item").iter().any(|line| line.key == *key);
    match used.iter().find(|(key, quantity)| !quantity.is_zero() && gone(key)) {
        Some((key, _)) => Err(Problem::user(format!(
            "Component line {key} cannot be removed because it has been used already."
        ))),
        None => Ok(()),
    }
}

fn bring_from_item(world: &World, line: &mut Line) {
    let Some(item) = line.id_in("item").and_then(|id| world.follow("item", id)) else { return };
    let copies = [
        ("purchaseDescription", "description"),
        ("stockUnit", "units"),
        ("purchaseUnit", "units"),
        ("itemType", "itemType"),
    ];
    for (from, to) in copies {
        if let Some(cell) = item.cells.get(from) {
            line.cells.entry(to.to_owned()).or_insert_with(|| cell.clone());
        }
    }
    line.cells.entry("itemSource".into()).or_insert(Cell::Choice("STOCK".into()));
    line.cells.entry("isClosed".into()).or_insert(Cell::Flag(false));
}
