//! Work order completions: assemblies that are done, through all operations of the routing or some of them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{build, components};
use crate::http::Problem;
use crate::rules::work_order::{Produced, operations_of, share};
use crate::world::{Cell, Draft, Line, Record, World};

/// Operations are named by their sequence within the order (`{"refName": "20"}`).
pub(super) fn name_operations(
    world: &World,
    order: u64,
    body: &mut Map<String, Value>,
) -> Result<(), Problem> {
    let tasks = operations_of(world, order);
    for (field, given) in body.iter_mut() {
        if !["startOperation", "endOperation"].iter().any(|known| known.eq_ignore_ascii_case(field)) {
            continue;
        }
        let name = given.get("refName").and_then(Value::as_str).map(str::to_owned);
        let Some(name) = name.filter(|_| given.get("id").is_none()) else { continue };
        let task = name.parse().ok().and_then(|sequence: u64| tasks.get(&sequence));
        let task = task.ok_or_else(|| Problem::field_value(&name, field, field))?;
        *given = json!({"id": task.id.to_string()});
    }
    Ok(())
}

/// Completes what remains, or the body's `completedQuantity`. Assemblies come to stock with the last operation.
pub(super) fn settle(
    world: &World,
    order: &Record,
    produced: &Produced,
    draft: &mut Draft,
) -> Result<(), Problem> {
    let tasks = operations_of(world, order.id);
    let range = range(&tasks, draft)?;
    let is_last = range.last() == tasks.keys().last();
    let done = |sequence: &u64| produced.operations.get(sequence).copied().unwrap_or_default();
    let open = |sequence: &u64| order.decimal("quantity") - done(sequence);
    let mut remaining = range.iter().map(open).min().unwrap_or_else(|| produced.remaining(order));
    if is_last {
        remaining = remaining.min(produced.remaining(order));
    }
    let given = draft.record.cells.get("quantity").filter(|_| tasks.is_empty()).cloned();
    let scrapped = draft.record.decimal("scrapQuantity");
    draft.set_default("completedQuantity", given.unwrap_or(Cell::Decimal(remaining - scrapped)));
    let completed = draft.record.decimal("completedQuantity");
    if scrapped < Decimal::ZERO || (!is_last && !scrapped.is_zero()) {
        return Err(Problem::field_value(
            &scrapped.normalize().to_string(),
            "scrapQuantity",
            "scrapQuantity",
        ));
    }
    // A completion may be of scrap alone.
    if !(completed.is_zero() && scrapped > Decimal::ZERO) {
        build::check_quantity(completed, remaining - scrapped, "completedQuantity")?;
    } else if scrapped > remaining {
        build::check_quantity(scrapped, remaining, "scrapQuantity")?;
    }
    draft.set("quantity", Cell::Decimal(if is_last { completed } else { Decimal::ZERO }));
    draft.set_default("isBackflush", Cell::Flag(false));
    let lines = range.iter().filter_map(|sequence| tasks.get(sequence).map(|task| (*sequence, task)));
    let lines = lines.map(|(sequence, task)| operation(sequence, task, completed)).collect();
    draft.record.sublists.insert("operation".into(), lines);
    if !draft.record.flag("isBackflush") {
        draft.record.sublists.remove("component");
        return Ok(());
    }
    // Components are used with the first operation.
    let uses = range.first() == tasks.keys().next();
    components::settle(order, produced, draft, |line, open| match uses {
        true if completed + scrapped == produced.remaining(order) => open,
        true => share(line, order, completed + scrapped).min(open),
        false => Decimal::ZERO,
    })
}

/// The sequences from the starting to the ending operation; without a choice all of them.
fn range(tasks: &BTreeMap<u64, Record>, draft: &mut Draft) -> Result<Vec<u64>, Problem> {
    let ends = [("startOperation", tasks.first_key_value()), ("endOperation", tasks.last_key_value())];
    let mut chosen = Vec::new();
    for (field, default) in ends {
        if let Some((_, task)) = default {
            draft.set_default(field, Cell::Reference(task.id.to_string()));
        }
        let Some(id) = draft.record.id_in(field) else { continue };
        let found = tasks.iter().find(|(_, task)| task.id.to_string() == id);
        chosen.push(*found.ok_or_else(|| Problem::field_value(id, field, field))?.0);
    }
    match chosen.as_slice() {
        [start, end] if start > end => {
            Err(Problem::field_value(&end.to_string(), "endOperation", "endOperation"))
        }
        [start, end] => Ok(tasks.range(*start..=*end).map(|(sequence, _)| *sequence).collect()),
        _ => Ok(Vec::new()),
    }
}

fn operation(sequence: u64, task: &Record, completed: Decimal) -> Line {
    let mut cells = BTreeMap::from([("completedQuantity".to_owned(), Cell::Decimal(completed))]);
    if let Some(title) = task.cells.get("title") {
        cells.insert("operationName".to_owned(), title.clone());
    }
    if let Some(input) = task.cells.get("inputQuantity") {
        cells.insert("inputQuantity".to_owned(), input.clone());
    }
    cells.insert("taskId".to_owned(), Cell::Integer(i64::try_from(task.id).unwrap_or(i64::MAX)));
    Line { key: sequence, cells }
}
