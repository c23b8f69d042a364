//! Posting: one deep insert.

use erpgate_connector::{Receipt, Session, WriteError};
use erpgate_model::{FieldError, RecordId};
use http::Method;
use serde_json::{Value, json};

use super::{DocumentId, HEADER, MaterialDocuments, TO_ITEMS, TO_SERIALS, fields, reference};
use crate::change::Change;
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, Row, add_custom_fields, properties};
use crate::messages;

/// A document to be posted, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Posting {
    pub(crate) header: Entity,
    pub(crate) items: Vec<Entity>,
    pub(crate) errors: Vec<FieldError>,
}

impl Posting {
    /// The header of a record; `rows` are those of its properties and of what else has a field.
    pub(crate) fn new(code: &str, rows: &[Row], body: &Value) -> Self {
        let mut posting = Self::default();
        posting.header.insert("GoodsMovementCode".to_owned(), json!(code));
        posting.header.extend(properties(rows, "", body, Nulls::Skip));
        add_custom_fields(&mut posting.header, rows, body, "", &mut posting.errors);
        posting
    }

    /// The item of a line: the properties of its rows, serial numbers, the record's notes, the ERP's own fields
    /// and, below all these, `defaults`.
    pub(crate) fn add(&mut self, defaults: Entity, rows: &[Row], body: &Value, line: &Value) {
        let pointer = format!("/lines/{}", self.items.len());
        let mut item = defaults;
        item.extend(properties(fields::NOTES, "", body, Nulls::Skip));
        item.extend(properties(rows, "lines", line, Nulls::Skip));
        let numbers = line["serials"].as_array().map_or(&[][..], Vec::as_slice);
        if !numbers.is_empty() {
            let rows: Vec<Value> = numbers.iter().map(|number| json!({"SerialNumber": number})).collect();
            item.insert(TO_SERIALS.to_owned(), Value::Array(rows));
        }
        add_custom_fields(&mut item, rows, line, &pointer, &mut self.errors);
        self.items.push(item);
    }

    pub(crate) fn refuse(&mut self, pointer: String, code: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::at(pointer, code, detail));
    }
}

impl MaterialDocuments {
    /// Posts a document with the gateway's reference.
    pub(crate) async fn post(
        &self,
        session: &Session,
        posting: Posting,
        blame: &Blame,
    ) -> Result<Receipt, WriteError> {
        let Posting { mut header, mut items, mut errors } = posting;
        if let Some(reference) = session.reference() {
            errors.extend(reference::stamp(&mut header, &mut items, reference).err());
        }
        if !errors.is_empty() {
            return Err(refused(errors).into());
        }
        header.insert(TO_ITEMS.to_owned(), items.into_iter().map(Value::Object).collect());
        let change = Change {
            method: Method::POST,
            path: HEADER.to_owned(),
            body: Some(Value::Object(header)),
            etag: None,
        };
        let answer = self.service.change(session, &change, blame).await?;
        let made = answer.json().unwrap_or_default();
        // The answer may lack its items although they are posted, so it says no more than the key.
        match made.get("d").and_then(|d| DocumentId::of(d, "MaterialDocumentYear", "MaterialDocument")) {
            Some(id) => Ok(Receipt::of(RecordId::new(id.to_string()), messages::warnings(&answer))),
            // The document probably stands; the reference finds it.
            None => Err(session.unreadable(&answer)),
        }
    }
}

/// Pointer and body of each line, for errors.
pub(crate) fn blame(tables: &'static [&'static [Row]], body: &Value) -> Blame {
    let lines = body["lines"].as_array().into_iter().flatten().enumerate();
    Blame::lines(tables, lines.map(|(index, line)| (format!("/lines/{index}"), line.clone())).collect())
}
