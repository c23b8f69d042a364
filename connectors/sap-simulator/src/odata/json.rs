//! Answers in the JSON format of OData V2 (`{"d": …}`).

use super::table::Row;
use super::view::{Content, View};
use serde_json::{Map, Value as Json, json};

/// One entity, without the `d` around it.
pub(crate) fn entity(view: &View<'_>) -> Json {
    let mut metadata = Map::new();
    metadata.insert("id".into(), view.uri.clone().into());
    metadata.insert("uri".into(), view.uri.clone().into());
    metadata.insert("type".into(), view.type_name.clone().into());
    if let Some(etag) = &view.etag {
        metadata.insert("etag".into(), etag.clone().into());
    }
    let mut body = Map::new();
    body.insert("__metadata".into(), Json::Object(metadata));
    for (property, value) in &view.properties {
        body.insert(property.name.clone(), value.json(property));
    }
    for (name, content) in &view.links {
        let content = match content {
            Content::Deferred => json!({"__deferred": {"uri": format!("{}/{name}", view.uri)}}),
            Content::One(one) => one.as_ref().map_or(Json::Null, |one| entity(one)),
            Content::Many(many) => json!({"results": many.iter().map(entity).collect::<Vec<_>>()}),
        };
        body.insert((*name).to_owned(), content);
    }
    Json::Object(body)
}

/// A value of a complex type.
pub(crate) fn complex(type_name: &str, value: &Row) -> Json {
    let mut body = Map::new();
    body.insert("__metadata".into(), json!({"type": type_name}));
    for (property, value) in value.properties() {
        body.insert(property.name.clone(), value.json(property));
    }
    Json::Object(body)
}

/// A list of entities.
pub(crate) fn feed(views: &[View<'_>], count: Option<usize>) -> Json {
    let mut body = Map::new();
    if let Some(count) = count {
        body.insert("__count".into(), count.to_string().into());
    }
    body.insert("results".into(), views.iter().map(entity).collect());
    json!({"d": body})
}
