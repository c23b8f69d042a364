//! From the unified entries of a vendor's lists to SAP's entities.

use erpgate_model::{FieldError, is_masked_account};
use serde_json::{Value, json};

use super::part::{ADDRESSES, BANK_ACCOUNTS, Part, TAX_IDS};
use crate::mapping::{Entity, Nulls, properties};
use crate::odata;

/// Where street lines go, with the characters that each holds.
const STREETS: [(&str, usize); 3] =
    [("StreetName", 60), ("StreetSuffixName", 40), ("AdditionalStreetSuffixName", 40)];
/// Parts of a street that people fill in SAP; new lines take their place.
const STREET_PREFIXES: [&str; 2] = ["StreetPrefixName", "AdditionalStreetPrefixName"];
const HOUSE_NUMBER: &str = "HouseNumber";
/// The short and the long field of a tax number, with the characters that each holds.
const TAX_NUMBERS: [(&str, usize); 2] = [("BPTaxNumber", 20), ("BPTaxLongNumber", 60)];

/// The properties that an entry mentions. `held` is the entity that is changed.
pub(super) fn entity(
    part: &Part,
    entry: &Value,
    held: Option<&Value>,
    pointer: &str,
    errors: &mut Vec<FieldError>,
) -> Entity {
    let nulls = if held.is_some() { Nulls::Clear } else { Nulls::Skip };
    let mut entity = properties(part.rows, part.list, entry, nulls);
    if part.list == ADDRESSES.list {
        let lines = entry.get("lines").map(|lines| lines.as_array().cloned().unwrap_or_default());
        let lines = lines.filter(|lines| held.is_none_or(|held| json!(street_lines(held)) != json!(lines)));
        entity.extend(lines.map(|lines| street(&lines, pointer, errors)).unwrap_or_default());
    } else if part.list == TAX_IDS.list {
        if entry.get("value").is_some_and(|value| value.as_str().is_none_or(str::is_empty)) {
            let detail = "SAP keeps no tax number without a value: `remove` it";
            errors.push(FieldError::at(format!("{pointer}/value"), "required", detail));
        }
        let value =
            entry["value"].as_str().filter(|value| held.is_none_or(|held| tax_number(held) != *value));
        entity.extend(value.map(|value| tax(value, pointer, errors)).unwrap_or_default());
        check_country(entry, pointer, errors);
    } else if part.list == BANK_ACCOUNTS.list {
        check_masks(entry, pointer, errors);
        if let Some(Value::String(iban)) = entity.get_mut("IBAN") {
            // People write it in groups of four.
            iban.retain(|c| !c.is_whitespace());
        }
    }
    entity
}

/// What a new address is for; SAP makes the first one the standard address by itself.
pub(super) fn usage(address: &Value) -> Option<(String, Value)> {
    let kind = address["kind"].as_str().filter(|kind| !kind.is_empty())?;
    Some(("to_AddressUsage".to_owned(), json!([{"AddressUsage": kind}])))
}

/// A field that SAP keeps at the standard address.
pub(super) fn needs_address(field: &str) -> FieldError {
    let detail = "SAP keeps this at the vendor's standard address: give it one in `addresses`";
    FieldError::at(format!("/{field}"), "needs_address", detail)
}

/// A field that SAP keeps in each company or purchasing organization.
pub(super) fn needs_holder(field: &str) -> FieldError {
    let detail = "SAP keeps this in the vendor's `purchasing_organizations`, and payment terms in its \
                  `companies` too: give it one";
    FieldError::at(format!("/{field}"), "needs_company", detail)
}

/// What SAP prints above and below the street, in its order.
pub(super) fn street_lines(address: &Value) -> Vec<String> {
    let [(street, _), (second, _), (third, _)] = STREETS;
    let [first, next] = STREET_PREFIXES;
    let street = format!("{} {}", odata::text(address, street), odata::text(address, HOUSE_NUMBER));
    let text = |property: &str| odata::text(address, property).to_owned();
    let lines = [text(first), text(next), street, text(second), text(third)];
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn street(lines: &[Value], pointer: &str, errors: &mut Vec<FieldError>) -> Entity {
    let text = |index: usize| lines.get(index).and_then(Value::as_str).unwrap_or_default();
    let too_long = STREETS.iter().enumerate().any(|(index, (_, most))| text(index).chars().count() > *most);
    if lines.len() > STREETS.len() || too_long {
        let detail = "SAP holds a street of at most 60 characters and two more lines of at most 40";
        errors.push(FieldError::at(format!("{pointer}/lines"), "too_long", detail));
        return Entity::new();
    }
    let streets = STREETS.iter().enumerate().map(|(index, (name, _))| (*name, text(index)));
    let emptied = STREET_PREFIXES.iter().chain([&HOUSE_NUMBER]).map(|name| (*name, ""));
    streets.chain(emptied).map(|(name, text)| (name.to_owned(), json!(text))).collect()
}

/// The number, wherever it stands.
pub(super) fn tax_number(tax: &Value) -> &str {
    let numbers = TAX_NUMBERS.iter().map(|(property, _)| odata::text(tax, property));
    numbers.filter(|number| !number.is_empty()).max_by_key(|number| number.len()).unwrap_or_default()
}

fn tax(value: &str, pointer: &str, errors: &mut Vec<FieldError>) -> Entity {
    let length = value.chars().count();
    let Some((fitting, _)) = TAX_NUMBERS.iter().find(|(_, most)| length <= *most) else {
        let detail = "SAP holds at most 60 characters of a tax number";
        errors.push(FieldError::at(format!("{pointer}/value"), "too_long", detail));
        return Entity::new();
    };
    let text = |property: &str| if property == *fitting { json!(value) } else { json!("") };
    TAX_NUMBERS.iter().map(|(property, _)| ((*property).to_owned(), text(property))).collect()
}

/// SAP's kinds of tax numbers begin with their country.
pub(super) fn tax_country(kind: &str) -> Option<&str> {
    kind.get(..2).filter(|country| country.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn check_country(entry: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    let (kind, country) = (entry["kind"].as_str().unwrap_or_default(), entry["country"].as_str());
    let of_kind = kind.to_uppercase();
    if let (Some(of_kind), Some(country)) = (tax_country(&of_kind), country)
        && !country.eq_ignore_ascii_case(of_kind)
    {
        let detail = format!("SAP's kind {kind} is one of {of_kind}, not of {country}");
        errors.push(FieldError::at(format!("{pointer}/country"), "invalid", detail));
    }
}

/// What was read is not written: it would take the place of the real number.
fn check_masks(entry: &Value, pointer: &str, errors: &mut Vec<FieldError>) {
    for name in ["iban", "account_number"] {
        if entry[name].as_str().is_some_and(is_masked_account) {
            let detail = "this is the masked form in which account numbers are shown: \
                          leave it out, or send the whole number";
            errors.push(FieldError::at(format!("{pointer}/{name}"), "masked", detail));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(part: &Part, entry: &Value, held: Option<&Value>) -> (Value, Vec<String>) {
        let mut errors = Vec::new();
        let entity = entity(part, entry, held, "/x/0", &mut errors);
        (Value::Object(entity), errors.into_iter().map(|error| error.pointer.unwrap()).collect())
    }

    #[test]
    fn street_lines_take_the_place_of_all_that_stood_there() {
        let held = json!({"StreetName": "Old Street", "HouseNumber": "7", "StreetPrefixName": "Building C"});
        assert_eq!(street_lines(&held), ["Building C", "Old Street 7"]);
        let same = json!({"lines": ["Building C", "Old Street 7"]});
        assert_eq!(written(&ADDRESSES, &same, Some(&held)).0, json!({}), "nothing changes");
        let (entity, _) = written(&ADDRESSES, &json!({"lines": ["Main Street 1", "Dock 4"]}), Some(&held));
        assert_eq!(street_lines(&entity), ["Main Street 1", "Dock 4"]);
        assert_eq!((&entity["HouseNumber"], &entity["StreetPrefixName"]), (&json!(""), &json!("")));
        let (entity, _) = written(&ADDRESSES, &json!({"lines": null}), Some(&held));
        assert!(street_lines(&entity).is_empty());
    }

    #[test]
    fn a_tax_number_goes_where_it_fits() {
        let long = "9".repeat(21);
        for (value, short, other) in [("DE123", "DE123", ""), (long.as_str(), "", long.as_str())] {
            let (entity, _) = written(&TAX_IDS, &json!({"kind": "DE0", "value": value}), None);
            assert_eq!((&entity["BPTaxNumber"], &entity["BPTaxLongNumber"]), (&json!(short), &json!(other)));
            assert_eq!(tax_number(&entity), value);
        }
    }

    #[test]
    fn what_sap_cannot_hold_is_refused_at_its_place() {
        let long = "9".repeat(61);
        for (part, entry, pointer) in [
            (&ADDRESSES, json!({"lines": ["1", "2", "3", "4"]}), "/x/0/lines"),
            (&ADDRESSES, json!({"lines": ["1", "2".repeat(41)]}), "/x/0/lines"),
            (&TAX_IDS, json!({"kind": "DE0", "value": long}), "/x/0/value"),
            (&TAX_IDS, json!({"kind": "DE0", "value": "1", "country": "FR"}), "/x/0/country"),
            (&BANK_ACCOUNTS, json!({"iban": "****3000"}), "/x/0/iban"),
            (&BANK_ACCOUNTS, json!({"account_number": "****2345"}), "/x/0/account_number"),
        ] {
            assert_eq!(written(part, &entry, None).1, [pointer]);
        }
    }

    #[test]
    fn an_iban_in_groups_is_the_same_iban() {
        let (entity, _) = written(&BANK_ACCOUNTS, &json!({"iban": "DE89 3704 0044 0532 0130 00"}), None);
        assert_eq!(entity["IBAN"], "DE89370400440532013000");
    }
}
