//! The fields that all records kept as material documents share.

use erpgate_connector::{Trouble, TroubleKind};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Found, MaterialDocuments, fields};
use crate::mapping::{custom_fields, is_reference, unified};
use crate::odata;

/// The record's own fields but for its lines.
pub(crate) fn head(documents: &MaterialDocuments, found: &Found) -> Map<String, Value> {
    let Found { document, reversed_by } = found;
    let mut record = unified(fields::HEADER, "", document.header());
    let reverses = document.reverses();
    // The header text may hold the gateway's reference, and that of a reversal is a copy.
    let text = odata::text(document.header(), "MaterialDocumentHeaderText");
    if is_reference(text) || reverses.is_some() {
        record.insert("external_id".into(), Value::Null);
    }
    let notes = document.common("MaterialDocumentItemText");
    record.insert("id".into(), json!(document.id().to_string()));
    record.insert("notes".into(), json!(Some(notes).filter(|notes| !notes.is_empty())));
    record.insert("reversed_by".into(), json!(reversed_by.as_ref().map(ToString::to_string)));
    record.insert("reverses".into(), json!(reverses.map(|id| id.to_string())));
    record.insert("custom_fields".into(), custom_fields(document.header()));
    record.insert("version".into(), json!(document.version(reversed_by.as_ref())));
    record.insert("created_at".into(), json!(document.created_at(documents.clock_ahead)));
    record.insert("updated_at".into(), json!(document.created_at(documents.clock_ahead)));
    record
}

/// A property that all items share, as the unified record writes it.
pub(crate) fn shared(found: &Found, property: &str) -> Value {
    let value = found.document.common(property).trim_start_matches(' ');
    if value.is_empty() { Value::Null } else { json!(value) }
}

/// The record of these fields.
///
/// # Errors
/// When a value is not of the form that the record has.
pub(crate) fn typed<T: DeserializeOwned>(record: Map<String, Value>) -> Result<T, Trouble> {
    let id = record.get("id").cloned().unwrap_or_default();
    serde_json::from_value(Value::Object(record)).map_err(|error| {
        Trouble::new(TroubleKind::Unreadable, format!("SAP's document {id} is not as expected: {error}"))
    })
}
