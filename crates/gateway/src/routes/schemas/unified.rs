//! The unified bodies as JSON Schema, with everything that they refer to written in place.

use std::sync::LazyLock;

use erpgate_model::{Resource, Verb};
use serde_json::{Map, Value};

use crate::routes::records;

static COMPONENTS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::to_value(records::components()).expect("schemas of the OpenAPI document are JSON")
});

/// The body of this write; nothing when it takes none.
pub(super) fn body(resource: Resource, verb: Verb) -> Option<Value> {
    let name = records::body_name(resource, verb)?;
    Some(in_place(COMPONENTS["schemas"].get(&name)?))
}

/// The schema with its references written in place. `null` beside one other form becomes a type.
fn in_place(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let mut fields = fields.clone();
            if let Some(form) = nullable(&fields) {
                let mut form = in_place(&form);
                let kind = form["type"].take();
                form["type"] = Value::from_iter([kind, Value::from("null")]);
                if let Some(values) = form.get_mut("enum").and_then(Value::as_array_mut) {
                    values.push(Value::Null);
                }
                return form;
            }
            let target = fields.remove("$ref").and_then(|target| lookup(&target));
            let mut whole = match target.map(|target| in_place(&target)) {
                Some(Value::Object(target)) => target,
                _ => Map::new(),
            };
            whole.extend(fields.into_iter().map(|(name, field)| (name, in_place(&field))));
            Value::Object(whole)
        }
        Value::Array(list) => list.iter().map(in_place).collect(),
        other => other.clone(),
    }
}

/// The one form beside `null`.
fn nullable(fields: &Map<String, Value>) -> Option<Value> {
    let [form, null] = fields.get("oneOf")?.as_array()?.as_slice() else { return None };
    (null["type"] == "null").then(|| form.clone())
}

fn lookup(target: &Value) -> Option<Value> {
    COMPONENTS["schemas"].get(target.as_str()?.rsplit('/').next()?).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_write_with_a_body_has_a_schema_without_references() {
        for resource in Resource::ALL {
            for verb in resource.verbs() {
                let has_body = matches!(verb, Verb::Create | Verb::Update);
                let schema = body(*resource, *verb);
                assert_eq!(schema.is_some(), has_body, "{verb} {resource}");
                let text = schema.unwrap_or_default().to_string();
                assert!(!text.contains("$ref") && !text.contains("oneOf"), "{verb} {resource}: {text}");
            }
        }
    }
}
