//! From SAP's properties to unified fields.

use erpgate_model::Version;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::row::{Form, Row};
use crate::odata;

/// The fields of these rows that an entity holds, by their names within the list (empty: the record).
pub(crate) fn unified(rows: &[Row], list: &str, entity: &Value) -> Map<String, Value> {
    let field = |row: &Row| (row.within(list).to_owned(), unified_value(row.form, &entity[row.native()]));
    rows.iter().map(field).collect()
}

/// A value of SAP's as the unified record writes it.
pub(crate) fn unified_value(form: Form, value: &Value) -> Value {
    let text = value.as_str().unwrap_or_default().trim_end();
    match form {
        Form::Text | Form::Code | Form::Number | Form::Derived if text.is_empty() => Value::Null,
        Form::Text | Form::Code | Form::Number | Form::Derived => json!(text),
        // Nothing for a rate in indirect quotation ("/1.1"), which is no decimal.
        Form::Decimal => json!(odata::decimal_from_native(value)),
        Form::Date => json!(odata::date_from_native(text)),
        Form::Instant => json!(odata::instant_from_native(text)),
        Form::Flag => value.clone(),
    }
}

/// `incoterms.code` and `incoterms.location` into an object; nothing without a code.
pub(crate) fn nest_incoterms(record: &mut Map<String, Value>) {
    let (code, location) = (record.remove("incoterms.code"), record.remove("incoterms.location"));
    let object = match code {
        Some(code) if !code.is_null() => json!({"code": code, "location": location}),
        Some(_) | None => Value::Null,
    };
    record.insert("incoterms".to_owned(), object);
}

/// A digest of everything that SAP shows of a record, etags included. A header's etag alone has
/// seconds in it, and two changes may fall into one.
pub(crate) fn version(entity: &Value) -> Version {
    let digest = Sha256::digest(odata::without_links(entity).to_string());
    Version::new(hex::encode(&digest[..8]))
}

/// Fields that this customer added: `YY1_…` of key users, `Z…` of developers.
pub(crate) fn custom_fields(entity: &Value) -> Value {
    let own = |name: &str| name.starts_with("YY1_") || name.starts_with('Z');
    let fields = entity.as_object().into_iter().flatten();
    Value::Object(
        fields
            .filter(|(name, value)| own(name) && !value.is_object() && !value.is_array())
            .map(|(name, value)| {
                let value = if value.is_number() { json!(value.to_string()) } else { value.clone() };
                (name.clone(), value)
            })
            .collect(),
    )
}

/// The form of the gateway's references: `EG` and ten characters of Crockford's base 32.
pub(crate) fn is_reference(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (byte.is_ascii_uppercase() && !b"ILOU".contains(&byte));
    text.len() == 12 && text.starts_with("EG") && text.bytes().skip(2).all(digit)
}
