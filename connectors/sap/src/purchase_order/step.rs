//! One call of an update, made from the document as it stands just then.

use http::Method;
use serde_json::{Value, json};

use super::api::{Edit, Place};
use super::native::{Document, assignments, is_deleted, schedule_lines};
use super::to_native;
use super::to_native::numbered;
use super::{
    ACCOUNT, Customs, ITEM, NOTE, ORDER, SCHEDULE_LINE, TO_ACCOUNTS, TO_ITEMS, TO_NOTES, TO_SCHEDULE, fields,
};
use crate::errors::Blame;
use crate::mapping::{Entity, differing};
use crate::odata;

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
    pub(super) fn edit<'a>(&self, document: &'a Document, customs: &Customs) -> Option<Edit<'a>> {
        match self {
            Self::Header(properties) => patch(order(document), properties, document.header()),
            Self::Note(text) => note(document, customs, text.as_deref()),
            Self::Item { id, properties } => patch(item(document, id), properties, document.item(id)?),
            Self::Schedule { id, properties } => schedule(document, id, properties),
            Self::Account { id, properties } => account(document, id, properties),
            Self::Add(item) => Some(add(document, item)),
            Self::Remove(id) => {
                let held = document.item(id).filter(|item| !is_deleted(item))?;
                Some(delete(item(document, id), held))
            }
        }
    }
}

/// The order itself.
pub(super) fn order(document: &Document) -> Place {
    Place::entity(ORDER, &[("PurchaseOrder", document.number())])
}

/// An item of the order.
pub(super) fn item(document: &Document, id: &str) -> Place {
    Place::entity(ITEM, &[("PurchaseOrder", document.number()), ("PurchaseOrderItem", id)])
}

/// A deletion.
pub(super) fn delete(place: Place, held: &Value) -> Edit<'_> {
    Edit { method: Method::DELETE, place, body: None, held: Some(held) }
}

fn post<'a>(place: Place, body: Value, document: &'a Document) -> Edit<'a> {
    Edit { method: Method::POST, place, body: Some(body), held: Some(document.header()) }
}

/// A change of what is not yet as wanted.
pub(super) fn patch<'a>(place: Place, properties: &Entity, held: &'a Value) -> Option<Edit<'a>> {
    let differing = differing(fields::WRITTEN, properties, held);
    (!differing.is_empty()).then(|| {
        let body = Some(Value::Object(differing));
        Edit { method: Method::PATCH, place, body, held: Some(held) }
    })
}

fn note<'a>(document: &'a Document, customs: &Customs, text: Option<&str>) -> Option<Edit<'a>> {
    let held = document.note(customs);
    let place = |note: &Value| {
        let keys = [
            ("PurchaseOrder", document.number()),
            ("TextObjectType", odata::text(note, "TextObjectType")),
            ("Language", odata::text(note, "Language")),
        ];
        Place::entity(NOTE, &keys)
    };
    match (held, text) {
        (None, None) => None,
        (Some(note), None) => Some(delete(place(note), note)),
        (Some(note), Some(text)) => {
            let wanted = Entity::from_iter([("PlainLongText".to_owned(), json!(text))]);
            patch(place(note), &wanted, note)
        }
        (None, Some(text)) => {
            Some(post(order(document).below(TO_NOTES), to_native::note(customs, text), document))
        }
    }
}

/// The item's quantity has gone before, and SAP hands it down to an only schedule line; where it
/// does not, the line is changed here. How several lines share a quantity is not ours to say.
fn schedule<'a>(document: &'a Document, id: &str, properties: &Entity) -> Option<Edit<'a>> {
    match schedule_lines(document.item(id)?) {
        [] if properties.contains_key("ScheduleLineDeliveryDate") => {
            let mut line = Entity::from_iter([("ScheduleLine".to_owned(), json!("1"))]);
            line.extend(properties.clone());
            Some(post(item(document, id).below(TO_SCHEDULE), Value::Object(line), document))
        }
        [only] => {
            let keys = [
                ("PurchasingDocument", document.number()),
                ("PurchasingDocumentItem", id),
                ("ScheduleLine", odata::text(only, "ScheduleLine")),
            ];
            patch(Place::entity(SCHEDULE_LINE, &keys), properties, only)
        }
        _ => None,
    }
}

fn account<'a>(document: &'a Document, id: &str, properties: &Entity) -> Option<Edit<'a>> {
    match assignments(document.item(id)?).as_slice() {
        [] => Some(post(item(document, id).below(TO_ACCOUNTS), numbered(properties.clone()), document)),
        [only] => {
            let keys = [
                ("PurchaseOrder", document.number()),
                ("PurchaseOrderItem", id),
                ("AccountAssignmentNumber", odata::text(only, "AccountAssignmentNumber")),
            ];
            patch(Place::entity(ACCOUNT, &keys), properties, only)
        }
        _ => None,
    }
}

/// The next number in steps of ten, after deleted items too.
fn add<'a>(document: &'a Document, item: &Entity) -> Edit<'a> {
    let number = |item: &Value| odata::text(item, "PurchaseOrderItem").parse::<u32>().unwrap_or(0);
    let last = document.items().iter().map(number).max().unwrap_or(0);
    let mut item = item.clone();
    item.insert("PurchaseOrderItem".to_owned(), json!(((last / 10 + 1) * 10).to_string()));
    post(order(document).below(TO_ITEMS), Value::Object(item), document)
}
