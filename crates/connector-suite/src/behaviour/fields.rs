//! What a row declares writable is written, and stands in the record afterwards.

use erpgate_model::{
    Command, FieldSpec, Patch, PurchaseOrder, PurchaseOrderLinePatch, PurchaseOrderPatch, Record, Resource,
    Update, Verb, Writable,
};
use serde_json::{Map, Value, json};

use super::update::target;
use super::{Behaviour, behaviour, creates, updates};
use crate::holds::assert_holds;
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("fields::the_samples_cover_every_field_that_a_create_writes", creates, |stand| {
        Box::pin(covered(stand))
    }),
    behaviour("fields::every_field_that_a_create_writes_is_read_back", creates, |stand| {
        Box::pin(created(stand))
    }),
    behaviour("fields::every_field_that_an_update_writes_is_read_back", updates, |stand| {
        Box::pin(updated(stand))
    }),
];

fn specs(stand: &Stand, verb: Verb) -> &'static [FieldSpec] {
    stand.connector.capability(Resource::PurchaseOrder, verb, None).map_or(&[], |row| row.fields)
}

async fn covered(stand: &Stand) {
    let (full, plain) = (json!(stand.samples.full_order), json!(stand.samples.order));
    let fields = specs(stand, Verb::Create);
    assert_covered("purchase_order", fields, &full, stand.samples.left_out);
    for field in fields {
        let there = !field.required || mentions(&plain, field.name);
        assert!(there, "`order` lacks the required `{}`", field.name);
    }
}

/// Panics unless the body has a value in every field that the row declares writable, and in no other.
pub(super) fn assert_covered(
    name: &str,
    fields: &[FieldSpec],
    full: &Value,
    left_out: &[(&'static str, &'static str)],
) {
    for field in fields.iter().filter(|field| field.writable != Writable::No) {
        if !mentions(full, field.name) {
            let reason = left_out.iter().find(|(name, _)| *name == field.name);
            let reason = reason.map(|(_, reason)| *reason).unwrap_or_default();
            assert!(
                !reason.is_empty(),
                "{name}: the full body has no `{}`, and `left_out` has no reason",
                field.name
            );
        }
    }
    for path in paths(full) {
        let free = path.split('.').any(|part| part == "custom_fields");
        let declared = fields.iter().any(|field| covers(field.name, &path));
        assert!(free || declared, "{name}: the full body has `{path}`, which the row does not declare");
    }
}

async fn created(stand: &Stand) {
    let mut sent = json!(stand.samples.full_order);
    let receipt = stand.visit().create(&stand.samples.full_order).await.expect("the full order is valid");
    forget_unreadable(&mut sent, specs(stand, Verb::Create));
    assert_holds(&sent, &json!(stand.read(receipt.id()).await));
}

/// The plain order, given the values of the full one wherever the row says that this can be done.
async fn updated(stand: &Stand) {
    let order = stand.created().await;
    let fields = specs(stand, Verb::Update);
    let full = json!(stand.samples.full_order);
    let header = changeable(&full, fields, "");
    let (patch, lines) = patch(&order, &full, fields, &header);
    let patch = Patch::PurchaseOrder(Box::new(patch));
    let command = Command::Update(Update { target: target(&order.id, None), patch });
    let basis = Record::PurchaseOrder(Box::new(order.clone()));
    stand.visit().apply(&command, Some(&basis)).await.expect("every value is valid");

    let mut sent = Value::Object(header);
    sent["lines"] = Value::Array(lines);
    forget_unreadable(&mut sent, fields);
    assert_holds(&sent, &json!(stand.read(&order.id).await));
}

fn patch(
    order: &PurchaseOrder,
    full: &Value,
    fields: &[FieldSpec],
    header: &Map<String, Value>,
) -> (PurchaseOrderPatch, Vec<Value>) {
    let rich_lines = full["lines"].as_array().expect("orders have lines");
    assert_eq!(rich_lines.len(), order.lines.len(), "`full_order` has two lines, as `order` has");
    let mut patch: PurchaseOrderPatch = serde_json::from_value(Value::Object(header.clone()))
        .expect("the row declares changeable fields alone");
    let mut lines = Vec::new();
    for (line, rich) in order.lines.iter().zip(rich_lines) {
        let mut values = changeable(rich, fields, "lines.");
        values.insert("id".to_owned(), json!(line.id));
        let line = Value::Object(values);
        let change: PurchaseOrderLinePatch =
            serde_json::from_value(line.clone()).expect("the row declares changeable fields alone");
        patch.lines.update.push(change);
        lines.push(line);
    }
    (patch, lines)
}

/// The values whose field can be changed on an existing record.
fn changeable(values: &Value, fields: &[FieldSpec], prefix: &str) -> Map<String, Value> {
    let can_change = |name: &str| {
        let path = format!("{prefix}{name}");
        fields.iter().any(|field| field.writable == Writable::Always && covers(&path, field.name))
    };
    let all = values.as_object().expect("orders and lines are objects");
    all.iter()
        .filter(|(name, _)| *name != "lines" && can_change(name))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect()
}

/// True when the path is the same as the outer one or lies below it.
fn covers(outer: &str, path: &str) -> bool {
    path == outer || path.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

fn mentions(body: &Value, name: &str) -> bool {
    paths(body).iter().any(|path| covers(name, path))
}

/// The dotted paths of all values; entries of lists have their list's path.
fn paths(value: &Value) -> Vec<String> {
    let below = |path: &str, value: &Value| -> Vec<String> {
        let inner = paths(value);
        let join = |inner: String| if inner.is_empty() { path.to_owned() } else { format!("{path}.{inner}") };
        inner.into_iter().map(join).collect()
    };
    match value {
        Value::Object(fields) => fields.iter().flat_map(|(name, field)| below(name, field)).collect(),
        Value::Array(list) => list.iter().flat_map(paths).collect(),
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![String::new()],
    }
}

/// Takes away what the ERP takes but does not show.
pub(super) fn forget_unreadable(body: &mut Value, fields: &[FieldSpec]) {
    for field in fields.iter().filter(|field| !field.readable) {
        forget(body, field.name);
    }
}

fn forget(value: &mut Value, path: &str) {
    match (value, path.split_once('.')) {
        (Value::Array(list), _) => list.iter_mut().for_each(|entry| forget(entry, path)),
        (Value::Object(fields), Some((name, rest))) => {
            if let Some(field) = fields.get_mut(name) {
                forget(field, rest);
            }
        }
        (Value::Object(fields), None) => {
            fields.remove(path);
        }
        _ => {}
    }
}
