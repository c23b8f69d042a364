//! Vendors: a name, a number that is unique among all entities, a subsidiary, addresses.

use chrono::{DateTime, Utc};

use super::{Rules, address, missing, vendor_subsidiary};
use crate::http::Problem;
use crate::records::Writer;
use crate::world::{Cell, Draft, Record, World, already_exists};

/// The rules of `vendor`.
pub(super) struct Vendor;

impl Rules for Vendor {
    fn begin(&self, _world: &World, draft: &mut Draft, _now: DateTime<Utc>) {
        for field in ["isInactive", "isPerson"] {
            draft.set_default(field, Cell::Flag(false));
        }
        draft.set_default("emailPreference", Cell::Choice("DEFAULT".into()));
    }

    fn line_set(
        &self,
        _world: &World,
        draft: &mut Draft,
        sublist: &str,
        index: usize,
        fresh: bool,
        _path: &str,
    ) -> Result<(), Problem> {
        if sublist == "addressBook" {
            address::line_set(draft, index, fresh);
        }
        Ok(())
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let is_person = matches!(draft.record.cells.get("isPerson"), Some(Cell::Flag(true)));
        let named = ["entityId"].iter().any(|field| draft.record.cells.contains_key(*field));
        let mut labels = match (is_person, named) {
            (_, true) => Vec::new(),
            (true, false) => missing(draft, &["firstName", "lastName"]),
            (false, false) => missing(draft, &["companyName"]),
        };
        if world.switches.one_world {
            labels.extend(missing(draft, &["subsidiary"]));
        }
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        let name = entity_id(draft);
        let taken = ["vendor", "employee"].iter().flat_map(|kind| world.all(kind)).any(|other| {
            (other.id != draft.record.id || other.record_type != draft.record.record_type)
                && other.text("entityId").as_deref() == Some(name.as_str())
        });
        if taken {
            return Err(already_exists("entity"));
        }
        Ok(())
    }

    fn saved(&self, world: &mut World, record: &Record, writer: &Writer) {
        if let Some(subsidiary) = record.id_in("subsidiary") {
            let vendor = record.id.to_string();
            vendor_subsidiary::relate(world, &vendor, subsidiary, true, writer.now, &writer.by);
        }
    }

    fn deleted(&self, world: &mut World, record: &Record, writer: &Writer) {
        vendor_subsidiary::forget(world, &record.id.to_string(), writer.now, &writer.by);
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        let name = entity_id(draft);
        if !name.is_empty() {
            draft
                .set("altName", Cell::Text(draft.record.text("companyName").unwrap_or_else(|| name.clone())));
            draft.set_default("entityId", Cell::Text(name));
        }
        if let Some(company) = draft.record.cells.get("companyName").cloned() {
            draft.set_default("legalName", company);
        }
        let currency = draft.record.id_in("subsidiary").and_then(|id| world.follow("subsidiary", id));
        if let Some(currency) = currency.and_then(|subsidiary| subsidiary.cells.get("currency").cloned()) {
            draft.set_default("currency", currency);
        }
        match address::default_text(draft) {
            Some(text) => draft.set("defaultAddress", text),
            None => {
                draft.record.cells.remove("defaultAddress");
            }
        }
    }
}

/// The given `entityId`, or the name it is made of.
fn entity_id(draft: &Draft) -> String {
    let text = |field: &str| draft.record.text(field);
    let person = || Some(format!("{} {}", text("firstName")?, text("lastName")?));
    text("entityId").or_else(|| text("companyName")).or_else(person).unwrap_or_default()
}
