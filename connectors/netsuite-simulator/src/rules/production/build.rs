//! Assembly builds: for a work order without work in process, or on their own.

use rust_decimal::Decimal;

use super::components;
use crate::http::Problem;
use crate::rules::missing;
use crate::rules::work_order::{Produced, share};
use crate::world::{Cell, Draft, Line, Record, World};

/// Builds what remains of the order, or the body's `quantity`.
pub(super) fn settle(order: &Record, produced: &Produced, draft: &mut Draft) -> Result<(), Problem> {
    let remaining = produced.remaining(order);
    draft.set_default("quantity", Cell::Decimal(remaining));
    let quantity = draft.record.decimal("quantity");
    check_quantity(quantity, remaining, "quantity")?;
    components::settle(order, produced, draft, |line, open| {
        // The last build takes the rest, so that shares which do not divide evenly add up.
        if quantity == remaining { open } else { share(line, order, quantity).min(open) }
    })
}

/// A quantity must be more than nothing and no more than what is left.
pub(super) fn check_quantity(quantity: Decimal, remaining: Decimal, field: &str) -> Result<(), Problem> {
    if quantity > Decimal::ZERO && quantity <= remaining {
        return Ok(());
    }
    Err(Problem::field_value(&quantity.normalize().to_string(), field, field))
}

/// A build without a work order needs to say what is built, where, and how many.
pub(super) fn check_alone(world: &World, draft: &Draft) -> Result<(), Problem> {
    if draft.record.cells.contains_key("createdFrom") {
        let given = draft.record.id_in("createdFrom").unwrap_or_default();
        return Err(Problem::field_value(given, "createdFrom", "createdFrom"));
    }
    let mut fields = vec!["item", "quantity", "tranDate"];
    fields.extend(world.switches.multi_location_inventory.then_some("location"));
    fields.extend(world.switches.one_world.then_some("subsidiary"));
    let labels = missing(draft, &fields);
    if !labels.is_empty() {
        return Err(Problem::missing(&labels));
    }
    let quantity = draft.record.decimal("quantity");
    check_quantity(quantity, quantity, "quantity")
}

/// The components of a build without a work order are the assembly's members.
pub(super) fn complete_alone(world: &World, draft: &mut Draft) {
    let quantity = draft.record.decimal("quantity");
    let assembly = draft.record.id_in("item").and_then(|id| world.follow("assemblyItem", id));
    let members: Vec<Line> = assembly.map_or_else(Vec::new, |assembly| assembly.lines("member").to_vec());
    let lines = members.iter().filter_map(|member| {
        let needed = Cell::Decimal(member.decimal("quantity") * quantity);
        let cells = [("item".to_owned(), member.cells.get("item")?.clone()), ("quantity".to_owned(), needed)];
        Some(Line { key: member.key, cells: cells.into_iter().collect() })
    });
    let lines = lines.collect();
    draft.record.sublists.insert("component".into(), lines);
}
