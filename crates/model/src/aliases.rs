//! The client's words for the ERP's ids, per connection, so that one body fits every ERP.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// Field name → the client's word → the ERP's. Both ways: requests are translated to the
/// ERP's words, records back to the client's. Fields are named without their place, so
/// `item_id` holds for every line: `{"item_id": {"bolt-m8": "TG11"}}`. The entry `custom_fields` gives the
/// ERP's own fields names of the client's: `{"custom_fields": {"project": "YY1_Project_PDH"}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Aliases(BTreeMap<String, BTreeMap<String, String>>);

impl Aliases {
    /// The ERP's word for the client's.
    #[must_use]
    pub fn to_erp<'a>(&'a self, field: &str, word: &'a str) -> &'a str {
        self.0.get(field).and_then(|words| words.get(word)).map_or(word, String::as_str)
    }

    /// The client's word for the ERP's. With several, the first in alphabetical order.
    #[must_use]
    pub fn to_client<'a>(&'a self, field: &str, word: &'a str) -> &'a str {
        let known = self.0.get(field).and_then(|words| words.iter().find(|(_, erp)| *erp == word));
        known.map_or(word, |(client, _)| client.as_str())
    }

    /// Replaces the client's words in a request body by the ERP's.
    pub fn translate_to_erp(&self, body: &mut Value) {
        translate(body, &|field, word| self.to_erp(field, word).to_owned());
    }

    /// Replaces the ERP's words in a record by the client's.
    pub fn translate_to_client(&self, record: &mut Value) {
        translate(record, &|field, word| self.to_client(field, word).to_owned());
    }

    /// True when nothing is renamed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The ERP's own fields: their names may have aliases, their values keep the ERP's words.
const CUSTOM_FIELDS: &str = "custom_fields";

/// `rename` takes a field and a word in it; for custom fields the word is a name.
fn translate(value: &mut Value, rename: &dyn Fn(&str, &str) -> String) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field {
                    // The ERP's own record is shown as it is.
                    _ if name == "native" => {}
                    Value::Object(own) if name == CUSTOM_FIELDS => {
                        let renamed = std::mem::take(own).into_iter();
                        *own = renamed.map(|(name, value)| (rename(CUSTOM_FIELDS, &name), value)).collect();
                    }
                    Value::String(word) => *word = rename(name, word),
                    other => translate(other, rename),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| translate(entry, rename)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_are_translated_on_every_level_and_back() {
        let aliases: Aliases = serde_json::from_value(json!({
            "vendor_id": {"acme": "10300001"}, "item_id": {"bolt-m8": "TG11"}
        }))
        .unwrap();
        let body = json!({"vendor_id": "acme", "lines": [{"item_id": "bolt-m8"}, {"item_id": "TG12"}],
            "custom_fields": {"item_id": "bolt-m8"}});
        let mut erp = body.clone();
        aliases.translate_to_erp(&mut erp);
        assert_eq!(
            erp,
            json!({"vendor_id": "10300001", "lines": [{"item_id": "TG11"}, {"item_id": "TG12"}],
                "custom_fields": {"item_id": "bolt-m8"}})
        );
        aliases.translate_to_client(&mut erp);
        assert_eq!(erp, body);
    }

    #[test]
    fn custom_fields_have_names_of_the_client_on_records_and_lines() {
        let aliases: Aliases = serde_json::from_value(json!({
            "custom_fields": {"project": "YY1_Project_PDH"}, "project": {"P-1": "4711"}
        }))
        .unwrap();
        let body = json!({
            "custom_fields": {"project": "P-1", "YY1_Other_PDH": null},
            "lines": {"add": [{"custom_fields": {"project": "P-2"}}]},
            "native": {"custom_fields": {"project": "as it is"}},
        });
        let mut erp = body.clone();
        aliases.translate_to_erp(&mut erp);
        let expected = json!({
            "custom_fields": {"YY1_Project_PDH": "P-1", "YY1_Other_PDH": null},
            "lines": {"add": [{"custom_fields": {"YY1_Project_PDH": "P-2"}}]},
            "native": {"custom_fields": {"project": "as it is"}},
        });
        assert_eq!(erp, expected);
        aliases.translate_to_client(&mut erp);
        assert_eq!(erp, body);
    }
}
