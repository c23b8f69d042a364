//! Reads the metadata files: a type may be `like` another one, and subrecords that several types have
//! stand in a file of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Field, Kind, RecordType};

/// Fields of subrecords, by name.
type Subrecords = BTreeMap<String, BTreeMap<String, Field>>;

/// The types of the files by lower-case name. Panics on a file that is wrong: they are part of the program.
pub(super) fn types(files: &[&str], shared: &str) -> BTreeMap<String, Arc<RecordType>> {
    const CHECKED: &str = "metadata files are checked by a test";
    let bodies: Vec<Map<String, Value>> =
        files.iter().map(|text| serde_json::from_str(text).expect(CHECKED)).collect();
    let shared: Subrecords = serde_json::from_str(shared).expect(CHECKED);
    let types = bodies.iter().map(|body| {
        let whole = whole(body, &bodies);
        let mut one: RecordType = serde_json::from_value(Value::Object(whole)).expect(CHECKED);
        describe_subrecords(&mut one, &shared);
        (one.name.to_ascii_lowercase(), Arc::new(one))
    });
    types.collect()
}

/// A file with what it takes over from the type it is like.
fn whole(body: &Map<String, Value>, bodies: &[Map<String, Value>]) -> Map<String, Value> {
    let Some(like) = body.get("like") else { return body.clone() };
    let base = bodies.iter().find(|other| other.get("name") == Some(like));
    let mut whole = base.cloned().unwrap_or_default();
    overlay(&mut whole, body);
    whole.remove("like");
    whole
}

fn overlay(base: &mut Map<String, Value>, upper: &Map<String, Value>) {
    for (key, value) in upper {
        match (base.get_mut(key), value) {
            (Some(Value::Object(below)), Value::Object(above)) => overlay(below, above),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Adds the shared subrecords that the type's fields, or those subrecords themselves, name.
fn describe_subrecords(one: &mut RecordType, shared: &Subrecords) {
    loop {
        let lines = one.sublists.values().flat_map(|list| list.fields.values());
        let below = one.subrecords.values().flat_map(BTreeMap::values);
        let missing = one.fields.values().chain(lines).chain(below).find_map(|field| match &field.kind {
            Kind::Subrecord(name) | Kind::Rows(name) if !one.subrecords.contains_key(name) => {
                shared.get_key_value(name)
            }
            _ => None,
        });
        let Some((name, fields)) = missing else { return };
        one.subrecords.insert(name.clone(), fields.clone());
    }
}
