//! What an update comes to, step by step. Whatever can be refused without SAP is refused here,
//! before the first step is sent.

use erpgate_connector::Rejection;
use erpgate_model::{FieldError, Record};
use serde_json::Value;

use super::Customs;
use super::convergence::{already_added, known};
use super::form::{Owner, Part};
use super::native::{Document, bare};
use super::step::{Step, What};
use super::to_native;
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, add_custom_fields, properties};

/// The steps of a patch: header, long text, changed and new operations, changed, new and removed
/// components, removed operations.
///
/// # Errors
/// When an entry is not there, or SAP does not let a client do what the patch says.
pub(super) fn steps(
    patch: &Value,
    document: &Document,
    before: Option<&Record>,
    customs: &Customs,
) -> Result<Vec<Step>, Rejection> {
    let form = document.form();
    let mut plan = Plan { patch, document, before, steps: Vec::new(), errors: Vec::new() };
    plan.header(customs);
    for part in [&form.operations, &form.components] {
        plan.change_entries(part);
        plan.add_entries(part);
    }
    for part in [&form.components, &form.operations] {
        plan.remove_entries(part);
    }
    if plan.errors.is_empty() { Ok(plan.steps) } else { Err(refused(plan.errors)) }
}

struct Plan<'a> {
    patch: &'a Value,
    document: &'a Document,
    before: Option<&'a Record>,
    steps: Vec<Step>,
    errors: Vec<FieldError>,
}

impl Plan<'_> {
    fn header(&mut self, customs: &Customs) {
        let form = self.document.form();
        let mut header = properties(form.header, "", self.patch, Nulls::Clear);
        header.extend((form.more_properties)(self.patch, Nulls::Clear, customs));
        add_custom_fields(&mut header, form.header, self.patch, "", &mut self.errors);
        if !header.is_empty() {
            self.steps.push(Step { what: What::Header(header), blame: Blame::record(form.written) });
        }
        if form.long_text.is_some()
            && let Some(text) = self.patch.get("description")
        {
            let text = text.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
            let blame = Blame::whole(Some("/description".to_owned()));
            self.steps.push(Step { what: What::Text(text), blame });
        }
    }

    fn changes(&self, part: &Part, kind: &str) -> Vec<(String, Value)> {
        let entries = self.patch[part.list][kind].as_array().cloned().unwrap_or_default();
        let pointers = (0..).map(|index| format!("/{}/{kind}/{index}", part.list));
        pointers.zip(entries).collect()
    }

    fn change_entries(&mut self, part: &'static Part) {
        for (pointer, entry) in self.changes(part, "update") {
            let id = entry["id"].as_str().unwrap_or_default().to_owned();
            if self.document.entry(part, &id).is_none() {
                self.errors.push(no_such_entry(self.document, part, format!("{pointer}/id"), &id));
                continue;
            }
            let properties = to_native::entry(part, &entry, Nulls::Clear, &pointer, &mut self.errors);
            if !properties.is_empty() {
                self.step(What::Change { part, id, properties }, &pointer, &entry);
            }
        }
    }

    fn add_entries(&mut self, part: &'static Part) {
        let mut new = Vec::new();
        for (pointer, entry) in self.changes(part, "add") {
            if let Some(why) = part.not_added {
                self.errors.push(FieldError::at(pointer, "not_supported", why));
                continue;
            }
            let mut entity = to_native::entry(part, &entry, Nulls::Skip, &pointer, &mut self.errors);
            (part.following)(&mut entity);
            let owner = match part.owner {
                Owner::Order => None,
                Owner::Operation => Some(self.owner(&entry, &pointer, &mut entity)),
            };
            new.push((pointer, entry, entity, owner));
        }
        let entities: Vec<_> = new.iter().map(|(_, _, entity, _)| entity.clone()).collect();
        let standing = already_added(part, &entities, self.document, self.before);
        for ((pointer, entry, entity, owner), stands) in new.into_iter().zip(standing) {
            if !stands {
                self.step(What::Add { part, entity, owner: owner.flatten() }, &pointer, &entry);
            }
        }
    }

    /// The number of the operation to which a new component belongs, which may be a new one too; the
    /// first of the order when the client names none.
    fn owner(&mut self, entry: &Value, pointer: &str, entity: &mut Entity) -> Option<String> {
        let form = self.document.form();
        entity.remove(form.components.property("operation_number"));
        let number = entry["operation_number"].as_str().filter(|number| !number.is_empty())?;
        let is_new = |(_, operation): &(String, Value)| {
            operation["number"].as_str().is_some_and(|new| bare(new) == bare(number))
        };
        let known = self.document.operation_numbered(number).is_some()
            || self.changes(&form.operations, "add").iter().any(is_new);
        if !known {
            let detail = format!("the order has no operation {number}");
            let pointer = format!("{pointer}/operation_number");
            self.errors.push(FieldError::at(pointer, "no_such_reference", detail));
        }
        Some(number.to_owned())
    }

    fn remove_entries(&mut self, part: &'static Part) {
        for (pointer, id) in self.changes(part, "remove") {
            let id = id.as_str().unwrap_or_default().to_owned();
            let was_there = known(part, self.before).contains(&id);
            match (self.document.entry(part, &id), part.not_removed) {
                (_, Some(why)) => self.errors.push(FieldError::at(pointer, "not_supported", why)),
                (Some(_), None) => {
                    let blame = Blame::whole(Some(pointer));
                    self.steps.push(Step { what: What::Remove { part, id }, blame });
                }
                (None, None) if was_there => {}
                (None, None) => self.errors.push(no_such_entry(self.document, part, pointer, &id)),
            }
        }
    }

    fn step(&mut self, what: What, pointer: &str, entry: &Value) {
        let blame = Blame::line(self.document.form().written, pointer, entry);
        self.steps.push(Step { what, blame });
    }
}

fn no_such_entry(document: &Document, part: &Part, pointer: String, id: &str) -> FieldError {
    let detail = format!("the {} has no {} {id}", document.form().noun, part.noun);
    FieldError::at(pointer, "no_such_reference", detail)
}
