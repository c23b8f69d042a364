use super::{create, operation, order, orders, path, rows, status};
use crate::support::Sap;
use serde_json::json;

#[tokio::test]
async fn a_deep_insert_makes_an_order_with_operations_and_components() {
    let sap = Sap::start().await;
    let got = sap.post(&orders(), &order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let made = got.d();
    assert_eq!(made["MaintenanceOrder"], "4000001");
    assert_eq!(made["SystemStatusText"], "CRTD PRC SETC");
    let operations = made["to_MaintenanceOrderOperation"]["results"].as_array().unwrap();
    let shown: Vec<_> = operations
        .iter()
        .map(|o| (o["MaintenanceOrderOperation"].as_str().unwrap(), o["WorkCenter"].as_str().unwrap()))
        .collect();
    assert_eq!(shown, [("0010", "RES-0100"), ("0020", "RES-0200")]);
    assert_eq!(operations[0]["MaintOrdOperationWorkDuration"], "2.5");
    let components = operations[0]["to_MaintOrderOpComponent_2"]["results"].as_array().unwrap();
    assert_eq!(components[0]["MaintenanceOrderComponent"], "0010");
    assert_eq!((&components[0]["UnitOfEntry"], &components[0]["BaseUnit"]), (&json!("EA"), &json!("EA")));
    assert_eq!(
        (&components[0]["Reservation"], &components[1]["ReservationItem"]),
        (&json!("1"), &json!("2"))
    );
    assert_eq!(components[1]["MaintOrdOperationComponentText"], "Grease");
}

#[tokio::test]
async fn an_order_takes_what_is_missing_from_its_technical_object() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let made = sap.get(&path(&number)).await.d();
    for (field, value) in [
        ("EquipmentName", "Pump, cooling water"),
        ("FunctionalLocation", "1010-HAL-01"),
        ("MainWorkCenter", "RES-0100"),
        ("MainWorkCenterPlant", "1010"),
        ("MaintenancePlanningPlant", "1010"),
        ("CostCenter", "10101101"),
        ("CompanyCode", "1010"),
        ("TechnicalObject", "10000001"),
        ("TechObjIsEquipOrFuncnlLoc", "EAMS_EQUI"),
        ("CreatedByUser", "ERPGATE"),
        ("MaintOrdBasicEndDateTime", "/Date(1798873200000+0000)/"),
        ("MaintOrdBasicStartTime", "PT07H00M00S"),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let body = json!({"MaintenanceOrderType": "PM01", "FunctionalLocation": "1710-HAL-01"});
    let made = sap.post(&orders(), &body).await.d();
    assert_eq!((&made["MainWorkCenter"], &made["CompanyCode"]), (&json!("RES-1700"), &json!("1710")));
    assert_eq!(made["TechObjIsEquipOrFuncnlLoc"], "EAMS_FL");
}

#[tokio::test]
async fn an_order_without_operations_gets_the_first_one() {
    let sap = Sap::start().await;
    let body = json!({"MaintenanceOrderType": "YA01", "MaintenanceOrderDesc": "Look at it", "Equipment": "10000002"});
    let number = sap.post(&orders(), &body).await.d()["MaintenanceOrder"].as_str().unwrap().to_owned();
    let operations = rows(&sap, &format!("{}/to_MaintenanceOrderOperation", path(&number))).await;
    assert_eq!(operations.len(), 1);
    assert_eq!(operations[0]["MaintenanceOrderOperation"], "0010");
    assert_eq!(operations[0]["OperationDescription"], "Look at it");
    assert_eq!(operations[0]["OperationControlKey"], "YBM1");
    assert_eq!(status(&sap, &number).await, "CRTD NMAT PRC SETC");
}

#[tokio::test]
async fn what_is_missing_or_unknown_is_refused_by_name() {
    let sap = Sap::start().await;
    for (pointer, value, target) in [
        ("/MaintenanceOrderType", "ZZ99", "MaintenanceOrderType"),
        ("/Equipment", "99999999", "Equipment"),
        ("/FunctionalLocation", "NOWHERE", "FunctionalLocation"),
        ("/MainWorkCenter", "RES-1700", "MainWorkCenter"),
        ("/MaintenancePlanningPlant", "9999", "MaintenancePlanningPlant"),
        ("/CostCenter", "1", "CostCenter"),
        ("/MaintOrdBasicEndDateTime", "/Date(0+0000)/", "MaintOrdBasicEndDateTime"),
        ("/to_MaintenanceOrderOperation/0/WorkCenter", "NONE", "WorkCenter"),
        ("/to_MaintenanceOrderOperation/0/MaintOrdOpWorkDurationUnit", "QQ", "MaintOrdOpWorkDurationUnit"),
        ("/to_MaintenanceOrderOperation/1/MaintenanceOrderOperation", "0010", "MaintenanceOrderOperation"),
        ("/to_MaintenanceOrderOperation/0/to_MaintOrderOpComponent_2/0/Product", "NONE", "Product"),
        ("/to_MaintenanceOrderOperation/0/to_MaintOrderOpComponent_2/0/UnitOfEntry", "KG", "UnitOfEntry"),
        (
            "/to_MaintenanceOrderOperation/0/to_MaintOrderOpComponent_2/0/QuantityInUnitOfEntry",
            "0",
            "QuantityInUnitOfEntry",
        ),
    ] {
        let mut body = order();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = json!(value);
        let got = sap.post(&orders(), &body).await;
        assert_eq!(got.status, 400, "{pointer}: {}", got.text);
        let error = got.json();
        let details = error["error"]["innererror"]["errordetails"].as_array().unwrap();
        assert!(details.iter().any(|detail| detail["target"] == target), "{pointer}: {}", got.text);
    }
    let got = sap.post(&orders(), &json!({"MaintenanceOrderType": "YA01"})).await;
    assert!(got.codes().contains(&"ZSIM_PM/001".to_owned()), "{}", got.text);
    assert_eq!(sap.ledger().await["maintenance_orders"], json!([]));
}

#[tokio::test]
async fn an_order_is_found_by_the_reference_in_any_of_three_fields() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    create(&sap).await;
    for field in ["AdditionalDeviceData", "ReferenceElement", "MaintObjectFreeDefinedAttrib"] {
        // These fields are kept in upper case.
        assert_eq!(sap.patch(&path(&number), &json!({field: "eg0000000001"})).await.status, 204);
        let filter = format!("{field} eq 'EG0000000001'");
        let found = sap.query(&orders(), &[("$filter", &filter)]).await.d();
        assert_eq!(found["results"].as_array().unwrap().len(), 1, "{field}");
        assert_eq!(found["results"][0]["MaintenanceOrder"], number, "{field}");
    }
}

#[tokio::test]
async fn texts_partners_and_objects_come_with_the_order() {
    let sap = Sap::start().await;
    let mut body = order();
    body["to_MaintenanceOrderLongText"] =
        json!([{"TextObjectType": "KOPF", "MaintenanceOrderLongText": "A long story"}]);
    body["to_MaintenanceOrderPartner"] =
        json!([{"PartnerFunction": "VW", "MaintenanceOrderPartner": "10300001"}]);
    body["to_MaintOrderObjectListItem"] = json!([{"Equipment": "10000002"}]);
    body["to_MaintenanceOrderOperation"][0]["to_MaintOrderOpLongText"] =
        json!([{"TextObjectType": "AVOT", "OrderOperationLongText": "Mind the spring"}]);
    let got = sap.post(&orders(), &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let number = got.d()["MaintenanceOrder"].as_str().unwrap().to_owned();
    assert_eq!(sap.get(&path(&number)).await.d()["OrderHasLongText"], true);
    let texts = rows(&sap, &format!("{}/to_MaintenanceOrderLongText", path(&number))).await;
    assert_eq!(
        (&texts[0]["Language"], &texts[0]["MaintenanceOrderLongText"]),
        (&json!("EN"), &json!("A long story"))
    );
    let texts = rows(&sap, &format!("{}/to_MaintOrderOpLongText", operation(&number, "0010"))).await;
    assert_eq!(texts[0]["OrderOperationLongText"], "Mind the spring");
    let objects = rows(&sap, &format!("{}/to_MaintOrderObjectListItem", path(&number))).await;
    assert_eq!(objects[0]["Equipment"], "10000002");
    let object =
        objects[0]["__metadata"]["uri"].as_str().unwrap().split("/sap/opu").nth(1).unwrap().to_owned();
    assert_eq!(sap.get(&format!("/sap/opu{object}")).await.status, 200, "{object}");
    body["to_MaintenanceOrderPartner"] = json!([{"PartnerFunction": "VW"}]);
    assert_eq!(sap.post(&orders(), &body).await.status, 400);
}
