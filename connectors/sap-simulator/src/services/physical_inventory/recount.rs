//! InitiateRecount and InitiateRecountOnItem: counted items go into a new document.

use super::document::{self, COUNTED, RECOUNTED};
use super::{HEADER, ITEM, create, texts};
use crate::odata::failure::Failure;
use crate::odata::function::Call;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

/// Counts again what was counted and not posted; gives the new document's key.
pub(super) fn document(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let header = document::header(work, call)?;
    let items = document::items(work.tables, &header);
    let counted = items.into_iter().filter(|item| item.flag(COUNTED) && document::open(item).is_ok());
    let counted: Vec<Row> = counted.collect();
    if counted.is_empty() {
        return Err(Failure::one(texts::not_counted(header.text("PhysicalInventoryDocument"))));
    }
    again(work, call, &header, counted)
}

/// Counts one item again; gives the key of the new document's item.
pub(super) fn item(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let item = document::item(work, call)?;
    document::open(&item)?;
    if !item.flag(COUNTED) {
        return Err(Failure::one(texts::not_counted(item.text("PhysicalInventoryDocument"))));
    }
    let header = work.tables.get(HEADER, &item.key()[..2]).cloned();
    let header = header.ok_or_else(|| Failure::not_found("A_PhysInventoryDocHeaderType"))?;
    let key = again(work, call, &header, vec![item])?;
    let items = work.tables.under(ITEM, &key);
    items.first().map(|item| item.key()).ok_or_else(|| Failure::not_found("A_PhysInventoryDocItemType"))
}

fn again(work: &mut Work<'_>, call: &Call<'_>, old: &Row, items: Vec<Row>) -> Result<Key, Failure> {
    let mut header = work.row(HEADER)?;
    for name in [
        "Plant",
        "StorageLocation",
        "PhysInventoryReferenceNumber",
        "PhysicalInventoryNumber",
        "PhysicalInventoryDocumentDesc",
    ] {
        let sent = call.arguments.text(name);
        header.set_text(name, if sent.is_empty() { old.text(name) } else { sent });
    }
    for name in ["DocumentDate", "PhysInventoryPlannedCountDate"] {
        if let Some(date) = call.arguments.date(name) {
            header.set(name, Value::Date(date));
        }
    }
    for name in ["PhysInvtryDocHasQtySnapshot", "PostingIsBlockedForPhysInvtry"] {
        header.set(name, Value::Bool(call.arguments.flag(name)));
    }
    let documents = work.documents.len();
    let mut fresh = Vec::new();
    for item in &items {
        let mut row = work.row(ITEM)?;
        for name in ["Plant", "StorageLocation", "Material", "Batch", "PhysicalInventoryStockType"] {
            row.set_text(name, item.text(name));
        }
        row.set_text("MaterialBaseUnit", item.text("MaterialBaseUnit"));
        fresh.push(row);
    }
    let key = create::put(work, header, fresh);
    for mut item in items {
        item.set(RECOUNTED, Value::Bool(true));
        item.set_text("PhysInvtryRecountDocument", key[1].trim_start_matches('0'));
        document::keep(work, item);
    }
    work.documents.truncate(documents);
    document::settle(work, old);
    Ok(key)
}
