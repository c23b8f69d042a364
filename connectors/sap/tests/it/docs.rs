//! The documentation page says what the code does.

use std::fmt::Write as _;

use erpgate_model::{FieldSpec, Resource, Support, Verb, Writable};
use serde_json::{Value, json};

use crate::stand::connect;

const PAGE: &str = include_str!("../../../../docs/connectors/sap.md");

/// The part between `<!-- name -->` and `<!-- end -->`.
fn part(name: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("<!-- {name} -->\n")).expect("the part begins");
    rest.split_once("<!-- end -->").expect("the part ends").0
}

fn written(field: &FieldSpec) -> &'static str {
    match field.writable {
        Writable::No => "no",
        Writable::OnCreate => "on create",
        Writable::Always => "yes",
    }
}

fn limits(field: &FieldSpec) -> String {
    let length = field.max_length.map(|most| format!("{most} characters"));
    let scale = field.max_scale.map(|most| format!("{most} decimals"));
    let required = field.required.then(|| "required".to_owned());
    [required, length, scale].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[test]
fn the_page_has_the_codes_table_of_fields() {
    let connector = connect("https://sap.example.com", &json!({}));
    let create = connector.capability(Resource::PurchaseOrder, Verb::Create).unwrap();
    let mut table = String::from("\n| field | in SAP | written | limits |\n|---|---|---|---|\n");
    for field in create.fields {
        let (name, native) = (field.name, field.mapped_to);
        writeln!(table, "| `{name}` | `{native}` | {} | {} |", written(field), limits(field)).unwrap();
    }
    table.push('\n');
    assert_eq!(part("fields"), table, "docs/connectors/sap.md is out of date; the table must be:\n{table}");
}

#[test]
fn the_page_has_the_codes_table_of_verbs() {
    let connector = connect("https://sap.example.com", &json!({}));
    let mut table = String::from("\n| verb | supported | what SAP does |\n|---|---|---|\n");
    for row in connector.capabilities() {
        let supported = match row.supported {
            Support::Yes => "yes",
            Support::Emulated => "emulated",
            Support::No => "no",
            Support::NotYet => "not yet",
        };
        writeln!(table, "| {} | {supported} | {} |", row.verb, row.how).unwrap();
    }
    table.push('\n');
    assert_eq!(part("verbs"), table, "docs/connectors/sap.md is out of date; the table must be:\n{table}");
}

#[test]
fn the_settings_form_and_the_page_name_every_setting() {
    let schema: Value = (erpgate_sap::REGISTRATION.settings_schema)();
    let properties = schema["properties"].as_object().expect("an object with properties");
    for name in properties.keys() {
        assert!(PAGE.contains(&format!("`{name}`")), "the page does not speak of `{name}`");
    }
    assert!(!schema.to_string().contains("$ref"), "the form stands alone: {schema}");
    assert_eq!(schema["additionalProperties"], json!(false), "{schema}");
    for setting in erpgate_sap::REGISTRATION.destination_settings {
        assert!(properties.contains_key(*setting), "{setting}");
    }
}
