use crate::support::{Sap, order_with};
use erpgate_sap_simulator::{Options, Seed};
use serde_json::{Value, json};

const DEFAULT: &str = include_str!("../../seed/default.json");

fn changed(change: impl FnOnce(&mut Value)) -> Result<Seed, String> {
    let mut seed: Value = serde_json::from_str(DEFAULT).expect("JSON");
    change(&mut seed);
    Seed::from_json(&seed.to_string()).map_err(|error| error.to_string())
}

#[test]
fn the_built_in_world_is_sound() {
    assert!(Seed::from_json(DEFAULT).is_ok());
    assert_eq!(Seed::default_world().client, "100");
}

#[test]
fn an_unknown_key_is_refused_by_name() {
    let error = changed(|seed| seed["supliers"] = json!([])).unwrap_err();
    assert!(error.contains("supliers"), "{error}");
    let error = changed(|seed| seed["plants"][0]["colour"] = json!("red")).unwrap_err();
    assert!(error.contains("colour"), "{error}");
}

#[test]
fn a_reference_that_leads_nowhere_is_refused_by_name() {
    for (pointer, value) in [
        ("/plants/0/company_code", json!("9999")),
        ("/suppliers/0/currency", json!("XXX")),
        ("/suppliers/0/payment_terms", json!("XXXX")),
        ("/suppliers/0/purchasing_organizations/0", json!("9999")),
        ("/materials/0/plants/0", json!("9999")),
        ("/materials/0/base_unit", json!("XXX")),
        ("/company_codes/0/currency", json!("XXX")),
        ("/oauth_clients/0/user", json!("NOBODY")),
        ("/work_centers/0/plant", json!("9999")),
        ("/suppliers/0/country", json!("XX")),
        ("/partners/banks/0/country", json!("XX")),
        ("/partners/reconciliation_accounts/0", json!("99")),
        ("/details/cost_centers/10101101/company_code", json!("9999")),
        ("/equipment/0/work_center", json!("XXXX")),
    ] {
        let error = changed(|seed| *seed.pointer_mut(pointer).unwrap() = value.clone()).unwrap_err();
        let last = pointer.split('/').rfind(|part| part.parse::<u8>().is_err());
        let key = last.unwrap();
        assert!(error.contains(key) && error.contains(value.as_str().unwrap()), "{pointer}: {error}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Seed::from_file(std::path::Path::new("/nowhere/seed.json")).unwrap_err().to_string();
    assert!(error.contains("/nowhere/seed.json"), "{error}");
}

#[tokio::test]
async fn a_seed_of_one_s_own_is_the_world() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("seed.json");
    let mut world: Value = serde_json::from_str(DEFAULT).unwrap();
    world["suppliers"][0]["id"] = json!("55");
    std::fs::write(&path, world.to_string()).unwrap();
    let seed = Seed::from_file(&path).unwrap();
    let sap = Sap::start_with(Options { seed, ..Options::default() }).await;
    assert_eq!(sap.post("/A_PurchaseOrder", &order_with("/Supplier", json!("10300001"))).await.status, 400);
    assert_eq!(sap.post("/A_PurchaseOrder", &order_with("/Supplier", json!("0000000055"))).await.status, 201);
}
