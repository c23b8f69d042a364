use super::{create, order, orders, path, rows};
use crate::support::Sap;
use serde_json::json;

#[tokio::test]
async fn an_order_takes_operations_and_components_from_its_production_version() {
    let sap = Sap::start().await;
    let got = sap.post(&orders(), &order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let made = got.d();
    assert_eq!(made["ManufacturingOrder"], "1000001");
    assert_eq!(made["ProductionVersion"], "0001");
    assert_eq!((&made["ProductionUnit"], &made["TotalQuantity"]), (&json!("PC"), &json!("10.000")));
    assert_eq!((&made["OrderIsCreated"], &made["OrderIsReleased"]), (&json!("X"), &json!("")));
    let operations = rows(&sap, "1000001", "to_ProductionOrderOperation").await;
    let numbers: Vec<_> =
        operations.iter().map(|o| o["ManufacturingOrderOperation"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["0010", "0020", "0030"]);
    assert_eq!(operations[2]["WorkCenter"], "TESTING");
    for view in ["", "Ext", "Ext4"] {
        let components = rows(&sap, "1000001", &format!("to_ProductionOrderComponent{view}")).await;
        let needed: Vec<_> = components
            .iter()
            .map(|c| (c["Material"].as_str().unwrap(), c["RequiredQuantity"].as_str().unwrap()))
            .collect();
        assert_eq!(needed, [("SG20", "10.000"), ("RM20", "2.500"), ("TG11", "40.000")]);
    }
    let items = rows(&sap, "1000001", "to_ProductionOrderItem").await;
    assert_eq!(items[0]["MfgOrderItemPlannedTotalQty"], "10.000");
    assert_eq!(items[0]["UnloadingPointName"], "EG7K2M9QX4TB");
}

#[tokio::test]
async fn the_missing_date_follows_from_the_time_that_the_routing_takes() {
    let sap = Sap::start().await;
    let mut body = order();
    // 25.5 minutes a piece: 100 of them take six working days.
    body["TotalQuantity"] = json!("100");
    let made = sap.post(&orders(), &body).await.d();
    assert_eq!(made["MfgOrderPlannedEndDate"], "/Date(1799280000000)/");
    assert_eq!(made["BasicSchedulingType"], "1");
    body["MfgOrderPlannedEndDate"] = json!("/Date(1798675200000)/");
    let got = sap.post(&orders(), &body).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PP/002".to_owned()]));
    body.as_object_mut().unwrap().remove("MfgOrderPlannedStartDate");
    let made = sap.post(&orders(), &body).await.d();
    assert_eq!(made["MfgOrderPlannedStartDate"], "/Date(1798156800000)/");
    assert_eq!(made["BasicSchedulingType"], "2");
}

#[tokio::test]
async fn an_order_is_found_by_the_reference_in_its_unloading_point() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    create(&sap).await;
    sap.patch(&path(&number), &json!({"UnloadingPointName": "other"})).await;
    let query = [("$filter", "UnloadingPointName eq 'EG7K2M9QX4TB'"), ("$select", "ManufacturingOrder")];
    let found = sap.query(&orders(), &query).await.d();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    assert_eq!(found["results"][0]["ManufacturingOrder"], "1000002");
}

#[tokio::test]
async fn what_cannot_be_made_here_is_refused_with_its_reason() {
    let sap = Sap::start().await;
    for (field, value, code) in [
        ("Material", "TG11", "ZSIM_PP/003"),
        ("Material", "NOTHING", "M3/351"),
        ("ProductionVersion", "0002", "ZSIM_PP/003"),
        ("ProductionPlant", "1710", "M3/351"),
        ("ProductionPlant", "9999", "ZSIM_PP/001"),
        ("ManufacturingOrderType", "NB", "ZSIM_PP/001"),
        ("TotalQuantity", "0", "ZSIM_PP/001"),
        ("TotalQuantity", "-1", "ZSIM_PP/001"),
        ("ProductionUnit", "KG", "ZSIM_PP/002"),
        ("StorageLocation", "999Z", "ZSIM_PP/001"),
    ] {
        let mut body = order();
        body[field] = json!(value);
        let got = sap.post(&orders(), &body).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{field} {value}: {}", got.text);
    }
    let got = sap.post(&orders(), &json!({"to_ProductionOrderComponent": [{"Material": "TG11"}]})).await;
    assert_eq!(got.status, 400);
    assert_eq!(sap.ledger().await["production_orders"], json!([]));
}

#[tokio::test]
async fn some_systems_want_the_production_version_named() {
    let sap = Sap::switched(json!({"production_version_required": true})).await;
    let got = sap.post(&orders(), &order()).await;
    assert_eq!((got.status, got.codes()), (400, vec!["C2/144".to_owned()]));
    assert_eq!(got.message(), "Specify production version");
    let mut body = order();
    body["ProductionVersion"] = json!("0001");
    assert_eq!(sap.post(&orders(), &body).await.status, 201);
}

#[tokio::test]
async fn what_the_system_decides_is_not_taken_from_the_client() {
    let sap = Sap::start().await;
    let mut body = order();
    body["ManufacturingOrder"] = json!("777");
    body["OrderIsReleased"] = json!("X");
    body["MfgOrderConfirmedYieldQty"] = json!("5");
    let made = sap.post(&orders(), &body).await.d();
    assert_eq!((&made["ManufacturingOrder"], &made["OrderIsReleased"]), (&json!("1000001"), &json!("")));
    assert_eq!(made["MfgOrderConfirmedYieldQty"], "0.000");
}
