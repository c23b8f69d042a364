//! One call of an update, made from the order as it stands just then.

use http::Method;
use serde_json::{Value, json};

use super::Customs;
use super::form::{LongText, Owner, Part};
use super::native::Document;
use crate::errors::Blame;
use crate::mapping::Entity;
use crate::odata;
use crate::service::Change;

/// One thing to bring about.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) blame: Blame,
}

#[derive(Debug)]
pub(super) enum What {
    /// Properties of the header.
    Header(Entity),
    /// The header's long text; nothing takes it away.
    Text(Option<String>),
    /// Properties of an entry that is there.
    Change { part: &'static Part, id: String, properties: Entity },
    /// A new entry; the operation to which it belongs, by number.
    Add { part: &'static Part, entity: Entity, owner: Option<String> },
    /// An entry goes.
    Remove { part: &'static Part, id: String },
}

impl What {
    /// The call that is needed, or nothing when it stands already.
    pub(super) fn change(&self, document: &Document, customs: &Customs) -> Option<Change> {
        match self {
            Self::Header(properties) => patch(document, order_path(document), properties, document.header()),
            Self::Text(text) => {
                let kept = document.form().long_text.as_ref()?;
                long_text(document, kept, customs, text.as_deref())
            }
            Self::Change { part, id, properties } => {
                let held = document.entry(part, id)?;
                patch(document, part.path(held), properties, held)
            }
            Self::Add { part, entity, owner } => {
                let owner = owner_path(document, part, owner.as_deref())?;
                let body = Value::Object(entity.clone());
                Some(Change::of(Method::POST, format!("{owner}/{}", part.navigation), Some(body), None))
            }
            Self::Remove { part, id } => {
                let held = document.entry(part, id)?;
                Some(Change::of(Method::DELETE, part.path(held), None, Some(held)))
            }
        }
    }
}

fn order_path(document: &Document) -> String {
    document.form().order_path(document.number())
}

fn owner_path(document: &Document, part: &Part, operation: Option<&str>) -> Option<String> {
    let operations = &document.form().operations;
    match (part.owner, operation) {
        (Owner::Order, _) => Some(order_path(document)),
        (Owner::Operation, Some(number)) => Some(operations.path(document.operation_numbered(number)?)),
        (Owner::Operation, None) => Some(operations.path(document.entries(operations).first()?)),
    }
}

fn patch(document: &Document, path: String, properties: &Entity, held: &Value) -> Option<Change> {
    Change::patch(document.form().written, path, properties, held)
}

fn long_text(document: &Document, kept: &LongText, customs: &Customs, text: Option<&str>) -> Option<Change> {
    let held = document.long_text(kept, &customs.language);
    let path = |entry: &Value| {
        let keys = [
            (document.form().key, document.number()),
            ("TextObjectType", odata::text(entry, "TextObjectType")),
            ("Language", odata::text(entry, "Language")),
        ];
        odata::key(kept.set, &keys)
    };
    match (held, text) {
        (None, None) => None,
        (Some(entry), None) => Some(Change::of(Method::DELETE, path(entry), None, held)),
        (Some(entry), Some(text)) => {
            let wanted = Entity::from_iter([(kept.property.to_owned(), json!(text))]);
            patch(document, path(entry), &wanted, entry)
        }
        (None, Some(text)) => {
            let path = format!("{}/{}", order_path(document), kept.navigation);
            let body = kept.entity(text, &customs.language);
            Some(Change::of(Method::POST, path, Some(body), None))
        }
    }
}

impl LongText {
    /// A new text.
    pub(super) fn entity(&self, text: &str, language: &str) -> Value {
        json!({"TextObjectType": self.kind, "Language": language, self.property: text})
    }
}
