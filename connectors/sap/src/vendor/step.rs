//! One call of an update, made from the vendor as it stands just then.

use http::Method;
use serde_json::{Value, json};

use super::native::Document;
use super::part::{DELETED, Part};
use super::reach::Way;
use super::{PARTNER, SUPPLIER, fields};
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
    /// Properties of the partner.
    Partner(Entity),
    /// Properties of the supplier.
    Supplier(Entity),
    /// Properties of an entry that is there.
    Change { part: &'static Part, id: String, properties: Entity },
    /// A new entry.
    Add { part: &'static Part, entity: Entity },
    /// An entry goes, or gets the deletion flag.
    Remove { part: &'static Part, id: String },
    /// The standard address's e-mail, telephone or website.
    Reach { way: &'static Way, text: Option<String> },
}

impl What {
    /// The call that is needed, or nothing when it stands already.
    pub(super) fn change(&self, document: &Document) -> Option<Change> {
        match self {
            Self::Partner(properties) => patch(partner_path(document), properties, document.partner()),
            Self::Supplier(properties) => patch(supplier_path(document), properties, document.supplier()),
            Self::Change { part, id, properties } => {
                patch(entry_path(document, part, id), properties, document.entry(part, id)?)
            }
            Self::Add { part, entity } => {
                let owner = if part.of_supplier { supplier_path(document) } else { partner_path(document) };
                let body = Value::Object(entity.clone());
                Some(Change::of(Method::POST, format!("{owner}/{}", part.navigation), Some(body), None))
            }
            Self::Remove { part, id } => {
                let (held, path) = (document.entry(part, id)?, entry_path(document, part, id));
                if part.keeps_removed {
                    patch(path, &deleted(true), held)
                } else {
                    Some(Change::of(Method::DELETE, path, None, Some(held)))
                }
            }
            Self::Reach { way, text } => way.change(document, text.as_deref()),
        }
    }
}

/// The deletion flag of a company or purchasing organization.
pub(super) fn deleted(flag: bool) -> Entity {
    Entity::from_iter([(DELETED.to_owned(), json!(flag))])
}

fn partner_path(document: &Document) -> String {
    odata::key(PARTNER, &[("BusinessPartner", document.number())])
}

fn supplier_path(document: &Document) -> String {
    odata::key(SUPPLIER, &[("Supplier", document.supplier_number())])
}

pub(super) fn entry_path(document: &Document, part: &Part, id: &str) -> String {
    let owner = if part.of_supplier {
        ("Supplier", document.supplier_number())
    } else {
        ("BusinessPartner", document.number())
    };
    odata::key(part.set, &[owner, (part.id, id)])
}

fn patch(path: String, properties: &Entity, held: &Value) -> Option<Change> {
    Change::patch(fields::WRITTEN, path, properties, held)
}
