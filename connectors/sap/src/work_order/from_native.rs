//! From SAP's entities to the unified record.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::WorkOrder;
use serde_json::{Map, Value, json};

use super::Customs;
use super::form::Part;
use super::native::Document;
use crate::mapping::{custom_fields, is_reference, unified};
use crate::odata;

/// The unified record of a document.
///
/// # Errors
/// When a value is not of the form that the table says.
pub(super) fn record(document: Document, customs: &Customs, native: bool) -> Result<WorkOrder, Trouble> {
    let (form, header) = (document.form(), document.header());
    let mut order = unified(form.header, "", header);
    order.extend((form.more_fields)(&document, customs));
    order.insert("id".into(), json!(form.kind.record_id(document.number())));
    order.insert("kind".into(), json!(form.kind));
    order.insert("status".into(), json!(document.standing().status()));
    order.insert("native_status".into(), json!(document.standing().native));
    if let Some(kept) = &form.long_text {
        let text = document.long_text(kept, &customs.language);
        let text = text.map(|entry| odata::text(entry, kept.property)).filter(|text| !text.is_empty());
        order.insert("description".into(), json!(text));
    }
    for part in [&form.operations, &form.components] {
        let entries: Vec<Value> = document.entries(part).into_iter().map(|one| entry(part, one)).collect();
        order.insert(part.list.into(), Value::Array(entries));
    }
    for operation in order["operations"].as_array_mut().into_iter().flatten() {
        if let Some(held) = operation["id"].as_str().and_then(|id| document.entry(&form.operations, id)) {
            operation["status"] = json!((form.standing)(held).map(|standing| standing.status()));
        }
    }
    order.insert("custom_fields".into(), custom_fields(header));
    order.insert("version".into(), json!(document.version()));
    order.insert("updated_at".into(), json!((form.updated_at)(header, customs.clock_ahead)));
    // Where the client gave no id, the gateway's reference may stand there.
    order.entry("external_id").and_modify(|id| {
        if id.as_str().is_some_and(is_reference) {
            *id = Value::Null;
        }
    });
    let number = document.number().to_owned();
    let mut record: WorkOrder = serde_json::from_value(Value::Object(order)).map_err(|error| {
        let detail = format!("{} {number} is not as expected: {error}", form.noun);
        Trouble::new(TroubleKind::Unreadable, detail)
    })?;
    record.native = native.then(|| document.into_native());
    Ok(record)
}

fn entry(part: &Part, held: &Value) -> Value {
    let mut entry: Map<String, Value> = unified(part.rows, part.list, held);
    entry.insert("id".into(), json!((part.id)(held)));
    entry.insert("custom_fields".into(), custom_fields(held));
    Value::Object(entry)
}
