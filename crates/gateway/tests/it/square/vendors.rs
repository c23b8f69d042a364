//! Vendors: made, changed, blocked, put out of use.

use reqwest::Method;
use serde_json::{Value, json};

use super::bodies;
use super::table::Table;

const R: &str = "vendor";

pub(super) async fn try_all(table: &mut Table) {
    let made =
        table.write((R, "create", None), Method::POST, "vendors", &bodies::vendor("Bolt Makers")).await;
    let record = made.map(|made| made["record"].clone());
    if let Some(record) = &record {
        assert_eq!(record["name"], "Bolt Makers");
        assert_eq!(record["external_id"], "V-1001");
        assert_eq!(record["payment_terms_id"], "net-30", "the ERP's words are the client's again");
        assert_eq!(record["addresses"][0]["city"], "Berlin");
        assert_eq!(record["status"], "active");
    }
    let id = record.as_ref().map_or("1", |record| record["id"].as_str().unwrap()).to_owned();
    let read = table.read((R, "get", None), &format!("vendors/{id}")).await;
    assert_eq!(read, record);
    table.read((R, "list", None), "vendors?limit=5").await;

    let patch = json!({"email": "orders@example.com", "addresses": {"add": [
        {"lines": ["Dock 4"], "city": "Hamburg", "postal_code": "20095", "country": "DE"},
    ]}});
    let path = format!("vendors/{id}");
    if let Some(changed) = table.write((R, "update", None), Method::PATCH, &path, &patch).await {
        assert_eq!(changed["record"]["email"], "orders@example.com");
        let cities: Vec<_> = cities(&changed["record"]);
        assert!(
            cities.contains(&"Berlin".to_owned()) && cities.contains(&"Hamburg".to_owned()),
            "{cities:?}"
        );
    }
    // The same by PATCH as by the action.
    let blocked = json!({"status": "blocked"});
    if let Some(done) = table.write((R, "block", None), Method::PATCH, &path, &blocked).await {
        assert_eq!(done["verb"], "block");
        // NetSuite has no block of its own: its capability says that it becomes inactive.
        let expected = if table.emulates(R, "block") { "inactive" } else { "blocked" };
        assert_eq!(done["record"]["status"], expected);
    }
    act(table, &id, "unblock", "active").await;
    act(table, &id, "deactivate", "inactive").await;
    let other =
        table.write((R, "create", None), Method::POST, "vendors", &bodies::vendor("Nut Makers")).await;
    let other = other.map_or(id, |made| made["record"]["id"].as_str().unwrap().to_owned());
    table.write((R, "delete", None), Method::DELETE, &format!("vendors/{other}"), &Value::Null).await;
}

async fn act(table: &mut Table, id: &str, verb: &str, status: &str) {
    let path = format!("vendors/{id}/{verb}");
    if let Some(done) = table.write((R, verb, None), Method::POST, &path, &Value::Null).await {
        assert_eq!(done["record"]["status"], status, "after {verb}");
    }
}

fn cities(vendor: &Value) -> Vec<String> {
    let addresses = vendor["addresses"].as_array().unwrap().iter();
    addresses.filter_map(|address| address["city"].as_str().map(str::to_owned)).collect()
}
