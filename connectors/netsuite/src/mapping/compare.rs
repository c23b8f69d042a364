//! Whether what would be sent stands in NetSuite already.

use erpgate_model::Decimal;
use serde_json::Value;

use super::native::Fields;
use super::values::{decimal, id_of};

/// How to judge what cannot be compared: NetSuite does not always say by which external id a record is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// A field to set: when in doubt it is set.
    Differs,
    /// A line to add, beside one that is new since the first send: when in doubt it is that line.
    Equals,
}

/// True when every property of the request stands in the record or line.
pub(crate) fn all_stand(sent: &Fields, held: &Fields, doubt: Doubt) -> bool {
    sent.iter().all(|(name, value)| {
        let held = held.get(name).unwrap_or(&Value::Null);
        let rounded = doubt == Doubt::Equals && name == "amount" && is_rounded(value);
        rounded || stands(value, held, doubt)
    })
}

fn stands(sent: &Value, held: &Value, doubt: Doubt) -> bool {
    match sent {
        Value::Null => {
            held.is_null()
                || held.as_str().is_some_and(str::is_empty)
                || held.as_object().is_some_and(Fields::is_empty)
        }
        Value::Number(number) => {
            let sent = decimal(&number.to_string());
            sent.is_some() && sent == id_of(held).and_then(|text| decimal(&text))
        }
        Value::Object(reference) if reference.contains_key("id") => id_of(sent) == id_of(held),
        Value::Object(reference) if reference.contains_key("externalId") => match held.get("externalId") {
            Some(external_id) => reference.get("externalId") == Some(external_id),
            None => doubt == Doubt::Equals && !held.is_null(),
        },
        Value::Object(reference) if reference.contains_key("refName") => {
            reference.get("refName") == held.get("refName")
        }
        Value::Object(subrecord) => match held {
            Value::Object(held) => all_stand(subrecord, held, doubt),
            _ => subrecord.values().all(Value::is_null),
        },
        Value::String(text) if text.is_empty() => stands(&Value::Null, held, doubt),
        Value::String(text) => {
            let same_number = || {
                text.parse::<Decimal>().ok().is_some_and(|sent| match held {
                    Value::Number(held) => decimal(&held.to_string()) == Some(sent),
                    _ => false,
                })
            };
            id_of(held).as_ref() == Some(text) || same_number()
        }
        other => other == held,
    }
}

/// NetSuite rounds amounts to the currency's digits, so the digits beyond cents cannot be compared.
fn is_rounded(amount: &Value) -> bool {
    decimal(&amount.to_string()).is_some_and(|amount| amount.significant_scale() > 2)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn equal(sent: &Value, held: &Value) -> bool {
        stands(sent, held, Doubt::Differs)
    }

    #[test]
    fn numbers_compare_by_value_and_references_by_id() {
        let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert!(equal(&number("12.50"), &number("12.5")));
        assert!(!equal(&number("12.50"), &number("12.51")));
        assert!(equal(&json!({"id": "7"}), &json!({"id": "7", "refName": "Acme", "links": []})));
        assert!(!equal(&json!({"id": "7"}), &json!({"id": "8"})));
        assert!(!equal(&json!({"id": "7"}), &Value::Null));
    }

    #[test]
    fn clearing_what_is_empty_changes_nothing() {
        assert!(equal(&Value::Null, &Value::Null));
        assert!(equal(&Value::Null, &json!("")));
        assert!(!equal(&Value::Null, &json!("text")));
    }

    #[test]
    fn an_address_stands_when_each_of_its_fields_does() {
        let held = json!({"links": [], "addr1": "1 Main St", "city": "Austin", "country": {"id": "US"}});
        let sent = json!({"addr1": "1 Main St", "addr2": null, "city": "Austin", "country": {"id": "US"}});
        assert!(equal(&sent, &held));
        assert!(!equal(&json!({"city": "Ulm"}), &held));
    }

    #[test]
    fn an_external_id_that_netsuite_does_not_show_is_in_doubt() {
        let (sent, held) = (json!({"externalId": "TG11"}), json!({"id": "701"}));
        assert!(!stands(&sent, &held, Doubt::Differs));
        assert!(stands(&sent, &held, Doubt::Equals));
        assert!(!stands(&sent, &json!({"id": "701", "externalId": "TG12"}), Doubt::Equals));
    }
}
