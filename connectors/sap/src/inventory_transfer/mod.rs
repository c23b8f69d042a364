//! Inventory transfers: goods movements from one place to another, in one step.

mod capabilities;
mod fields;

use erpgate_connector::{Attempted, Receipt, Session, Trouble, WriteError};
use erpgate_model::{
    Action, Command, InventoryTransfer, NewInventoryTransfer, NewRecord, Record, Resource, Verb,
};
use serde_json::{Value, json};

use crate::connector::never_asked;
use crate::mapping::{Entity, Nulls, Row, custom_fields, properties, unified};
use crate::material_document::{
    self, Found, Kind, MaterialDocuments, Posting, Shape, blame, head, quantity, serials, shared, typed,
};
use crate::odata;

pub(crate) use capabilities::capabilities;

pub(crate) const SHAPE: Shape = Shape { kind: Kind::Transfer, name: "inventory transfer", record };

/// Goods movement code of transfer postings.
const TRANSFER: &str = "04";
const BETWEEN_PLANTS: &str = "301";
const WITHIN_PLANT: &str = "311";
/// What takes back a transfer shows its items from the place that it left.
const TAKEN_BACK: [&str; 2] = ["302", "312"];

/// Each verb that writes to the code that does it.
pub(crate) async fn apply(
    documents: &MaterialDocuments,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Receipt, WriteError> {
    match command {
        Command::Create(NewRecord::InventoryTransfer(transfer)) => {
            let body = json!(transfer);
            documents.post(session, posting(transfer, &body), &blame(fields::WRITTEN, &body)).await
        }
        Command::Act(Action { verb: Verb::Reverse, target, .. }) => {
            documents.reverse(session, &SHAPE, target, attempted).await
        }
        _ => Err(never_asked(Resource::InventoryTransfer).into()),
    }
}

fn posting(transfer: &NewInventoryTransfer, body: &Value) -> Posting {
    let mut posting = Posting::new(TRANSFER, material_document::fields::HEADER, body);
    let leaves = transfer.from_location_id.as_deref().unwrap_or_default();
    let stays = transfer.to_location_id.as_deref().is_none_or(|to| to.eq_ignore_ascii_case(leaves));
    let rows: Vec<Row> = [fields::LINE, material_document::fields::LINE].concat();
    for line in body["lines"].as_array().into_iter().flatten() {
        let mut item = Entity::new();
        item.insert("GoodsMovementType".into(), json!(if stays { WITHIN_PLANT } else { BETWEEN_PLANTS }));
        item.extend(properties(fields::PLACES, "", body, Nulls::Skip));
        posting.add(item, &rows, body, line);
    }
    posting
}

fn record(documents: &MaterialDocuments, found: Found, native: bool) -> Result<Record, Trouble> {
    let mut record = head(documents, &found);
    let taken_back = TAKEN_BACK.contains(&found.document.common("GoodsMovementType"));
    for (own, other, property) in [
        ("from_location_id", "to_location_id", "Plant"),
        ("from_storage_location_id", "to_storage_location_id", "StorageLocation"),
        ("to_location_id", "from_location_id", "IssuingOrReceivingPlant"),
        ("to_storage_location_id", "from_storage_location_id", "IssuingOrReceivingStorageLoc"),
    ] {
        let field = if taken_back { other } else { own };
        record.insert(field.into(), shared(&found, property));
    }
    let lines: Vec<Value> = found.document.items().into_iter().map(line).collect();
    record.insert("lines".into(), Value::Array(lines));
    let mut record: InventoryTransfer = typed(record)?;
    record.native = native.then(|| found.document.into_native());
    Ok(Record::InventoryTransfer(Box::new(record)))
}

fn line(item: &Value) -> Value {
    let mut line = unified(fields::LINE, "lines", item);
    line.extend(unified(material_document::fields::LINE, "lines", item));
    line.insert("id".into(), json!(odata::text(item, "MaterialDocumentItem")));
    line.insert("quantity".into(), json!(quantity(item)));
    line.insert("serials".into(), serials(item));
    line.insert("custom_fields".into(), custom_fields(item));
    Value::Object(line)
}
