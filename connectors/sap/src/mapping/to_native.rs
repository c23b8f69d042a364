//! From unified fields to SAP's properties.

use chrono::{DateTime, NaiveDate, Utc};
use erpgate_model::FieldError;
use serde_json::{Map, Value, json};

use super::row::{Form, Row};
use crate::odata;

/// Properties of an entity.
pub(crate) type Entity = Map<String, Value>;

/// What `null` in the body means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nulls {
    /// Nothing was said.
    Skip,
    /// Clear: SAP's initial value.
    Clear,
}

/// The properties of these rows that the body mentions. The body is the record's own (`list` is empty),
/// or an entry of one of its lists, such as `lines`.
pub(crate) fn properties(rows: &[Row], list: &str, body: &Value, nulls: Nulls) -> Entity {
    let mut entity = Entity::new();
    for row in rows {
        let Some(value) = mentioned(row.within(list), body) else { continue };
        if !value.is_null() || nulls == Nulls::Clear {
            entity.insert(row.native().to_owned(), native_value(row.form, value));
        }
    }
    entity
}

/// The body's value of a row. Within a parent that is null, everything is null.
fn mentioned<'a>(name: &str, body: &'a Value) -> Option<&'a Value> {
    let Some((parent, key)) = name.split_once('.') else { return body.get(name) };
    let parent = body.get(parent)?;
    if parent.is_null() { Some(parent) } else { parent.get(key) }
}

/// A unified value as SAP writes it.
pub(crate) fn native_value(form: Form, value: &Value) -> Value {
    match (form, value) {
        (Form::Date, Value::String(text)) => match text.parse::<NaiveDate>() {
            Ok(date) => json!(odata::date_to_native(date)),
            Err(_) => value.clone(),
        },
        (Form::Instant, Value::String(text)) => match text.parse::<DateTime<Utc>>() {
            Ok(instant) => json!(odata::instant_to_native(instant)),
            Err(_) => value.clone(),
        },
        (Form::Flag, Value::Null) => json!(false),
        (Form::Date | Form::Instant, _) => Value::Null,
        (Form::Decimal, Value::Null) => json!("0"),
        (Form::Text | Form::Code | Form::Number | Form::Derived, Value::Null) => json!(""),
        (Form::Decimal | Form::Text | Form::Code | Form::Number | Form::Flag | Form::Derived, _) => {
            value.clone()
        }
    }
}

/// Adds the ERP's own fields by name. What the unified body has a field for is refused.
pub(crate) fn add_custom_fields(
    entity: &mut Entity,
    taken: &[Row],
    body: &Value,
    pointer: &str,
    errors: &mut Vec<FieldError>,
) {
    for (name, value) in body["custom_fields"].as_object().into_iter().flatten() {
        if let Err(detail) = check_custom_field(taken, name, value) {
            let name = name.replace('~', "~0").replace('/', "~1");
            errors.push(FieldError::at(format!("{pointer}/custom_fields/{name}"), "invalid", detail));
        } else {
            entity.insert(name.clone(), value.clone());
        }
    }
}

fn check_custom_field(taken: &[Row], name: &str, value: &Value) -> Result<(), String> {
    let identifier = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !name.starts_with("to_");
    if !identifier {
        return Err("is no name of an SAP property".to_owned());
    }
    if let Some(row) = taken.iter().find(|row| row.native() == name) {
        return Err(format!("{name} is the field `{}` of the unified body: write it there", row.spec.name));
    }
    match value {
        Value::String(_) | Value::Bool(_) | Value::Null => Ok(()),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Err("must be a string, a boolean or null; numbers are written as strings".to_owned())
        }
    }
}
