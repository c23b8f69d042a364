//! Goods receipts: goods movements for purchase orders.

mod capabilities;
mod fields;
mod open;

use erpgate_connector::{Attempted, Receipt, Session, Trouble, WriteError};
use erpgate_model::{Action, Command, GoodsReceipt, NewGoodsReceipt, NewRecord, Record, Resource, Verb};
use serde_json::{Value, json};

use crate::connector::never_asked;
use crate::errors::refused;
use crate::mapping::{Entity, Nulls, Row, custom_fields, is_reference, properties, unified};
use crate::material_document::{
    self, Found, Kind, MaterialDocuments, Posting, Shape, blame, head, quantity, serials, shared, typed,
};
use crate::odata;
use crate::purchase_order::PurchaseOrders;

pub(crate) use capabilities::capabilities;

pub(crate) const SHAPE: Shape = Shape { kind: Kind::Receipt, name: "goods receipt", record };

/// Goods movement code, movement type and reference type of receipts for purchase orders.
const RECEIPT: &str = "01";
const FOR_ORDER: &str = "101";
const PURCHASE_ORDER: &str = "B";
/// What shows goods that went back.
const WENT_BACK: [&str; 5] = ["102", "104", "106", "122", "161"];

/// What a receipt needs: the documents, and the orders for what is open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GoodsReceipts<'a> {
    pub(crate) documents: &'a MaterialDocuments,
    pub(crate) orders: &'a PurchaseOrders,
}

impl GoodsReceipts<'_> {
    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::Create(NewRecord::GoodsReceipt(receipt)) => self.create(session, receipt).await,
            Command::Act(Action { verb: Verb::Reverse, target, .. }) => {
                self.documents.reverse(session, &SHAPE, target, attempted).await
            }
            _ => Err(never_asked(Resource::GoodsReceipt).into()),
        }
    }

    async fn create(&self, session: &Session, receipt: &NewGoodsReceipt) -> Result<Receipt, WriteError> {
        let mut receipt = receipt.clone();
        let open = self.open(session, &receipt).await?.map_err(refused)?;
        for (line, open) in receipt.lines.iter_mut().zip(open) {
            line.quantity = line.quantity.or(open);
        }
        let body = json!(receipt);
        self.documents.post(session, posting(&body), &blame(fields::WRITTEN, &body)).await
    }
}

fn posting(body: &Value) -> Posting {
    let header: Vec<Row> = [material_document::fields::HEADER, fields::HEADER].concat();
    let mut posting = Posting::new(RECEIPT, &header, body);
    let rows: Vec<Row> = [fields::LINE, fields::FLAGS, material_document::fields::LINE].concat();
    for line in body["lines"].as_array().into_iter().flatten() {
        let mut item = Entity::new();
        item.insert("GoodsMovementType".into(), json!(FOR_ORDER));
        item.insert("GoodsMovementRefDocType".into(), json!(PURCHASE_ORDER));
        item.extend(properties(fields::ORDER, "", body, Nulls::Skip));
        posting.add(item, &rows, body, line);
    }
    posting
}

fn record(documents: &MaterialDocuments, found: Found, native: bool) -> Result<Record, Trouble> {
    let mut record = head(documents, &found);
    let note = odata::text(found.document.header(), "ReferenceDocument");
    let note = Some(note).filter(|note| !note.is_empty() && !is_reference(note));
    record.insert("delivery_note".into(), json!(note));
    record.insert("purchase_order_id".into(), shared(&found, "PurchaseOrder"));
    let lines: Vec<Value> = found.document.items().into_iter().map(line).collect();
    record.insert("lines".into(), Value::Array(lines));
    let mut record: GoodsReceipt = typed(record)?;
    record.native = native.then(|| found.document.into_native());
    Ok(Record::GoodsReceipt(Box::new(record)))
}

fn line(item: &Value) -> Value {
    let mut line = unified(fields::LINE, "lines", item);
    line.extend(unified(material_document::fields::LINE, "lines", item));
    let went_back = WENT_BACK.contains(&odata::text(item, "GoodsMovementType"));
    let sign = if went_back { -1 } else { 1 };
    line.insert("id".into(), json!(odata::text(item, "MaterialDocumentItem")));
    line.insert(
        "quantity".into(),
        json!(quantity(item).and_then(|quantity| quantity.checked_mul(sign.into()))),
    );
    line.insert("final_delivery".into(), json!(item["IsCompletelyDelivered"].as_bool()));
    line.insert("serials".into(), serials(item));
    line.insert("custom_fields".into(), custom_fields(item));
    Value::Object(line)
}
