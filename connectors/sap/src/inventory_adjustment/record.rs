//! From a material document to the unified record.

use erpgate_connector::Trouble;
use erpgate_model::{Decimal, InventoryAdjustment, Record};
use serde_json::{Value, json};

use super::fields;
use super::movement::{MovementTypes, SCRAPPING};
use crate::mapping::{custom_fields, unified};
use crate::material_document::{self, Found, MaterialDocuments, head, quantity, serials, shared, typed};
use crate::odata;

pub(super) fn record(documents: &MaterialDocuments, found: Found, native: bool) -> Result<Record, Trouble> {
    let mut record = head(documents, &found);
    for row in fields::ACCOUNTS.iter().chain(fields::REASON) {
        record.insert(row.spec.name.into(), shared(&found, row.native()));
    }
    let reason = found.document.common("GoodsMovementReasonCode").trim_start_matches('0');
    if reason.is_empty() {
        let scrapped = found.document.common("GoodsMovementType").starts_with("55");
        record.insert("reason".into(), json!(scrapped.then_some(SCRAPPING)));
    }
    let items = found.document.items();
    let lines: Vec<Value> = items.into_iter().map(|item| line(&documents.movement_types, item)).collect();
    record.insert("lines".into(), Value::Array(lines));
    let mut record: InventoryAdjustment = typed(record)?;
    record.native = native.then(|| found.document.into_native());
    Ok(Record::InventoryAdjustment(Box::new(record)))
}

fn line(types: &MovementTypes, item: &Value) -> Value {
    let mut line = unified(fields::LINE, "lines", item);
    line.extend(unified(material_document::fields::LINE, "lines", item));
    let sign = match types.gains(odata::text(item, "GoodsMovementType")) {
        Some(true) => Some(Decimal::from(1)),
        Some(false) => Some(Decimal::from(-1)),
        None => None,
    };
    let change = sign.and_then(|sign| quantity(item)?.checked_mul(sign));
    line.insert("id".into(), json!(odata::text(item, "MaterialDocumentItem")));
    line.insert("change".into(), json!(change));
    line.insert("serials".into(), serials(item));
    line.insert("custom_fields".into(), custom_fields(item));
    Value::Object(line)
}
