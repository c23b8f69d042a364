//! The documentation page says what the code does.

use std::path::Path;

use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::account::connector;

const PAGE: &str = include_str!("../../../../docs/connectors/netsuite.md");

fn any_connector() -> std::sync::Arc<dyn erpgate_connector::Connector> {
    let key = KeyPair::generate().unwrap().serialize_pem();
    connector("https://netsuite.example.com", &key, &json!({}))
}

#[test]
fn the_page_of_fields_is_what_the_rows_say() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/connectors/netsuite-fields.md");
    erpgate_connector_suite::assert_page_of_rows(Path::new(page), "Oracle NetSuite", &*any_connector());
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
