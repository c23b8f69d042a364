//! From the unified body to SAP's entities.

use erpgate_model::FieldError;
use serde_json::{Value, json};

use super::Customs;
use super::form::{Form, Part};
use super::native::bare;
use crate::mapping::{Entity, Nulls, add_custom_fields, properties};

/// An operation or a component.
pub(super) fn entry(
    part: &Part,
    entry: &Value,
    nulls: Nulls,
    pointer: &str,
    errors: &mut Vec<FieldError>,
) -> Entity {
    let mut entity = properties(part.rows, part.list, entry, nulls);
    add_custom_fields(&mut entity, part.rows, entry, pointer, errors);
    entity
}

/// The header of a new order, without what hangs on it.
pub(super) fn header(form: &Form, body: &Value, customs: &Customs, errors: &mut Vec<FieldError>) -> Entity {
    let mut header = properties(form.header, "", body, Nulls::Skip);
    header.extend((form.more_properties)(body, Nulls::Skip, customs));
    add_custom_fields(&mut header, form.header, body, "", errors);
    header
}

/// The operations of a new order, each with its components. Operations without a number get one, so that
/// components find theirs; a component that names none belongs to the first.
pub(super) fn operations(form: &Form, body: &Value, errors: &mut Vec<FieldError>) -> Vec<Value> {
    let number = form.operations.property("number");
    let mut operations = entries(&form.operations, body, errors);
    let components = entries(&form.components, body, errors);
    if operations.is_empty() && !components.is_empty() {
        operations.push(Entity::new());
    }
    for index in 0..operations.len() {
        let taken = |wanted: &str| operations.iter().any(|other| other.get(number) == Some(&json!(wanted)));
        let free = (1..).map(|step| format!("{:04}", step * 10)).find(|free| !taken(free));
        operations[index].entry(number).or_insert_with(|| json!(free));
    }
    let belongs = form.components.property("operation_number");
    let mut below: Vec<Vec<Value>> = vec![Vec::new(); operations.len()];
    for (index, mut component) in components.into_iter().enumerate() {
        let named = component.remove(belongs);
        let named = named.as_ref().and_then(Value::as_str).filter(|named| !named.is_empty());
        let is_named = |operation: &Entity| {
            let own = operation.get(number).and_then(Value::as_str).unwrap_or_default();
            named.is_none_or(|named| bare(named) == bare(own))
        };
        match operations.iter().position(is_named) {
            Some(at) => below[at].push(Value::Object(component)),
            None => errors.push(FieldError::at(
                format!("/components/{index}/operation_number"),
                "no_such_reference",
                format!("the order has no operation {}", named.unwrap_or_default()),
            )),
        }
    }
    for (operation, components) in operations.iter_mut().zip(below) {
        if !components.is_empty() {
            operation.insert(form.components.navigation.to_owned(), json!(components));
        }
    }
    operations.into_iter().map(Value::Object).collect()
}

fn entries(part: &Part, body: &Value, errors: &mut Vec<FieldError>) -> Vec<Entity> {
    let entries = body[part.list].as_array().into_iter().flatten().enumerate();
    entries
        .map(|(index, given)| {
            let pointer = format!("/{}/{index}", part.list);
            let mut entity = entry(part, given, Nulls::Skip, &pointer, errors);
            (part.following)(&mut entity);
            entity
        })
        .collect()
}
