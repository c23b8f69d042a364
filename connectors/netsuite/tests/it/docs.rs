//! The documentation page says what the code does.

use std::fmt::Write;

use erpgate_model::{FieldSpec, Resource, Support, Verb, Writable};
use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::account::connector;

const PAGE: &str = include_str!("../../../../docs/connectors/netsuite.md");

/// The part between `<!-- name -->` and `<!-- end -->`.
fn part(name: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("<!-- {name} -->\n")).unwrap();
    rest.split_once("<!-- end -->").unwrap().0
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

fn any_connector() -> std::sync::Arc<dyn erpgate_connector::Connector> {
    let key = KeyPair::generate().unwrap().serialize_pem();
    connector("https://netsuite.example.com", &key, &json!({}))
}

#[test]
fn the_page_has_the_codes_table_of_fields() {
    let connector = any_connector();
    let create = connector.capability(Resource::PurchaseOrder, Verb::Create).unwrap();
    let mut table = String::from("\n| field | in NetSuite | written | limits |\n|---|---|---|---|\n");
    for field in create.fields {
        let (name, native) = (field.name, field.mapped_to);
        writeln!(table, "| `{name}` | `{native}` | {} | {} |", written(field), limits(field)).unwrap();
    }
    table.push('\n');
    assert_eq!(
        part("fields"),
        table,
        "docs/connectors/netsuite.md is out of date; the table must be:\n{table}"
    );
}

#[test]
fn the_page_has_the_codes_table_of_verbs() {
    let connector = any_connector();
    let mut table = String::from("\n| verb | supported | what NetSuite does |\n|---|---|---|\n");
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
    assert_eq!(
        part("verbs"),
        table,
        "docs/connectors/netsuite.md is out of date; the table must be:\n{table}"
    );
}

#[test]
fn the_page_and_the_form_name_every_setting_and_secret() {
    let registration = &erpgate_netsuite::REGISTRATION;
    let schema: Value = (registration.settings_schema)();
    let properties = schema["properties"].as_object().unwrap();
    let secrets = registration.secrets.iter().map(|secret| secret.name);
    for name in properties.keys().map(String::as_str).chain(secrets) {
        assert!(PAGE.contains(&format!("`{name}`")), "the page does not speak of `{name}`");
    }
    assert_eq!(schema["additionalProperties"], json!(false), "{schema}");
    for setting in registration.destination_settings {
        assert!(properties.contains_key(*setting), "{setting}");
    }
}
