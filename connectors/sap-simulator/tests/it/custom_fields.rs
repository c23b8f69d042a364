//! The customer's own fields of a seed.

use crate::support::{Sap, item_path, order_path, order_with};
use crate::v4::V4;
use erpgate_sap_simulator::{Options, Seed, start};
use serde_json::{Value, json};

const FIRST: &str = "/sap/opu/odata/sap/API_MAINTENANCEORDER";
const SECOND: &str = "/sap/opu/odata/sap/API_MAINTENANCEORDER;v=0002";

#[tokio::test]
async fn a_custom_field_is_described_inserted_deeply_changed_and_filtered_on() {
    let sap = Sap::start().await;
    let metadata = sap.get("/$metadata").await.text;
    assert!(metadata.contains("<Property Name=\"YY1_Project_PDH\" Type=\"Edm.String\" MaxLength=\"20\"/>"));
    let mut body = order_with("/YY1_Project_PDH", json!("North"));
    body["to_PurchaseOrderItem"][0]["YY1_Color_PDI"] = json!("red");
    let made = sap.post("/A_PurchaseOrder", &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let number = made.d()["PurchaseOrder"].as_str().unwrap().to_owned();
    let item = item_path(&number, "10");
    assert_eq!(sap.get(&item).await.d()["YY1_Color_PDI"], "red");
    assert_eq!(sap.patch(&item, &json!({"YY1_Color_PDI": "blue"})).await.status, 204);
    assert_eq!(sap.patch(&order_path(&number), &json!({"YY1_Project_PDH": "South"})).await.status, 204);
    assert_eq!(sap.get(&item).await.d()["YY1_Color_PDI"], "blue");
    for (project, count) in [("South", 1), ("North", 0)] {
        let filter = format!("YY1_Project_PDH eq '{project}'");
        let found = sap.query("/A_PurchaseOrder", &[("$filter", &filter)]).await.d();
        assert_eq!(found["results"].as_array().map(Vec::len), Some(count), "{project}");
    }
    let long = sap.patch(&item, &json!({"YY1_Color_PDI": "more than ten"})).await;
    assert_eq!(long.status, 400, "{}", long.text);
}

#[tokio::test]
async fn v4_shows_and_changes_the_same_custom_fields() {
    let v4 = V4::start().await;
    let number = v4.sap.order().await;
    let path = format!("/PurchaseOrder('{number}')");
    let changed = v4.patch(&path, &json!({"YY1_Project_PDH": "North"})).await;
    assert_eq!((changed.status, &changed.json()["YY1_Project_PDH"]), (200, &json!("North")));
    assert_eq!(v4.sap.get(&order_path(&number)).await.d()["YY1_Project_PDH"], "North");
    let metadata = v4.get("/$metadata").await.text;
    assert_eq!(
        metadata.matches("<Property Name=\"YY1_Project_PDH\"").count(),
        1,
        "not in the parts of a header"
    );
}

#[tokio::test]
async fn both_versions_of_maintenance_orders_have_the_custom_fields() {
    let sap = Sap::start().await;
    for (version, other) in [(FIRST, SECOND), (SECOND, FIRST)] {
        let body = json!({"MaintenanceOrderType": "YA01", "MaintenanceOrderDesc": "Seal leaks",
            "Equipment": "10000001", "YY1_Shift_MNT": "N1", "to_MaintenanceOrderOperation": [
                {"OperationDescription": "Take apart", "YY1_NeedsPermit_MOP": true}]});
        let made = sap.post(&format!("{version}/MaintenanceOrder"), &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.d();
        let number = made["MaintenanceOrder"].as_str().unwrap();
        let operation = &made["to_MaintenanceOrderOperation"]["results"][0];
        assert_eq!(operation["YY1_NeedsPermit_MOP"], true);
        let there = format!("{other}/MaintenanceOrder('{number}')");
        assert_eq!(sap.get(&there).await.d()["YY1_Shift_MNT"], "N1", "{version}");
        assert_eq!(sap.patch(&there, &json!({"YY1_Shift_MNT": "D2"})).await.status, 204);
        let here = sap.get(&format!("{version}/MaintenanceOrder('{number}')")).await.d();
        assert_eq!(here["YY1_Shift_MNT"], "D2", "{version}");
    }
}

#[tokio::test]
async fn a_custom_field_without_a_place_stops_the_start_and_is_named() {
    for (name, value, said) in [
        ("set", json!("A_Nothing"), "custom_fields[0], set: 'A_Nothing' is no entity set"),
        ("service", json!("API_NOTHING"), "no entity set of a V2 service 'API_NOTHING'"),
        ("name", json!("Supplier"), "custom_fields[0], name: 'Supplier' is not YY1_"),
        ("name", json!("YY1_"), "custom_fields[0], name: 'YY1_' is not YY1_"),
        ("name", json!("YY1_<_PDH"), "custom_fields[0], name: 'YY1_<_PDH' is not YY1_"),
    ] {
        let error = refused(|fields| fields[0][name] = value).await;
        assert!(error.contains(said), "{error}");
    }
    let twice = refused(|fields| {
        let again = fields[0].clone();
        fields.as_array_mut().unwrap().insert(1, again);
    });
    let said = "custom_fields[1], name: A_PurchaseOrder has a property 'YY1_Project_PDH' already";
    let error = twice.await;
    assert!(error.contains(said), "{error}");
}

/// What a start says to the built-in world with other custom fields.
async fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut seed: Value = serde_json::from_str(include_str!("../../seed/default.json")).expect("JSON");
    change(&mut seed["custom_fields"]);
    let seed = Seed::from_json(&seed.to_string()).expect("sound");
    start(Options { seed, ..Options::default() }).await.expect_err("refused").to_string()
}
