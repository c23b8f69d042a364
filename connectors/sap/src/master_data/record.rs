//! From an entry of SAP's to the unified one.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::{MasterData, Record};
use serde_json::{Value, json};

use super::Customs;
use super::source::Source;
use crate::mapping::{unified, version};
use crate::odata;

/// Where texts are sought that are not there in the connection's language.
const FALLBACK: &str = "EN";

/// The unified record; `storage_locations` are those of a plant.
///
/// # Errors
/// When the entry has no id, or its texts were not expanded.
pub(super) fn record(
    source: &Source,
    entry: Value,
    storage_locations: &[String],
    customs: &Customs,
    native: bool,
) -> Result<Record, Trouble> {
    let unreadable = |detail: String| Trouble::new(TroubleKind::Unreadable, detail);
    let id = odata::text(&entry, source.id);
    if id.is_empty() {
        return Err(unreadable(format!("SAP's answer is no {}: {} is missing", source.set, source.id)));
    }
    let mut record = unified(source.rows, "", &entry);
    record.extend(unified(source.text_rows, "", text(source, &entry, customs)));
    let is_active = !source.out_of_use.iter().any(|mark| odata::flag(&entry, mark));
    let derived = [
        ("id", json!(id)),
        ("is_active", json!(is_active)),
        ("storage_locations", json!(storage_locations)),
        ("version", json!(version(&json!([entry, storage_locations])))),
    ];
    record.extend(derived.map(|(name, value)| (name.to_owned(), value)));
    let mut record: MasterData = serde_json::from_value(Value::Object(record))
        .map_err(|error| unreadable(format!("{} {id} is not as expected: {error}", source.resource)))?;
    record.native = native.then_some(entry);
    Ok(Record::MasterData(source.resource, Box::new(record)))
}

/// The text in the connection's language, else in English, else any.
fn text<'a>(source: &Source, entry: &'a Value, customs: &Customs) -> &'a Value {
    let texts = source.texts.and_then(|texts| odata::children(entry, texts)).unwrap_or_default();
    let wanted = [customs.language.as_str(), FALLBACK];
    let found = wanted.iter().find_map(|language| {
        texts.iter().find(|text| odata::text(text, "Language").eq_ignore_ascii_case(language))
    });
    found.or_else(|| texts.first()).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::super::source::SOURCES;
    use super::*;

    fn item(language: &str, texts: &[(&str, &str)]) -> Value {
        let texts: Vec<Value> = texts
            .iter()
            .map(|(language, text)| json!({"Language": language, "ProductDescription": text}))
            .collect();
        let entry = json!({"Product": "TG11", "BaseUnit": "PC", "IsMarkedForDeletion": true,
            "to_Description": {"results": texts}});
        let customs = Customs { language: language.to_owned(), chart_of_accounts: None };
        record(&SOURCES[0], entry, &[], &customs, false).unwrap().to_json()
    }

    #[test]
    fn the_name_is_in_the_connections_language_else_in_english_else_in_any() {
        let texts = [("FR", "Vis"), ("EN", "Bolt"), ("DE", "Schraube")];
        for (language, name) in [("DE", "Schraube"), ("EN", "Bolt"), ("PL", "Bolt")] {
            assert_eq!(item(language, &texts)["name"], name, "{language}");
        }
        assert_eq!(item("PL", &texts[..1])["name"], "Vis");
        assert_eq!(item("PL", &[])["name"], Value::Null);
    }

    #[test]
    fn a_mark_takes_an_entry_out_of_use() {
        assert_eq!(item("EN", &[])["is_active"], false);
    }
}
