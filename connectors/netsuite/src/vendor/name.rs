//! What a vendor is called: a company by one name, a person by first and last name.

use serde_json::{Value, json};

use crate::mapping::{Fields, NativeRecord, Translation};

/// Puts the name where NetSuite wants it.
pub(super) fn put(
    translation: &mut Translation,
    body: &Fields,
    held: Option<&NativeRecord>,
    native: &mut Fields,
) {
    let Some(name) = body.get("name") else { return };
    let person = match held {
        Some(held) => is_person(held.fields()),
        None => body.get("is_person") == Some(&Value::Bool(true)),
    };
    match name.as_str().map(str::trim).filter(|name| !name.is_empty()) {
        None if translation.clears => {
            translation.refuse("/name", "required", "a vendor always has a name");
        }
        None => {}
        Some(name) if !person => {
            native.insert("companyName".to_owned(), json!(name));
        }
        Some(name) => match name.rsplit_once(char::is_whitespace) {
            Some((first, last)) => {
                native.insert("firstName".to_owned(), json!(first.trim_end()));
                native.insert("lastName".to_owned(), json!(last));
            }
            None => {
                let detail = "NetSuite knows a person by first and last name: send both";
                translation.refuse("/name", "invalid", detail);
            }
        },
    }
}

/// The name as one; the number where the account uses names as numbers.
pub(super) fn shown(native: &Fields) -> Option<String> {
    let text = |name: &str| native.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let of_person = || {
        let parts: Vec<&str> = ["firstName", "middleName", "lastName"].into_iter().filter_map(text).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let name = if is_person(native) { of_person() } else { text("companyName").map(str::to_owned) };
    name.or_else(|| text("entityId").map(str::to_owned))
}

fn is_person(native: &Fields) -> bool {
    native.get("isPerson") == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::VENDOR;

    fn put_new(body: &Value) -> (Value, Vec<String>) {
        let mut translation = Translation::of_create(&VENDOR);
        let mut native = Fields::new();
        put(&mut translation, body.as_object().unwrap(), None, &mut native);
        let pointers = translation.errors.into_iter().filter_map(|error| error.pointer).collect();
        (Value::Object(native), pointers)
    }

    #[test]
    fn a_person_has_first_and_last_names() {
        let (native, errors) = put_new(&json!({"name": "Mary Ann  Smith", "is_person": true}));
        assert_eq!(native, json!({"firstName": "Mary Ann", "lastName": "Smith"}));
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(put_new(&json!({"name": "Smith", "is_person": true})).1, ["/name"]);
        let held = json!({"isPerson": true, "firstName": "Mary", "lastName": "Smith", "companyName": "x"});
        assert_eq!(shown(held.as_object().unwrap()).as_deref(), Some("Mary Smith"));
    }

    #[test]
    fn a_company_has_one_name() {
        let (native, _) = put_new(&json!({"name": "Nuts & Bolts Ltd"}));
        assert_eq!(native, json!({"companyName": "Nuts & Bolts Ltd"}));
        assert_eq!(shown(json!({"entityId": "V-1"}).as_object().unwrap()).as_deref(), Some("V-1"));
    }
}
