//! What a connection fills in where the client says nothing.

use erpgate_model::{NewRecord, Resource, Verb, WorkOrderKind, is_list};
use serde_json::{Map, Value, json};

use crate::http::invalid_body;
use crate::problem::{Problem, ProblemCode};

/// Defaults are parts of create bodies: what would not fit there is refused here.
pub(super) fn check_defaults(defaults: &Value) -> Result<(), Problem> {
    let Some(resources) = defaults.as_object() else {
        return Err(wrong("/defaults", "give an object with one entry per resource"));
    };
    for (name, fields) in resources {
        let pointer = format!("/defaults/{name}");
        let Some(resource) = creatable().find(|resource| names(*resource, name)) else {
            let known: Vec<_> = creatable().map(Resource::as_str).collect();
            let detail = format!("nobody creates `{name}`; known are {}", known.join(", "));
            return Err(wrong(&pointer, &detail));
        };
        let Some(fields) = fields.as_object() else {
            return Err(wrong(&pointer, "give an object of fields"));
        };
        NewRecord::read(resource, &body(resource, fields)).map_err(|error| {
            let mut problem = invalid_body(&error);
            for error in &mut problem.errors {
                error.pointer = error.pointer.take().map(|at| format!("{pointer}{}", without_index(&at)));
            }
            problem
        })?;
    }
    Ok(())
}

/// `work_order.maintenance` holds what differs for one kind of work order.
fn names(resource: Resource, name: &str) -> bool {
    let of_kind = |kind: WorkOrderKind| {
        let with_kinds = matches!(resource, Resource::WorkOrder | Resource::WorkOrderCompletion);
        with_kinds && name.strip_prefix(resource.as_str()) == Some(&format!(".{}", kind.as_str()))
    };
    name == resource.as_str() || of_kind(WorkOrderKind::Production) || of_kind(WorkOrderKind::Maintenance)
}

fn creatable() -> impl Iterator<Item = Resource> {
    Resource::ALL.iter().copied().filter(|resource| resource.verbs().contains(&Verb::Create))
}

/// The create body that the defaults would make: a default for a list holds for each of its entries.
fn body(resource: Resource, defaults: &Map<String, Value>) -> Value {
    let mut body = Map::new();
    for (name, default) in defaults {
        let mut default = default.clone();
        if is_list(name) && default.is_object() {
            if resource == Resource::PurchaseOrder && default.get("quantity").is_none() {
                // Every line has a quantity of its own, so that a default would never apply.
                default["quantity"] = json!("1");
            }
            default = json!([default]);
        }
        body.insert(name.clone(), default);
    }
    Value::Object(body)
}

/// The entry stands for all, and has no index in the defaults.
fn without_index(pointer: &str) -> String {
    let mut parts = pointer.split('/').collect::<Vec<_>>();
    if parts.len() > 2 && parts[2] == "0" && is_list(parts[1]) {
        parts.remove(2);
    }
    parts.join("/")
}

fn wrong(pointer: &str, detail: &str) -> Problem {
    Problem::new(ProblemCode::InvalidBody, detail).at(pointer, "invalid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused_at(defaults: &Value) -> Option<String> {
        check_defaults(defaults).err().and_then(|problem| problem.errors[0].pointer.clone())
    }

    #[test]
    fn defaults_of_every_resource_that_can_be_created_are_checked_as_its_body() {
        for resource in creatable() {
            assert_eq!(refused_at(&json!({resource.as_str(): {}})), None, "{resource}");
            let unknown = refused_at(&json!({resource.as_str(): {"no_such_field": "1"}}));
            assert_eq!(unknown, Some(format!("/defaults/{resource}/no_such_field")));
        }
        assert_eq!(refused_at(&json!({"item": {}})), Some("/defaults/item".to_owned()));
        assert_eq!(refused_at(&json!({"work_order.maintenance": {"type_id": "YA01"}})), None);
        let no_kind = refused_at(&json!({"vendor.maintenance": {}}));
        assert_eq!(no_kind, Some("/defaults/vendor.maintenance".to_owned()));
    }

    #[test]
    fn the_default_of_a_list_holds_for_its_entries() {
        let lines = |fields: Value| json!({"purchase_order": {"lines": fields}});
        assert_eq!(refused_at(&lines(json!({"location_id": "1"}))), None);
        let wrong = refused_at(&lines(json!({"location_id": 1})));
        assert_eq!(wrong, Some("/defaults/purchase_order/lines/location_id".to_owned()));
    }
}
