//! A physical inventory document as a whole: its rows, its states, its last change.

use super::{HEADER, ITEM, texts};
use crate::odata::failure::Failure;
use crate::odata::function::Call;
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::stock::book::{BLOCKED, IN_INSPECTION, Place, UNRESTRICTED};

pub(super) const COUNTED: &str = "PhysicalInventoryItemIsCounted";
pub(super) const POSTED: &str = "PhysInvtryDifferenceIsPosted";
pub(super) const RECOUNTED: &str = "PhysInvtryItemIsRecounted";

/// The header a call names.
pub(super) fn header(work: &Work<'_>, call: &Call<'_>) -> Result<Row, Failure> {
    find(work, call, HEADER)
}

/// The item a call names.
pub(super) fn item(work: &Work<'_>, call: &Call<'_>) -> Result<Row, Failure> {
    find(work, call, ITEM)
}

fn find(work: &Work<'_>, call: &Call<'_>, set: &str) -> Result<Row, Failure> {
    let set = work.entity_set(set)?;
    let row = call.arguments.key_in(set).and_then(|key| work.tables.get(set.table(), &key));
    row.cloned().ok_or_else(|| Failure::not_found(&set.type_name))
}

/// All items of a document.
pub(super) fn items(tables: &Tables, header: &Row) -> Vec<Row> {
    tables.under(ITEM, &header.key()).into_iter().cloned().collect()
}

/// Where the stock lies that an item counts.
pub(super) fn place(item: &Row) -> Place {
    Place {
        material: item.text("Material").to_owned(),
        plant: item.text("Plant").to_owned(),
        storage_location: item.text("StorageLocation").to_owned(),
        batch: item.text("Batch").to_owned(),
        stock_type: match item.text("PhysicalInventoryStockType") {
            "2" => IN_INSPECTION,
            "4" => BLOCKED,
            _ => UNRESTRICTED,
        },
    }
}

fn is_open(item: &Row) -> bool {
    !item.flag(POSTED) && !item.flag(RECOUNTED)
}

/// The items, of any document, that count this stock and are not finished.
pub(super) fn open_items<'a>(tables: &'a Tables, at: &Place) -> impl Iterator<Item = &'a Row> {
    tables.all(ITEM).filter(move |item| is_open(item) && place(item) == *at)
}

/// Refuses an item whose difference cannot be posted or recounted any more.
pub(super) fn open(item: &Row) -> Result<(), Failure> {
    let (document, number) =
        (item.text("PhysicalInventoryDocument"), item.text("PhysicalInventoryDocumentItem"));
    if item.flag(POSTED) {
        return Err(Failure::one(texts::already_posted(document, number)));
    }
    if item.flag(RECOUNTED) {
        return Err(Failure::one(texts::recounted(document, number)));
    }
    Ok(())
}

/// Stamps a changed item.
pub(super) fn keep(work: &mut Work<'_>, mut item: Row) {
    item.changed = work.now;
    item.set("LastChangeDateTime", Value::Instant(work.now));
    item.set("LastChangeDate", Value::Date(work.today()));
    item.set_text("LastChangeUser", work.user);
    work.tables.put(item);
}

/// Brings a header's states up to date with its items: none, some (A) or all (X) counted and posted.
pub(super) fn settle(work: &mut Work<'_>, header: &Row) {
    let items = items(work.tables, header);
    let state = |flag: &str| {
        let done = items.iter().filter(|item| item.flag(flag) || item.flag(RECOUNTED)).count();
        match done {
            0 => "",
            some if some < items.len() => "A",
            _ => "X",
        }
    };
    let mut header = header.clone();
    header.set_text("PhysicalInventoryCountStatus", state(COUNTED));
    header.set_text("PhysInvtryAdjustmentPostingSts", state(POSTED));
    header.changed = work.now;
    header.set("LastChangeDateTime", Value::Instant(work.now));
    work.documents.push(header.key().join("/"));
    work.tables.put(header);
}
