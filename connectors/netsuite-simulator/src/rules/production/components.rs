//! The component lines of a step: which of the order's lines they are, and how much of each is used.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::http::Problem;
use crate::rules::work_order::Produced;
use crate::world::{Cell, Draft, Line, Record};

/// Lines are keyed by `lineNumber`; clients also name them by their item.
pub(super) fn with_line_numbers(order: &Record, mut body: Map<String, Value>) -> Map<String, Value> {
    let lists = body.iter_mut().filter(|(name, _)| name.eq_ignore_ascii_case("component"));
    let lines = lists.filter_map(|(_, list)| match list {
        Value::Array(lines) => Some(lines),
        list => list.get_mut("items").and_then(Value::as_array_mut),
    });
    for line in lines.flatten().filter_map(Value::as_object_mut) {
        if line.contains_key("lineNumber") {
            continue;
        }
        let item = line.get("item").map(|item| item.get("id").unwrap_or(item));
        let item = match item {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => continue,
        };
        let mut same = order.lines("item").iter().filter(|line| line.id_in("item") == Some(item.as_str()));
        if let (Some(known), None) = (same.next(), same.next()) {
            line.insert("lineNumber".into(), known.key.into());
        }
    }
    body
}

/// Fills in the quantities that the body left out, and checks all against what the order still needs.
/// Lines of which nothing is used go.
pub(super) fn settle(
    order: &Record,
    produced: &Produced,
    draft: &mut Draft,
    default: impl Fn(&Line, Decimal) -> Decimal,
) -> Result<(), Problem> {
    let lines = draft.record.sublists.entry("component".into()).or_default();
    for (position, line) in lines.iter_mut().enumerate() {
        let Some(planned) = order.lines("item").iter().find(|known| known.key == line.key) else { continue };
        let used = produced.used.get(&line.key).copied().unwrap_or_default();
        let open = (planned.decimal("quantity") - used).max(Decimal::ZERO);
        let path = |field: &str| format!("component.items[{position}].{field}");
        if line.id_in("item") != planned.id_in("item") {
            return Err(Problem::field_value(line.id_in("item").unwrap_or_default(), "item", path("item")));
        }
        if !line.cells.contains_key("quantity") {
            line.cells.insert("quantity".into(), Cell::Decimal(default(planned, open)));
        }
        let quantity = line.decimal("quantity");
        if quantity < Decimal::ZERO || quantity > open {
            let shown = quantity.normalize().to_string();
            return Err(Problem::field_value(&shown, "quantity", path("quantity")));
        }
    }
    lines.retain(|line| !line.decimal("quantity").is_zero());
    Ok(())
}
