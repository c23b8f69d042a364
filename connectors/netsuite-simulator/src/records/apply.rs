//! Applies a request body to a draft, key by key in the order of the body.

use serde_json::{Map, Value};

use super::{lines, value};
use crate::http::Problem;
use crate::metadata::Field;
use crate::rules::rules_of;
use crate::seed::Validation;
use crate::world::{Draft, World};

/// How a body is to be applied.
#[derive(Debug, Clone)]
pub(crate) struct Writing {
    /// What to do about unknown property names.
    pub(crate) names: Validation,
    /// Whether a wrong value syntax is an error (`X-NetSuite-PropertyValueValidation`).
    pub(crate) values: Validation,
    /// Sublists whose unmentioned lines are removed, and with `selected_only` the fields that null clears.
    pub(crate) replace: Vec<String>,
    /// `replaceSelectedFields=true`: null clears only the fields named in `replace`.
    pub(crate) selected_only: bool,
    /// Seed records may set what clients may not.
    pub(crate) read_only_allowed: bool,
}

impl Writing {
    /// The strictness of a seed file.
    pub(crate) fn seed() -> Self {
        Self {
            names: Validation::Error,
            values: Validation::Error,
            replace: Vec::new(),
            selected_only: false,
            read_only_allowed: true,
        }
    }

    /// Whether `replace` names this property.
    pub(crate) fn replaces(&self, name: &str) -> bool {
        self.replace.iter().any(|one| one.eq_ignore_ascii_case(name))
    }
}

/// Applies a body. The draft is useless after an error.
pub(crate) fn apply(
    world: &World,
    draft: &mut Draft,
    body: &Map<String, Value>,
    writing: &Writing,
) -> Result<(), Problem> {
    let one = draft.one.clone();
    let rules = rules_of(&one.name);
    for (key, value) in in_order(body, world.switches.key_order_rule) {
        if is_envelope(key) {
            continue;
        }
        if key.eq_ignore_ascii_case("externalId") {
            draft.record.external_id = value::external_id(value)?;
        } else if let Some((name, list)) = one.sublist(key) {
            lines::merge(world, draft, (name, list), value, writing)?;
        } else if let Some((name, field)) = one.field(key) {
            if field.read_only && !writing.read_only_allowed {
                continue;
            }
            if value.is_null() && writing.selected_only && !writing.replaces(name) {
                continue;
            }
            rules.may_set(world, draft, name)?;
            set(world, draft, (name, field), value, writing)?;
            rules.field_set(world, draft, name)?;
        } else {
            unknown(draft, key, key, writing)?;
        }
    }
    Ok(())
}

/// With the key-order rule a body is applied as it stands. Without it, what other fields depend on comes first.
fn in_order(body: &Map<String, Value>, as_it_stands: bool) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = body.iter().collect();
    if !as_it_stands {
        entries.sort_by_key(|(key, _)| match key.to_ascii_lowercase().as_str() {
            "entity" => 0,
            "subsidiary" => 1,
            "location" => 2,
            _ => 3,
        });
    }
    entries
}

/// Properties that come back from a GET and mean nothing on write.
pub(super) fn is_envelope(key: &str) -> bool {
    matches!(key, "links" | "id" | "refName")
}

fn set(
    world: &World,
    draft: &mut Draft,
    (name, field): (&str, &Field),
    value: &Value,
    writing: &Writing,
) -> Result<(), Problem> {
    let one = draft.one.clone();
    match value::read(world, &one, (name, field), value, name) {
        Ok(Some(cell)) => {
            let cell = value::merged(&one, field, draft.record.cells.get(name), cell, value);
            draft.set(name, cell);
        }
        Ok(None) => {
            draft.record.cells.remove(name);
        }
        Err(problem) => value::tolerate(draft, name, problem, writing)?,
    }
    Ok(())
}

/// Deals with a property that the record type does not have.
pub(super) fn unknown(draft: &mut Draft, key: &str, path: &str, writing: &Writing) -> Result<(), Problem> {
    match writing.names {
        Validation::Error => Err(Problem::content(
            format!("Unknown property '{key}'. Provide a property of record type '{}'.", draft.one.name),
            path,
        )),
        Validation::Warning => {
            draft.ignored.push(path.to_owned());
            Ok(())
        }
        Validation::Ignore => Ok(()),
    }
}
