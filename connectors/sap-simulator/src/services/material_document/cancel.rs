//! Cancel and CancelItem: a document that takes back another. There is no other way to undo a movement.

use super::post::{self, Line};
use super::{HEADER, ITEM, SERIAL, movement, serials, texts};
use crate::odata::failure::Failure;
use crate::odata::function::Call;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

const REVERSED: [(&str, &str); 3] = [
    ("ReversedMaterialDocumentYear", "MaterialDocumentYear"),
    ("ReversedMaterialDocument", "MaterialDocument"),
    ("ReversedMaterialDocumentItem", "MaterialDocumentItem"),
];

/// Takes back all of a document that is not taken back yet; gives the key of the new one.
pub(super) fn document(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let header = find(work, call, HEADER)?;
    let items = work.tables.under(ITEM, &header.key()).into_iter().cloned().collect();
    take_back(work, call, &header, items)
}

/// Takes back one item; gives the key of the new document's item.
pub(super) fn item(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let item = find(work, call, ITEM)?;
    let header_key = &item.key()[..2];
    let header = work.tables.get(HEADER, header_key).cloned();
    let header = header.ok_or_else(|| Failure::not_found("A_MaterialDocumentHeaderType"))?;
    let key = take_back(work, call, &header, vec![item])?;
    let items = work.tables.under(ITEM, &key);
    items.first().map(|item| item.key()).ok_or_else(|| Failure::not_found("A_MaterialDocumentItemType"))
}

fn find(work: &Work<'_>, call: &Call<'_>, set: &str) -> Result<Row, Failure> {
    let set = work.entity_set(set)?;
    let key = call.arguments.key_in(set);
    let row = key.and_then(|key| work.tables.get(set.table(), &key));
    row.cloned().ok_or_else(|| Failure::not_found(&set.type_name))
}

fn take_back(work: &mut Work<'_>, call: &Call<'_>, original: &Row, items: Vec<Row>) -> Result<Key, Failure> {
    let mut lines = Vec::new();
    let mut wrong = Vec::new();
    for item in items {
        let open = !item.flag("GoodsMovementIsCancelled") && item.text("ReversedMaterialDocument").is_empty();
        let own = item.text("IsAutomaticallyCreated").is_empty();
        let kind = movement::find(item.text("GoodsMovementType"))
            .and_then(|movement| movement::find(movement.undone_by));
        let (true, true, Some(movement)) = (open, own, kind) else { continue };
        let numbers = numbers(work, &item);
        let row = opposite(&item, movement.code);
        serials::check(work, movement, &row, &numbers, &mut wrong)?;
        lines.push(Line { row, movement, serials: numbers });
        mark(work, item);
    }
    if lines.is_empty() {
        return Err(Failure::one(texts::already_cancelled(original.text("MaterialDocument"))));
    }
    if !wrong.is_empty() {
        return Err(post::refused(wrong));
    }
    let mut header = post::header(work)?;
    for name in ["ReferenceDocument", "MaterialDocumentHeaderText", "GoodsMovementCode"] {
        header.set_text(name, original.text(name));
    }
    if let Some(date) = call.arguments.date("PostingDate") {
        header.set("PostingDate", Value::Date(date));
    }
    post::post(work, header, lines)
}

/// The numbers of the pieces an item moved.
fn numbers(work: &Work<'_>, item: &Row) -> Vec<String> {
    let mine = |row: &&Row| {
        ["MaterialDocumentYear", "MaterialDocument", "MaterialDocumentItem"]
            .iter()
            .all(|name| row.text(name) == item.text(name))
    };
    work.tables.all(SERIAL).filter(mine).map(|row| row.text("SerialNumber").to_owned()).collect()
}

fn opposite(item: &Row, code: &str) -> Row {
    let mut row = item.clone();
    for (reversed, own) in REVERSED {
        row.set_text(reversed, item.text(own));
    }
    row.set_text("GoodsMovementType", code);
    row.set("GoodsMovementIsCancelled", Value::Bool(false));
    row.set("IsCompletelyDelivered", Value::Bool(false));
    row
}

/// Marks an item, and the receiving side that stands after it, as taken back.
fn mark(work: &mut Work<'_>, item: Row) {
    let line = item.text("MaterialDocumentLine").to_owned();
    let siblings: Vec<Row> = work
        .tables
        .under(ITEM, &item.key()[..2])
        .into_iter()
        .filter(|row| row.text("MaterialDocumentParentLine") == line)
        .cloned()
        .collect();
    for mut row in siblings.into_iter().chain([item]) {
        row.set("GoodsMovementIsCancelled", Value::Bool(true));
        row.changed = work.now;
        work.tables.put(row);
    }
}
