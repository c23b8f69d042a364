//! What an update comes to, step by step. Whatever can be refused without SAP is refused here,
//! before the first step is sent.

use erpgate_connector::Rejection;
use erpgate_model::{FieldError, Record};
use serde_json::{Value, json};

use super::convergence::{already_added, known, to_be_completed};
use super::create::header;
use super::native::Document;
use super::part::{ADDRESSES, COMPANIES, ORGANIZATIONS, PARTS, Part};
use super::reach::WAYS;
use super::step::{Step, What, deleted};
use super::{Customs, fields, names, to_native};
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls};
use crate::odata;

/// The steps of a patch: the partner, changed and new entries of each list, what stands at the standard
/// address, what all companies share, removed entries.
///
/// # Errors
/// When an entry is not there, or SAP cannot hold what the patch says.
pub(super) fn steps(
    patch: &Value,
    document: &Document,
    before: Option<&Record>,
    customs: Customs,
) -> Result<Vec<Step>, Rejection> {
    let mut plan = Plan { patch, document, before, steps: Vec::new(), errors: Vec::new() };
    plan.partner(customs);
    for part in PARTS {
        plan.change_entries(part);
        plan.add_entries(part);
    }
    plan.standard_address();
    plan.shared("currency", &[&ORGANIZATIONS], "PurchaseOrderCurrency");
    plan.shared("payment_terms_id", &[&COMPANIES, &ORGANIZATIONS], "PaymentTerms");
    for part in PARTS {
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
    fn partner(&mut self, customs: Customs) {
        let mut partner = header(self.patch, Nulls::Clear, customs, &mut self.errors);
        let held = self.document.partner();
        match self.patch.get("name") {
            None => {}
            Some(Value::String(name)) if *name == names::name_of(held) => {}
            Some(Value::String(name)) if !name.trim().is_empty() => {
                match names::properties(name, odata::text(held, "BusinessPartnerCategory")) {
                    Ok(properties) => partner.extend(properties),
                    Err(error) => self.errors.push(error),
                }
            }
            Some(_) => self.errors.push(FieldError::at("/name", "required", "a vendor needs a name in SAP")),
        }
        if !partner.is_empty() {
            let blame = Blame::record(fields::WRITTEN);
            self.steps.push(Step { what: What::Partner(partner), blame });
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
            let Some(held) = self.document.entries(part).find(|held| odata::text(held, part.id) == id) else {
                self.errors.push(no_such_entry(part, format!("{pointer}/id"), &id));
                continue;
            };
            let properties = to_native::entity(part, &entry, Some(held), &pointer, &mut self.errors);
            if !properties.is_empty() {
                self.step(What::Change { part, id, properties }, &pointer, &entry);
            }
        }
    }

    fn add_entries(&mut self, part: &'static Part) {
        let mut new = Vec::new();
        for (pointer, entry) in self.changes(part, "add") {
            let mut entity = to_native::entity(part, &entry, None, &pointer, &mut self.errors);
            if part.list == ADDRESSES.list {
                entity.extend(to_native::usage(&entry));
                if entry["is_default"] == json!(true) && self.document.default_address().is_some() {
                    let detail = "SAP's service does not move the standard address: change it in SAP";
                    let pointer = format!("{pointer}/is_default");
                    self.errors.push(FieldError::at(pointer, "not_writable", detail));
                }
            }
            let id = part.chosen_by.map(|field| entry[field].as_str().unwrap_or_default().to_uppercase());
            match id.filter(|id| self.document.entry(part, id).is_some()) {
                None => new.push((pointer, entry, entity)),
                Some(id) => self.add_again(part, &id, entity, &pointer, &entry),
            }
        }
        let entities: Vec<Entity> = new.iter().map(|(_, _, entity)| entity.clone()).collect();
        let standing = already_added(part, &entities, self.document, self.before);
        for ((pointer, entry, entity), stands) in new.into_iter().zip(standing) {
            if !stands {
                self.step(What::Add { part, entity }, &pointer, &entry);
            }
        }
    }

    /// SAP lets no second entry have this key.
    fn add_again(&mut self, part: &'static Part, id: &str, entity: Entity, pointer: &str, entry: &Value) {
        match to_be_completed(part, id, self.document, self.before) {
            Some(id) => {
                let mut properties = if part.keeps_removed { deleted(false) } else { Entity::new() };
                properties.extend(entity.into_iter().filter(|(name, _)| name != part.id));
                self.step(What::Change { part, id, properties }, pointer, entry);
            }
            None => {
                let field = part.chosen_by.unwrap_or("id");
                let detail = format!("the vendor has {id} already: change it with `update`");
                self.errors.push(FieldError::at(format!("{pointer}/{field}"), "already_there", detail));
            }
        }
    }

    fn remove_entries(&mut self, part: &'static Part) {
        for (pointer, id) in self.changes(part, "remove") {
            let id = id.as_str().unwrap_or_default().to_owned();
            let was_there = known(part, self.before).contains(&id);
            match self.document.entry(part, &id) {
                Some(_) => {
                    let blame = Blame::whole(Some(pointer));
                    self.steps.push(Step { what: What::Remove { part, id }, blame });
                }
                None if was_there => {}
                None => self.errors.push(no_such_entry(part, pointer, &id)),
            }
        }
    }

    /// E-mail, telephone, website and language stand at the standard address.
    fn standard_address(&mut self) {
        let said = |field: &str| self.patch.get(field).cloned();
        let fields = WAYS.iter().map(|way| way.field).chain(["language"]);
        let wanted: Vec<(&str, Value)> =
            fields.filter_map(|field| said(field).map(|value| (field, value))).collect();
        let address = self.document.default_address().map(|held| odata::text(held, ADDRESSES.id).to_owned());
        let is_added = !self.changes(&ADDRESSES, "add").is_empty();
        for (field, value) in wanted {
            let pointer = format!("/{field}");
            let text = value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
            match (WAYS.iter().find(|way| way.field == field), &address) {
                (_, None) if text.is_some() && !is_added => {
                    self.errors.push(to_native::needs_address(field));
                }
                (Some(way), _) => self.step(What::Reach { way, text }, &pointer, &Value::Null),
                (None, Some(id)) => {
                    let language = text.unwrap_or_default().to_uppercase();
                    let properties = Entity::from_iter([("Language".to_owned(), json!(language))]);
                    let what = What::Change { part: &ADDRESSES, id: id.clone(), properties };
                    self.step(what, &pointer, &Value::Null);
                }
                (None, None) if is_added && text.is_some() => {
                    let detail = "give the vendor its first address in a request of its own";
                    self.errors.push(FieldError::at(pointer, "not_writable", detail));
                }
                (None, None) => {}
            }
        }
    }

    /// What the unified vendor says once and SAP keeps in every company or purchasing organization.
    fn shared(&mut self, field: &str, parts: &[&'static Part], property: &str) {
        let Some(value) = self.patch.get(field) else { return };
        let text = value.as_str().unwrap_or_default();
        let mut holders = 0;
        for part in parts {
            let ids: Vec<String> =
                self.document.entries(part).map(|entry| odata::text(entry, part.id).to_owned()).collect();
            holders += ids.len();
            for id in ids {
                let properties = Entity::from_iter([(property.to_owned(), json!(text))]);
                self.step(What::Change { part, id, properties }, &format!("/{field}"), &Value::Null);
            }
        }
        if holders == 0 && !text.is_empty() {
            self.errors.push(to_native::needs_holder(field));
        }
    }

    fn step(&mut self, what: What, pointer: &str, entry: &Value) {
        self.steps.push(Step { what, blame: Blame::line(fields::WRITTEN, pointer, entry) });
    }
}

fn no_such_entry(part: &Part, pointer: String, id: &str) -> FieldError {
    let detail = format!("the vendor has no {id} in `{}`", part.list);
    FieldError::at(pointer, "no_such_reference", detail)
}
