//! The metadata catalogue: JSON Schema of one type and the OpenAPI document of several.

use serde_json::{Map, Value, json};

use super::{Field, Kind, RecordType};

/// The JSON Schema (draft 6) of one record type.
pub(crate) fn schema(one: &RecordType) -> Value {
    let mut properties = Map::new();
    properties.insert("id".into(), json!({"title": "Internal ID", "type": "string", "nullable": true}));
    for (name, field) in &one.fields {
        properties.insert(name.clone(), property(one, name, field));
    }
    for (name, list) in &one.sublists {
        let element: Map<String, Value> =
            list.fields.iter().map(|(field, kind)| (field.clone(), property(one, field, kind))).collect();
        properties.insert(
            name.clone(),
            json!({"type": "object", "properties": {
                "items": {"type": "array", "items": {"type": "object", "properties": element}},
                "totalResults": {"type": "integer", "format": "int64"},
            }}),
        );
    }
    let filterable: Vec<&String> = one.fields.keys().collect();
    json!({
        "$schema": "http://json-schema.org/draft-06/hyper-schema#",
        "type": "object",
        "title": one.label,
        "properties": properties,
        "x-ns-filterable": filterable,
    })
}

fn property(one: &RecordType, name: &str, field: &Field) -> Value {
    let title = field.title.clone().unwrap_or_else(|| one.label_of(name));
    let mut out = json!({"title": title, "nullable": true});
    let entries = match &field.kind {
        Kind::Text | Kind::Id(_) => json!({"type": "string"}),
        Kind::Decimal => json!({"type": "number", "format": "double"}),
        Kind::Integer => json!({"type": "integer", "format": "int64"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Instant => json!({"type": "string", "format": "date-time"}),
        Kind::Raw => json!({"type": "object"}),
        Kind::Choice(values) => choice(values),
        Kind::Reference(target) => json!({"type": "object", "description": format!("reference to {target}"),
            "properties": {"id": {"type": "string"}, "refName": {"type": "string"}, "externalId": {"type": "string"}}}),
        Kind::Many(target) => json!({"type": "object", "description": format!("references to {target}"),
            "properties": {"items": {"type": "array", "items": {"type": "object"}}}}),
        Kind::Subrecord(name) => subrecord(one, name),
        Kind::Rows(name) => {
            json!({"type": "object", "properties": {"items": {"type": "array", "items": subrecord(one, name)}}})
        }
    };
    if let (Value::Object(out), Value::Object(entries)) = (&mut out, entries) {
        out.extend(entries);
        if field.custom {
            out.insert("x-ns-custom-field".into(), Value::Bool(true));
        }
        if field.read_only {
            out.insert("readOnly".into(), Value::Bool(true));
        }
    }
    out
}

fn choice(values: &[String]) -> Value {
    let id =
        if values.is_empty() { json!({"type": "string"}) } else { json!({"type": "string", "enum": values}) };
    json!({"type": "object", "properties": {"id": id, "refName": {"type": "string"}}})
}

fn subrecord(one: &RecordType, name: &str) -> Value {
    let fields = one.subrecords.get(name);
    let properties: Map<String, Value> = fields
        .into_iter()
        .flatten()
        .map(|(field, kind)| (field.clone(), property(one, field, kind)))
        .collect();
    json!({"type": "object", "properties": properties})
}

/// The OpenAPI 3.0 document of the chosen types.
pub(crate) fn openapi(types: &[&RecordType], base: &str) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for one in types {
        let name = &one.name;
        let reference = json!({"$ref": format!("#/components/schemas/{name}")});
        let body = json!({"content": {"application/vnd.oracle.resource+json; type=singular": {"schema": reference}}});
        let done =
            json!({"204": {"description": "No Content"}, "default": {"description": "Error response."}});
        let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        paths.insert(
            format!("/{name}"),
            json!({
                "get": {"tags": [name], "responses": {"200": {"description": "List of records."}}},
                "post": {"tags": [name], "requestBody": body, "responses": done},
            }),
        );
        paths.insert(
            format!("/{name}/{{id}}"),
            json!({
                "parameters": id,
                "get": {"tags": [name], "responses": {"200": {"description": "The record.", "content": body["content"]}}},
                "patch": {"tags": [name], "requestBody": body, "responses": done},
                "put": {"tags": [name], "requestBody": body, "responses": done},
                "delete": {"tags": [name], "responses": done},
            }),
        );
        schemas.insert(name.clone(), schema(one));
        schemas.insert(
            format!("{name}Collection"),
            json!({"type": "object", "properties": {"items": {"type": "array", "items": reference}}}),
        );
        for (list, sublist) in &one.sublists {
            let element: Map<String, Value> = sublist
                .fields
                .iter()
                .map(|(field, kind)| (field.clone(), property(one, field, kind)))
                .collect();
            let element_name = format!("{name}-{list}Element");
            let element_reference = json!({"$ref": format!("#/components/schemas/{element_name}")});
            schemas.insert(
                format!("{name}-{list}Collection"),
                json!({"type": "object", "properties": {"items": {"type": "array", "items": element_reference}}}),
            );
            schemas.insert(element_name, json!({"type": "object", "properties": element}));
        }
    }
    json!({
        "openapi": "3.0.1",
        "info": {"title": "NetSuite REST record service", "version": "v1"},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}
