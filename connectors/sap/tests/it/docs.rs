//! The documentation page says what the code does.

use std::path::Path;

use erpgate_model::Resource;
use serde_json::{Value, json};

use crate::stand::connect;

const PAGE: &str = include_str!("../../../../docs/connectors/sap.md");

#[test]
fn the_page_of_fields_is_what_the_rows_say() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/connectors/sap-fields.md");
    erpgate_connector_suite::assert_page_of_rows(
        Path::new(page),
        "SAP S/4HANA",
        &*connect("https://sap.example.com", &json!({})),
    );
}

#[test]
fn the_page_of_orders_through_v4_is_what_its_rows_say() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/connectors/sap-v4-fields.md");
    erpgate_connector_suite::assert_page_of_resources(
        Path::new(page),
        "SAP S/4HANA with `purchase_order_api`: `v4`",
        &*connect("https://sap.example.com", &json!({"purchase_order_api": "v4"})),
        &[Resource::PurchaseOrder],
    );
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
