//! Single values: from the unified record to NetSuite and back, without loss.

use std::str::FromStr;

use erpgate_model::Decimal;
use serde_json::{Map, Number, Value, json};

use super::row::Kind;

/// A unified value as NetSuite takes it. `null` clears.
pub(crate) fn to_native(kind: Kind, value: &Value) -> Value {
    let Some(text) = value.as_str() else { return value.clone() };
    match kind {
        // The exact digits, never through a binary float; the model has checked that they are digits.
        Kind::Number => Number::from_str(text).map_or_else(|_| json!(text), Value::Number),
        Kind::Reference | Kind::Currency => reference(text),
        Kind::Named if !text.bytes().all(|byte| byte.is_ascii_digit()) => json!({"refName": text}),
        Kind::Named => json!({"id": text}),
        Kind::Day => json!(day(text)),
        Kind::Text | Kind::Date | Kind::Instant | Kind::Flag | Kind::AddressLines | Kind::Computed => {
            json!(text)
        }
    }
}

/// `eid:X` names a record by its external id, anything else by NetSuite's own id.
fn reference(text: &str) -> Value {
    match text.strip_prefix("eid:") {
        Some(external_id) => json!({"externalId": external_id}),
        None => json!({"id": text}),
    }
}

/// A value of NetSuite as the unified record shows it; nothing when it is empty.
pub(crate) fn from_native(kind: Kind, value: &Value) -> Result<Option<Value>, String> {
    if value.is_null() || value.as_str().is_some_and(str::is_empty) {
        return Ok(None);
    }
    Ok(match kind {
        Kind::Number => {
            let text = scalar(value).ok_or_else(|| format!("`{value}` is no number"))?;
            let number =
                decimal(&text).ok_or_else(|| format!("`{text}` is no decimal of at most 28 digits"))?;
            // NetSuite pads whole numbers (`7.0`); the digits that count are the same for every ERP.
            Some(json!(number.normalized()))
        }
        Kind::Named => {
            value["refName"].as_str().map(str::to_owned).or_else(|| id_of(value)).map(Value::String)
        }
        Kind::Flag => value.as_bool().map(Value::Bool),
        Kind::Date => scalar(value).map(|text| json!(day(&text))),
        Kind::Day => scalar(value).map(|text| json!(format!("{}T00:00:00Z", day(&text)))),
        Kind::Reference
        | Kind::Currency
        | Kind::Text
        | Kind::Instant
        | Kind::AddressLines
        | Kind::Computed => id_of(value).map(Value::String),
    })
}

/// The first ten characters of a date, whatever time follows.
fn day(text: &str) -> &str {
    text.get(..10).unwrap_or(text)
}

/// The id of a reference or of an enumeration value, or a bare scalar.
pub(crate) fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("id").and_then(scalar),
        other => scalar(other),
    }
    .filter(|text| !text.is_empty())
}

/// A string or a number as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A decimal from a JSON number's text, exponents included; nothing when it does not fit exactly.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return text.parse().ok() };
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (-40..=40).contains(exponent))?;
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let plain = match usize::try_from(point) {
        Ok(point) if point >= all.len() => format!("{all:0<point$}"),
        Ok(point) if point > 0 => format!("{}.{}", &all[..point], &all[point..]),
        _ => format!("0.{}{all}", "0".repeat(point.unsigned_abs() as usize)),
    };
    format!("{sign}{plain}").parse().ok()
}

/// The value at a dotted path.
pub(crate) fn at<'a>(map: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.');
    let first = map.get(parts.next()?)?;
    parts.try_fold(first, |value, part| value.get(part))
}

/// Puts a value at a dotted path, making objects on the way.
pub(crate) fn put(map: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            map.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = map.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_reach_netsuite_as_they_were_given() {
        for text in ["12.50", "0.1", "3.999", "100", "12345678901234567890.12345678"] {
            assert_eq!(to_native(Kind::Number, &json!(text)).to_string(), text);
        }
    }

    #[test]
    fn exponents_are_read_exactly() {
        let expected =
            [("1e2", "100"), ("1.5E+3", "1500"), ("-2.5e-3", "-0.0025"), ("12e-1", "1.2"), ("0e0", "0")];
        for (text, plain) in expected {
            assert_eq!(decimal(text), Some(plain.parse().unwrap()), "{text}");
        }
        assert_eq!(decimal("1e99"), None);
        assert_eq!(decimal("1e-29"), None, "an inexact value is no value");
    }

    #[test]
    fn references_are_written_by_id_or_by_external_id_and_read_by_id() {
        assert_eq!(to_native(Kind::Reference, &json!("7")), json!({"id": "7"}));
        assert_eq!(to_native(Kind::Reference, &json!("eid:V-1")), json!({"externalId": "V-1"}));
        let held = json!({"links": [], "id": "7", "refName": "Acme"});
        assert_eq!(from_native(Kind::Reference, &held), Ok(Some(json!("7"))));
        assert_eq!(from_native(Kind::Reference, &json!("7")), Ok(Some(json!("7"))));
    }

    #[test]
    fn what_is_empty_is_nothing() {
        for value in [json!(null), json!("")] {
            assert_eq!(from_native(Kind::Text, &value), Ok(None));
        }
        assert_eq!(from_native(Kind::Reference, &json!({"links": []})), Ok(None));
    }

    #[test]
    fn a_path_makes_the_objects_on_its_way() {
        let mut map = Map::new();
        put(&mut map, "shippingAddress.city", json!("Ulm"));
        put(&mut map, "shippingAddress.zip", json!("89073"));
        assert_eq!(Value::Object(map.clone()), json!({"shippingAddress": {"city": "Ulm", "zip": "89073"}}));
        assert_eq!(at(&map, "shippingAddress.city"), Some(&json!("Ulm")));
        assert_eq!(at(&map, "shippingAddress.city.x"), None);
    }
}
