//! Whether what is wanted stands already.

use serde_json::Value;

use super::row::{Form, Row};
use super::to_native::Entity;
use crate::odata;

/// The form of a property, by the tables in which it has a row; text when it has none.
pub(crate) fn form_of(tables: &[&[Row]], property: &str) -> Form {
    let row = tables.iter().copied().flatten().find(|row| row.native() == property);
    row.map_or(Form::Text, |row| row.form)
}

/// The properties that do not stand in the entity as wanted.
pub(crate) fn differing(tables: &[&[Row]], wanted: &Entity, held: &Value) -> Entity {
    let missing =
        |(name, value): &(&String, &Value)| !stands(form_of(tables, name), value, held.get(name.as_str()));
    wanted.iter().filter(missing).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// True when the value stands as wanted, whatever digits, zeros and case SAP writes it in.
pub(crate) fn stands(form: Form, wanted: &Value, held: Option<&Value>) -> bool {
    let held = held.unwrap_or(&Value::Null);
    if wanted == held {
        return true;
    }
    let (wanted_text, held_text) =
        (wanted.as_str().unwrap_or_default(), held.as_str().unwrap_or_default().trim_end());
    match form {
        Form::Decimal => {
            let value = odata::decimal_from_native(wanted);
            value.is_some() && value == odata::decimal_from_native(held)
        }
        Form::Date => {
            let date = odata::date_from_native(wanted_text);
            date.is_some() && date == odata::date_from_native(held_text)
        }
        Form::Instant => {
            let instant = odata::instant_from_native(wanted_text);
            instant.is_some() && instant == odata::instant_from_native(held_text)
        }
        Form::Flag => false,
        Form::Code => wanted.is_string() && wanted_text.to_uppercase() == held_text,
        Form::Number => wanted.is_string() && canonical(wanted_text) == canonical(held_text),
        // SAP shows an empty string where nothing stands.
        Form::Text | Form::Derived => {
            (wanted.is_string() || wanted.is_null()) && wanted_text == held_text && !held.is_boolean()
        }
    }
}

/// Inside SAP numbers have leading zeros, outside they have none.
fn canonical(text: &str) -> String {
    let upper = text.trim().to_uppercase();
    if upper.bytes().all(|byte| byte.is_ascii_digit()) {
        upper.trim_start_matches('0').to_owned()
    } else {
        upper
    }
}
