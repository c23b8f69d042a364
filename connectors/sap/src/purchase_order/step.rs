//! One call of an update, made from the document as it stands just then.

use http::Method;
use serde_json::{Value, json};

use super::native::{Document, assignments, is_deleted, schedule_lines};
use super::to_native;
use super::to_native::numbered;
use super::{
    ACCOUNT, Customs, ITEM, NOTE, ORDER, SCHEDULE_LINE, TO_ACCOUNTS, TO_ITEMS, TO_NOTES, TO_SCHEDULE, fields,
};
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
    /// The header's note; nothing takes it away.
    Note(Option<String>),
    /// Properties of an item.
    Item { id: String, properties: Entity },
    /// The only schedule line of an item.
    Schedule { id: String, properties: Entity },
    /// The only account assignment of an item.
    Account { id: String, properties: Entity },
    /// A new item.
    Add(Entity),
    /// The deletion mark on an item.
    Remove(String),
}

impl What {
    /// The call that is needed, or nothing when it stands already.
    pub(super) fn change(&self, document: &Document, customs: &Customs) -> Option<Change> {
        match self {
            Self::Header(properties) => patch(order_path(document), properties, document.header()),
            Self::Note(text) => note(document, customs, text.as_deref()),
            Self::Item { id, properties } => patch(item_path(document, id), properties, document.item(id)?),
            Self::Schedule { id, properties } => schedule(document, id, properties),
            Self::Account { id, properties } => account(document, id, properties),
            Self::Add(item) => Some(add(document, item)),
            Self::Remove(id) => {
                let item = document.item(id).filter(|item| !is_deleted(item))?;
                Some(Change::of(Method::DELETE, item_path(document, id), None, Some(item)))
            }
        }
    }
}

fn order_path(document: &Document) -> String {
    odata::key(ORDER, &[("PurchaseOrder", document.number())])
}

fn item_path(document: &Document, id: &str) -> String {
    odata::key(ITEM, &[("PurchaseOrder", document.number()), ("PurchaseOrderItem", id)])
}

fn patch(path: String, properties: &Entity, held: &Value) -> Option<Change> {
    Change::patch(fields::WRITTEN, path, properties, held)
}

fn note(document: &Document, customs: &Customs, text: Option<&str>) -> Option<Change> {
    let held = document.note(customs);
    let path = |note: &Value| {
        let keys = [
            ("PurchaseOrder", document.number()),
            ("TextObjectType", odata::text(note, "TextObjectType")),
            ("Language", odata::text(note, "Language")),
        ];
        odata::key(NOTE, &keys)
    };
    match (held, text) {
        (None, None) => None,
        (Some(note), None) => Some(Change::of(Method::DELETE, path(note), None, held)),
        (Some(note), Some(text)) => {
            let wanted = Entity::from_iter([("PlainLongText".to_owned(), json!(text))]);
            patch(path(note), &wanted, note)
        }
        (None, Some(text)) => {
            let path = format!("{}/{TO_NOTES}", order_path(document));
            Some(Change::of(Method::POST, path, Some(to_native::note(customs, text)), None))
        }
    }
}

/// The item's quantity has gone before, and SAP hands it down to an only schedule line; where it
/// does not, the line is changed here. How several lines share a quantity is not ours to say.
fn schedule(document: &Document, id: &str, properties: &Entity) -> Option<Change> {
    match schedule_lines(document.item(id)?) {
        [] if properties.contains_key("ScheduleLineDeliveryDate") => {
            let mut line = Entity::from_iter([("ScheduleLine".to_owned(), json!("1"))]);
            line.extend(properties.clone());
            let path = format!("{}/{TO_SCHEDULE}", item_path(document, id));
            Some(Change::of(Method::POST, path, Some(Value::Object(line)), None))
        }
        [only] => {
            let keys = [
                ("PurchasingDocument", document.number()),
                ("PurchasingDocumentItem", id),
                ("ScheduleLine", odata::text(only, "ScheduleLine")),
            ];
            patch(odata::key(SCHEDULE_LINE, &keys), properties, only)
        }
        _ => None,
    }
}

fn account(document: &Document, id: &str, properties: &Entity) -> Option<Change> {
    match assignments(document.item(id)?).as_slice() {
        [] => {
            let path = format!("{}/{TO_ACCOUNTS}", item_path(document, id));
            Some(Change::of(Method::POST, path, Some(numbered(properties.clone())), None))
        }
        [only] => {
            let keys = [
                ("PurchaseOrder", document.number()),
                ("PurchaseOrderItem", id),
                ("AccountAssignmentNumber", odata::text(only, "AccountAssignmentNumber")),
            ];
            patch(odata::key(ACCOUNT, &keys), properties, only)
        }
        _ => None,
    }
}

/// The next number in steps of ten, after deleted items too.
fn add(document: &Document, item: &Entity) -> Change {
    let number = |item: &Value| odata::text(item, "PurchaseOrderItem").parse::<u32>().unwrap_or(0);
    let last = document.items().iter().map(number).max().unwrap_or(0);
    let mut item = item.clone();
    item.insert("PurchaseOrderItem".to_owned(), json!(((last / 10 + 1) * 10).to_string()));
    let path = format!("{}/{TO_ITEMS}", order_path(document));
    Change::of(Method::POST, path, Some(Value::Object(item)), None)
}
