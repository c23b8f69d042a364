//! Entities in V2 JSON: `__metadata`, expanded and deferred navigations.

use serde_json::{Map, Value};

/// What a navigation was expanded to: `{"results": […]}`, or a bare array in some releases.
/// Nothing when it was not expanded.
pub(crate) fn children<'a>(entity: &'a Value, navigation: &str) -> Option<&'a [Value]> {
    entities(entity.get(navigation)?)
}

/// The entities of a list.
pub(crate) fn entities(list: &Value) -> Option<&[Value]> {
    list.get("results").unwrap_or(list).as_array().map(Vec::as_slice)
}

/// The etag of an entity, where the system gives one.
pub(crate) fn etag(entity: &Value) -> Option<&str> {
    entity.pointer("/__metadata/etag").and_then(Value::as_str)
}

/// A string property; empty when it is not there.
pub(crate) fn text<'a>(entity: &'a Value, property: &str) -> &'a str {
    entity.get(property).and_then(Value::as_str).unwrap_or_default()
}

/// A boolean property; false when it is not there.
pub(crate) fn flag(entity: &Value, property: &str) -> bool {
    entity.get(property).and_then(Value::as_bool).unwrap_or(false)
}

/// The data alone: without addresses and without what was not expanded. Etags stay.
pub(crate) fn without_links(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (name, field) in fields {
                if name == "__metadata" {
                    if let Some(etag) = field.get("etag") {
                        kept.insert("__etag".to_owned(), etag.clone());
                    }
                } else if field.get("__deferred").is_none() {
                    kept.insert(name.clone(), without_links(field));
                }
            }
            Value::Object(kept)
        }
        Value::Array(list) => Value::Array(list.iter().map(without_links).collect()),
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_of_an_expanded_navigation_are_read() {
        let entity = json!({"a": {"results": [1, 2]}, "b": [1], "c": {"__deferred": {"uri": "…"}}});
        assert_eq!(children(&entity, "a").map(<[_]>::len), Some(2));
        assert_eq!(children(&entity, "b").map(<[_]>::len), Some(1));
        assert_eq!(children(&entity, "c"), None);
        assert_eq!(children(&entity, "d"), None);
    }

    #[test]
    fn links_are_left_out_and_etags_kept() {
        let entity = json!({"__metadata": {"uri": "http://a", "etag": "W/\"1\""}, "A": "x",
            "to_B": {"results": [{"__metadata": {"uri": "http://b"}, "C": "y"}]}, "to_D": {"__deferred": {}}});
        assert_eq!(
            without_links(&entity),
            json!({"__etag": "W/\"1\"", "A": "x", "to_B": {"results": [{"C": "y"}]}})
        );
    }
}
