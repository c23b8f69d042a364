//! What can stand in fields that refer to other records, as the ERP holds it now.

use std::collections::BTreeMap;

use erpgate_engine::{Connected, Engine};
use erpgate_model::{Query, Resource, Verb};
use serde_json::{Value, json};

/// At most so many choices for one field.
const MOST: usize = 200;
/// Pages may come part full: at most so many are read.
const MOST_PAGES: usize = 5;

/// The records of one kind, or why they could not be read.
type Listed = Result<(Vec<Value>, bool), String>;

/// Adds the choices to every field that refers to records which the connection can list.
pub(super) async fn offer(schema: &mut Value, engine: &Engine, connected: &Connected) {
    let mut kinds = Vec::new();
    for_each_field(schema, &mut |name, _| kinds.extend(referred(name)));
    let mut listed: BTreeMap<Resource, Listed> = BTreeMap::new();
    for resource in kinds {
        let row = connected.connector.capability(resource, Verb::List, None);
        if row.is_some_and(|row| row.usable()) && !listed.contains_key(&resource) {
            listed.insert(resource, list(engine, connected, resource).await);
        }
    }
    for_each_field(
        schema,
        &mut |name, form| match referred(name).and_then(|resource| listed.get(&resource)) {
            Some(Ok((records, complete))) => {
                let choice = |record: &Value| choice(name, record, connected);
                form["x-choices"] = records.iter().map(choice).collect();
                form["x-choices-complete"] = json!(complete);
            }
            Some(Err(why)) => form["x-choices-error"] = json!(why),
            None => {}
        },
    );
}

/// Documents are no choices for a form: there are too many.
fn referred(field: &str) -> Option<Resource> {
    Resource::referred_to_by(field)
        .filter(|resource| !matches!(resource, Resource::PurchaseOrder | Resource::WorkOrder))
}

/// The usable records, and whether these are all.
async fn list(engine: &Engine, connected: &Connected, resource: Resource) -> Listed {
    let mut found: Vec<Value> = Vec::new();
    let mut cursor = None;
    for _ in 0..MOST_PAGES {
        let query = Query { limit: 200, cursor, ..Query::default() };
        let page = engine.list(connected.connection.id, resource, query).await;
        let page = page.map_err(|refusal| refusal.to_string())?;
        found.extend(page.records.into_iter().filter(usable));
        cursor = page.next_cursor;
        if found.len() > MOST || cursor.is_none() {
            break;
        }
    }
    let complete = cursor.is_none() && found.len() <= MOST;
    found.truncate(MOST);
    Ok((found, complete))
}

fn usable(record: &Value) -> bool {
    record["is_active"] != json!(false) && !matches!(record["status"].as_str(), Some("blocked" | "inactive"))
}

fn choice(field: &str, record: &Value, connected: &Connected) -> Value {
    let id = record["id"].as_str().unwrap_or_default();
    let names = ["name", "description", "number"].into_iter();
    let name = names.map(|name| &record[name]).find(|name| !name.is_null()).unwrap_or(&Value::Null);
    json!({"id": connected.connection.aliases.to_client(field, id), "name": name})
}

/// Calls with every property, at any depth.
fn for_each_field(schema: &mut Value, each: &mut dyn FnMut(&str, &mut Value)) {
    if let Some(items) = schema.get_mut("items") {
        for_each_field(items, each);
    }
    for (name, form) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        each(name, form);
        for_each_field(form, each);
    }
}
