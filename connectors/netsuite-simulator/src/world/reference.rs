//! Finding the record that a reference in a request body means.

use serde_json::Value;

use super::{Cell, Record, World};
use crate::http::Problem;

/// How a body names another record.
enum Naming {
    Id(String),
    ExternalId(String),
    Name(String),
}

impl World {
    /// Resolves `{"id"}`, `{"externalId"}`, `{"refName"}` or a bare scalar to an internal id.
    ///
    /// `None` means that the reference is cleared. Types the simulator keeps no records of accept any id.
    pub(crate) fn resolve(
        &self,
        target: &str,
        value: &Value,
        field: &str,
        path: &str,
    ) -> Result<Option<String>, Problem> {
        let Some(naming) = naming(value) else {
            return Err(Problem::content(
                format!(
                    "Invalid value for the resource or sub-resource field '{field}'. Provide a valid value."
                ),
                path,
            ));
        };
        let Some(naming) = naming else { return Ok(None) };
        let targets = self.types.targets(target);
        if targets.is_empty() {
            let (Naming::Id(text) | Naming::ExternalId(text) | Naming::Name(text)) = naming;
            return Ok(Some(text));
        }
        let wrong = |text: &str| Problem::field_value(text, field, path);
        let found = match &naming {
            Naming::Id(id) => self.follow(target, id).ok_or_else(|| wrong(id))?,
            Naming::ExternalId(external_id) => self
                .by_external_id(&targets[0].group, external_id)
                .filter(|found| targets.iter().any(|one| one.name == found.record_type))
                .ok_or_else(|| {
                    let at = crate::http::Locus::Body(path.to_owned());
                    Problem::no_such_external_id(external_id).at(at)
                })?,
            Naming::Name(name) => {
                let mut records = targets.iter().flat_map(|one| self.all(&one.name));
                records.find(|record| self.display_name(record) == *name).ok_or_else(|| wrong(name))?
            }
        };
        if is_inactive(found) {
            return Err(wrong(&found.id.to_string()));
        }
        Ok(Some(found.id.to_string()))
    }
}

fn is_inactive(record: &Record) -> bool {
    matches!(record.cells.get("isInactive"), Some(Cell::Flag(true)))
}

/// `None`: no reference at all. `Some(None)`: an empty one.
fn naming(value: &Value) -> Option<Option<Naming>> {
    match value {
        Value::Null => Some(None),
        Value::String(text) if text.is_empty() => Some(None),
        Value::String(text) => Some(Some(Naming::Id(text.clone()))),
        Value::Number(number) => Some(Some(Naming::Id(number.to_string()))),
        Value::Object(object) => {
            let text = |key: &str| match object.get(key) {
                Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
                Some(Value::Number(number)) => Some(number.to_string()),
                _ => None,
            };
            if let Some(id) = text("id") {
                return Some(Some(Naming::Id(id)));
            }
            if let Some(external_id) = text("externalId") {
                return Some(Some(Naming::ExternalId(external_id)));
            }
            if let Some(name) = text("refName") {
                return Some(Some(Naming::Name(name)));
            }
            let cleared = object.is_empty()
                || ["id", "externalId", "refName"].iter().any(|key| object.contains_key(*key));
            cleared.then_some(None)
        }
        _ => None,
    }
}
