//! A transaction made from a work order: what the order gives, what the body says, what follows.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Step, build, completion, components, issue};
use crate::http::Problem;
use crate::records::{Writer, Writing, apply};
use crate::rules::work_order::Produced;
use crate::world::{Cell, Draft, Line, Record, World};

/// The transaction as it would be saved: checked against the order, and nothing saved.
pub(super) fn propose(
    world: &World,
    order_id: u64,
    target: &str,
    body: Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
) -> Result<Draft, Problem> {
    let order = world.get("workOrder", order_id).ok_or_else(Problem::no_such_record)?;
    let (Some(step), Some(one)) = (Step::named(target), world.types.get(target)) else {
        return Err(Problem::no_such_record());
    };
    step.may_follow(order)?;
    let mut draft = Draft::new(one);
    // The lines count as existing while the body is applied, so that body lines are matched by key.
    draft.is_new = false;
    take_over(order, &mut draft, writer);
    let mut body = components::with_line_numbers(order, body);
    if step == Step::Completion {
        completion::name_operations(world, order_id, &mut body)?;
    }
    apply(world, &mut draft, &body, writing)?;
    draft.is_new = true;
    for (field, source) in
        [("createdFrom", Some(order.id.to_string())), ("item", text(order, "assemblyItem"))]
    {
        if draft.record.id_in(field) != source.as_deref() {
            let given = draft.record.id_in(field).unwrap_or_default();
            return Err(Problem::field_value(given, field, field));
        }
    }
    let produced = Produced::of(world, order_id);
    match step {
        Step::Issue => issue::settle(order, &produced, &mut draft)?,
        Step::Completion => completion::settle(world, order, &produced, &mut draft)?,
        Step::Close => close(order, &produced, &mut draft),
        Step::Build => build::settle(order, &produced, &mut draft)?,
    }
    Ok(draft)
}

fn text(order: &Record, field: &str) -> Option<String> {
    order.id_in(field).map(str::to_owned)
}

/// What every step takes over from the order, with an empty line for every component.
fn take_over(order: &Record, draft: &mut Draft, writer: &Writer) {
    draft.default_date("tranDate", writer.now.date_naive());
    draft.set("createdFrom", Cell::Reference(order.id.to_string()));
    let fields = [
        ("assemblyItem", "item"),
        ("location", "location"),
        ("subsidiary", "subsidiary"),
        ("department", "department"),
        ("class", "class"),
        ("units", "units"),
        ("billOfMaterials", "billOfMaterials"),
        ("billOfMaterialsRevision", "billOfMaterialsRevision"),
        ("quantity", "orderQuantity"),
    ];
    for (from, to) in fields {
        if let Some(cell) = order.cells.get(from).filter(|_| draft.one.fields.contains_key(to)) {
            draft.set(to, cell.clone());
        }
    }
    if let (Some(cell), "workOrderIssue" | "workOrderCompletion") =
        (order.cells.get("manufacturingRouting"), draft.one.name.as_str())
    {
        draft.set("manufacturingRouting", cell.clone());
    }
    let lines = order.lines("item").iter().filter(|line| !line.flag("isClosed")).map(|line| {
        let item = line.cells.get("item").cloned();
        Line {
            key: line.key,
            cells: item.map(|item| ("item".to_owned(), item)).into_iter().collect::<BTreeMap<_, _>>(),
        }
    });
    draft.record.sublists.insert("component".into(), lines.collect());
}

/// A close shows what was planned and what became of it.
fn close(order: &Record, produced: &Produced, draft: &mut Draft) {
    draft.set("quantity", Cell::Decimal(produced.built));
    draft.set("scrapQuantity", Cell::Decimal(produced.scrapped));
    for line in draft.record.sublists.get_mut("component").into_iter().flatten() {
        let planned = order.lines("item").iter().find(|known| known.key == line.key);
        let used = produced.used.get(&line.key).copied().unwrap_or_default();
        let planned = planned.map(|line| line.decimal("quantity")).unwrap_or_default();
        line.cells.insert("orderQuantity".into(), Cell::Decimal(planned));
        line.cells.insert("quantity".into(), Cell::Decimal(used));
    }
}
