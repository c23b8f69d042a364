//! The tax numbers that stand on the vendor itself: one for each field. Those of SuiteTax
//! (`taxRegistration`) have no key by which they could be changed.

use serde_json::{Value, json};

use crate::mapping::{Fields, NativeRecord, Translation};

/// The fields, which are also the ids and kinds; the first is the usual one.
const FIELDS: [&str; 2] = ["taxIdNum", "vatRegNumber"];

/// Puts tax numbers, or changes of them, into their fields.
pub(super) fn put(
    translation: &mut Translation,
    body: &Fields,
    held: Option<&NativeRecord>,
    native: &mut Fields,
) {
    let Some(given) = body.get("tax_ids") else { return };
    let (added, place) = if held.is_some() { (&given["add"], "/tax_ids/add") } else { (given, "/tax_ids") };
    for (index, entry) in list(added).iter().enumerate() {
        let pointer = format!("{place}/{index}");
        let kind = entry["kind"].as_str().unwrap_or(FIELDS[0]);
        let there = held.and_then(|held| held.fields().get(kind)).filter(|there| !there.is_null());
        if there.is_some_and(|there| *there != entry["value"]) {
            let detail = format!("the vendor has a {kind} already: update it by its id, `{kind}`");
            translation.refuse(&pointer, "too_many", &detail);
        } else {
            set(translation, kind, &entry["value"], &format!("{pointer}/kind"), native);
        }
    }
    for (index, entry) in list(&given["update"]).iter().enumerate() {
        let pointer = format!("/tax_ids/update/{index}");
        let id = entry["id"].as_str().unwrap_or_default();
        let moved = entry.get("kind").and_then(Value::as_str).filter(|kind| *kind != id);
        if moved.is_some() {
            let detail = "the kind of a tax number is its field: remove this one and add another";
            translation.refuse(&format!("{pointer}/kind"), "not_writable", detail);
        } else if let Some(value) = entry.get("value") {
            set(translation, id, value, &format!("{pointer}/id"), native);
        }
    }
    for (index, id) in list(&given["remove"]).iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        set(translation, id, &Value::Null, &format!("/tax_ids/remove/{index}"), native);
    }
}

/// The tax numbers that the vendor has.
pub(super) fn shown(native: &Fields) -> Value {
    let value = |field: &&str| native.get(*field).and_then(Value::as_str).filter(|text| !text.is_empty());
    let held = FIELDS.iter().filter_map(|field| {
        let value = value(field)?;
        Some(json!({"id": field, "kind": field, "value": value}))
    });
    held.collect()
}

fn set(translation: &mut Translation, field: &str, value: &Value, pointer: &str, native: &mut Fields) {
    if !FIELDS.contains(&field) {
        let detail = format!("NetSuite keeps tax numbers as {}, not as `{field}`", FIELDS.join(" and "));
        translation.refuse(pointer, "invalid", &detail);
    } else if native.insert(field.to_owned(), value.clone()).is_some() {
        let detail = format!("NetSuite keeps one {field}, and the request names two");
        translation.refuse(pointer, "too_many", &detail);
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::VENDOR;

    fn put_new(tax_ids: Value) -> (Value, Vec<String>) {
        let mut translation = Translation::of_create(&VENDOR);
        let mut native = Fields::new();
        let body = Fields::from_iter([("tax_ids".to_owned(), tax_ids)]);
        put(&mut translation, &body, None, &mut native);
        let pointers = translation.errors.into_iter().filter_map(|error| error.pointer).collect();
        (Value::Object(native), pointers)
    }

    #[test]
    fn a_kind_is_the_name_of_a_field() {
        let (native, errors) = put_new(json!([{"value": "1"}, {"kind": "vatRegNumber", "value": "DE1"}]));
        assert_eq!(native, json!({"taxIdNum": "1", "vatRegNumber": "DE1"}));
        assert_eq!(errors, Vec::<String>::new());
        let (_, errors) = put_new(json!([{"kind": "DE0", "value": "1"}, {"value": "2"}, {"value": "3"}]));
        assert_eq!(errors, ["/tax_ids/0/kind", "/tax_ids/2/kind"]);
    }
}
