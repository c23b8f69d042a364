//! Item receipts: made from a purchase order, they move its received quantities and the stock.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::stock_line::{StockLine, id, portions};
use super::{Rules, purchase_order};
use crate::http::Problem;
use crate::metadata::RecordType;
use crate::records::{Writer, Writing, apply, commit};
use crate::world::{Cell, Draft, Line, Movement, Record, World};

/// The rules of `itemReceipt`.
pub(super) struct ItemReceipt;

impl Rules for ItemReceipt {
    fn check(&self, _world: &World, draft: &Draft) -> Result<(), Problem> {
        match draft.record.cells.contains_key("createdFrom") {
            false => Err(Problem::missing(&[draft.one.label_of("createdFrom")])),
            // Made by itself it would move stock without its order.
            true if draft.is_new => Err(Problem::user(
                "An item receipt is created by transforming its order (!transform/itemReceipt).",
            )),
            true => Ok(()),
        }
    }

    fn line_set(
        &self,
        _world: &World,
        draft: &mut Draft,
        _sublist: &str,
        _index: usize,
        _fresh: bool,
        path: &str,
    ) -> Result<(), Problem> {
        // Received quantities are in the order already: a wrong receipt is deleted and made again.
        if draft.record.id > 0 {
            return Err(Problem::field_value("item", "item", path));
        }
        Ok(())
    }

    fn movements(&self, world: &World, record: &Record) -> Result<Vec<Movement>, Problem> {
        let mut movements = Vec::new();
        for (position, line) in record.lines("item").iter().enumerate() {
            let location = line.cells.get("location").or_else(|| record.cells.get("location"));
            let line = StockLine {
                line,
                location: id(location),
                quantity: line.decimal("quantity"),
                issues: false,
                place: ("item", position),
            };
            movements
                .extend(portions(world, &line)?.iter().map(|portion| portion.movement(portion.quantity)));
        }
        Ok(movements)
    }

    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        let order = id(record.cells.get("createdFrom")).and_then(|id| world.get("purchaseOrder", id));
        let is_billed = |line: &Line| {
            let ordered =
                order.and_then(|order| order.lines("item").iter().find(|known| known.key == line.key));
            ordered.is_some_and(|ordered| {
                ordered.decimal("quantityBilled")
                    > ordered.decimal("quantityReceived") - line.decimal("quantity")
            })
        };
        if record.lines("item").iter().any(is_billed) {
            return Err(Problem::user(
                "This transaction cannot be deleted because it is linked to by one or more transactions.",
            ));
        }
        Ok(())
    }

    fn deleted(&self, world: &mut World, record: &Record, writer: &Writer) {
        let Some(order) = id(record.cells.get("createdFrom")) else { return };
        for line in record.lines("item") {
            // The order is there: a received order cannot be deleted.
            let _ = purchase_order::take_back(world, order, line.key, line.decimal("quantity"), writer);
        }
    }
}

/// Receives what is open of an order; the body may choose lines (`orderLine` or `line`, `itemReceive`) and
/// quantities. With `keep` false it only shows what would be received.
pub(crate) fn receive(
    world: &mut World,
    order_id: u64,
    body: Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
    keep: bool,
) -> Result<Draft, Problem> {
    let order = world.get("purchaseOrder", order_id).ok_or_else(Problem::no_such_record)?;
    if !matches!(order.id_in("status"), Some("B" | "D" | "E")) {
        return Err(Problem::user("This order has nothing left to receive in its present status."));
    }
    let one = world.types.get("itemReceipt").cloned().ok_or_else(Problem::no_such_record)?;
    let mut draft = proposal(&one, order, writer);
    apply(world, &mut draft, &with_line_keys(body), writing)?;
    draft.is_new = true;
    let chosen = chosen_lines(order, &mut draft)?;
    if !keep {
        return Ok(draft);
    }
    let draft = commit(world, draft, writer)?;
    for (line, quantity) in &chosen {
        purchase_order::progress(
            world,
            order_id,
            *line,
            *quantity,
            ("quantityReceived", "quantity"),
            writer,
        )?;
    }
    Ok(draft)
}

/// A receipt of everything that is open. It counts as existing while the body is applied, so that body
/// lines are matched by key.
fn proposal(one: &Arc<RecordType>, order: &Record, writer: &Writer) -> Draft {
    let mut draft = Draft::new(one);
    draft.is_new = false;
    draft.default_date("tranDate", writer.now.date_naive());
    draft.set("createdFrom", Cell::Reference(order.id.to_string()));
    for field in ["entity", "subsidiary", "currency", "location", "exchangeRate"] {
        if let Some(cell) = order.cells.get(field) {
            draft.set(field, cell.clone());
        }
    }
    let lines =
        order.lines("item").iter().filter(|line| remaining(line) > Decimal::ZERO && !line.flag("isClosed"));
    let lines = lines.map(|line| {
        let mut cells: std::collections::BTreeMap<String, Cell> =
            ["item", "description", "rate", "units", "location"]
                .into_iter()
                .filter_map(|field| Some((field.to_owned(), line.cells.get(field)?.clone())))
                .collect();
        cells.insert("quantity".into(), Cell::Decimal(remaining(line)));
        cells.insert("quantityRemaining".into(), Cell::Decimal(remaining(line)));
        cells.insert("itemReceive".into(), Cell::Flag(true));
        cells.insert("orderLine".into(), Cell::Integer(i64::try_from(line.key).unwrap_or(i64::MAX)));
        Line { key: line.key, cells }
    });
    draft.record.sublists.insert("item".into(), lines.collect());
    draft
}

fn remaining(line: &Line) -> Decimal {
    line.decimal("quantity") - line.decimal("quantityReceived")
}

/// Lines are keyed by `line`; clients also name them by `orderLine`, which is the same number here.
fn with_line_keys(mut body: Map<String, Value>) -> Map<String, Value> {
    let lines = body.get_mut("item").and_then(|list| list.get_mut("items")).and_then(Value::as_array_mut);
    for line in lines.into_iter().flatten().filter_map(Value::as_object_mut) {
        if let (None, Some(key)) = (line.get("line"), line.get("orderLine").cloned()) {
            line.insert("line".into(), key);
        }
    }
    body
}

/// The lines that stay, checked against what is open.
fn chosen_lines(order: &Record, draft: &mut Draft) -> Result<Vec<(u64, Decimal)>, Problem> {
    let lines = draft.record.sublists.entry("item".into()).or_default();
    lines.retain(|line| line.flag("itemReceive"));
    if lines.is_empty() {
        return Err(Problem::user("You must enter at least one line item for this transaction."));
    }
    let mut chosen = Vec::new();
    for (position, line) in lines.iter().enumerate() {
        let open = order.lines("item").iter().find(|known| known.key == line.key).map(remaining);
        let quantity = line.decimal("quantity");
        if quantity <= Decimal::ZERO || open.is_none_or(|open| quantity > open) {
            let path = format!("item.items[{position}].quantity");
            return Err(Problem::field_value(&quantity.normalize().to_string(), "quantity", path));
        }
        chosen.push((line.key, quantity));
    }
    Ok(chosen)
}
