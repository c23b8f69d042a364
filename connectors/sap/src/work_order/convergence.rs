//! What stands already, so that a repeated update adds nothing twice.

use erpgate_model::Record;
use serde_json::Value;

use super::form::Part;
use super::native::Document;
use crate::mapping::{self, Entity};

/// The ids that a list had before the first send.
pub(super) fn known(part: &Part, basis: Option<&Record>) -> Vec<String> {
    let record = basis.map(Record::to_json).unwrap_or_default();
    let entries = record[part.list].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["id"].as_str().map(str::to_owned)).collect()
}

/// For each entry to add: does it stand since the basis? Each standing entry counts once.
pub(super) fn already_added(
    part: &Part,
    wanted: &[Entity],
    document: &Document,
    basis: Option<&Record>,
) -> Vec<bool> {
    if basis.is_none() {
        return vec![false; wanted.len()];
    }
    let known = known(part, basis);
    let mut new: Vec<&Value> = document.entries(part);
    new.retain(|entry| !known.contains(&(part.id)(entry)));
    let tables = document.form().written;
    let stands = |entity: &Entity| {
        let holds = |held: &&Value| {
            entity
                .iter()
                .all(|(name, value)| mapping::stands(mapping::form_of(tables, name), value, held.get(name)))
        };
        let at = new.iter().position(holds);
        at.map(|at| new.remove(at)).is_some()
    };
    wanted.iter().map(stands).collect()
}
