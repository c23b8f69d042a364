//! The name, which SAP keeps in several fields of forty characters.

use erpgate_model::FieldError;
use serde_json::{Value, json};

use crate::mapping::Entity;
use crate::odata;

pub(super) const PERSON: &str = "1";
pub(super) const ORGANIZATION: &str = "2";
const GROUP: &str = "3";
/// Characters of one field.
const LENGTH: usize = 40;

const OF_PERSON: &[&str] = &["FirstName", "MiddleName", "LastName"];
const OF_GROUP: &[&str] = &["GroupBusinessPartnerName1", "GroupBusinessPartnerName2"];
const OF_ORGANIZATION: &[&str] =
    &["OrganizationBPName1", "OrganizationBPName2", "OrganizationBPName3", "OrganizationBPName4"];

/// The whole name.
pub(super) fn name_of(partner: &Value) -> String {
    let parts = fields_of(odata::text(partner, "BusinessPartnerCategory"));
    let parts = parts.iter().map(|property| odata::text(partner, property).trim());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The properties that hold a name; those that stay empty are cleared.
///
/// # Errors
/// When it does not fit.
pub(super) fn properties(name: &str, category: &str) -> Result<Entity, FieldError> {
    let properties = fields_of(category);
    let parts = match category {
        PERSON => {
            let (first, last) = name.trim().rsplit_once(' ').unwrap_or(("", name.trim()));
            vec![first.trim().to_owned(), String::new(), last.to_owned()]
        }
        _ => in_parts(name.trim(), LENGTH),
    };
    let fits = parts.len() <= properties.len() && parts.iter().all(|part| part.chars().count() <= LENGTH);
    if !fits {
        let detail = format!(
            "SAP keeps this name in {} fields of {LENGTH} characters each, between words: it does not fit",
            if category == PERSON { 2 } else { properties.len() }
        );
        return Err(FieldError::at("/name", "too_long", detail));
    }
    let parts = parts.into_iter().map(Some).chain(std::iter::repeat(None));
    let filled = properties.iter().zip(parts);
    Ok(filled.map(|(property, part)| ((*property).to_owned(), json!(part.unwrap_or_default()))).collect())
}

fn fields_of(category: &str) -> &'static [&'static str] {
    match category {
        PERSON => OF_PERSON,
        GROUP => OF_GROUP,
        _ => OF_ORGANIZATION,
    }
}

/// Cuts between words; a word that is longer than a part is a part that is too long.
fn in_parts(text: &str, length: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text.split(' ') {
        let part = parts.last_mut().expect("there is always one");
        if part.is_empty() {
            part.push_str(word);
        } else if part.chars().count() + 1 + word.chars().count() <= length {
            part.push(' ');
            part.push_str(word);
        } else {
            parts.push(word.to_owned());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, category: &str) -> Value {
        let mut partner = Value::Object(properties(name, category).unwrap());
        partner["BusinessPartnerCategory"] = json!(category);
        partner
    }

    #[test]
    fn a_long_name_goes_on_in_the_next_field_and_reads_back() {
        let name = "Vereinigte Werkstätten für Pumpen, Ventile und Armaturen Beispiel GmbH & Co. KG";
        let partner = written(name, ORGANIZATION);
        assert_eq!(partner["OrganizationBPName1"], "Vereinigte Werkstätten für Pumpen,");
        assert_eq!(partner["OrganizationBPName2"], "Ventile und Armaturen Beispiel GmbH &");
        assert_eq!(partner["OrganizationBPName3"], "Co. KG");
        assert_eq!(partner["OrganizationBPName4"], "", "what stood there before is no part of the new name");
        assert_eq!(name_of(&partner), name);
    }

    #[test]
    fn a_person_has_a_first_and_a_last_name() {
        let partner = written("Ada Maria Muster", PERSON);
        assert_eq!((&partner["FirstName"], &partner["LastName"]), (&json!("Ada Maria"), &json!("Muster")));
        assert_eq!(name_of(&partner), "Ada Maria Muster");
        assert_eq!(written("Muster", PERSON)["LastName"], "Muster");
    }

    #[test]
    fn a_name_that_does_not_fit_is_refused_rather_than_cut() {
        for (name, category) in [
            ("W".repeat(41), ORGANIZATION),
            (vec!["Word".repeat(9); 5].join(" "), ORGANIZATION),
            (format!("{} Muster", "A".repeat(41)), PERSON),
        ] {
            let error = properties(&name, category).unwrap_err();
            assert_eq!((error.pointer.as_deref(), error.code.as_str()), (Some("/name"), "too_long"));
        }
    }
}
