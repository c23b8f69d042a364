use super::{SERVICE, call, create, operation, orders, path, released, rows};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_header_changes_with_its_etag_and_not_without() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let change = json!({"MaintPriority": "1", "MaintenanceOrderDesc": "Seal leaks badly"});
    let bare = sap.write(Method::PATCH, &path(&number), &change);
    assert_eq!(read(bare).await.unwrap().status, 428);
    let stale = sap.get(&path(&number)).await.header("etag").to_owned();
    let with = |etag: &str| read(sap.write(Method::PATCH, &path(&number), &change).header("if-match", etag));
    assert_eq!(with(&stale).await.unwrap().status, 204);
    assert_eq!(with(&stale).await.unwrap().status, 412);
    let order = sap.get(&path(&number)).await.d();
    assert_eq!(
        (&order["MaintPriority"], &order["MaintenanceOrderDesc"]),
        (&json!("1"), &json!("Seal leaks badly"))
    );
    // To the whole second, as the precision of the field says.
    let changed = order["LastChangeDateTime"].as_str().unwrap();
    assert!(changed.ends_with("000+0000)/"), "{changed}");
}

#[tokio::test]
async fn another_technical_object_brings_its_name_and_type_and_plan_fields_stay() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let change = json!({"Equipment": "10000002", "MaintenanceOrderType": "PM01"});
    assert_eq!(sap.patch(&path(&number), &change).await.status, 204);
    let order = sap.get(&path(&number)).await.d();
    assert_eq!(order["EquipmentName"], "Conveyor belt, hall 2");
    assert_eq!(order["MaintenanceOrderType"], "YA01");
    let got = sap.patch(&path(&number), &json!({"MainWorkCenter": "NONE"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PM/002".to_owned()]));
}

#[tokio::test]
async fn operations_and_components_are_added_through_their_parent_only() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let body = json!({"MaintenanceOrder": number, "OperationDescription": "Test run"});
    let direct = sap.post(&format!("{SERVICE}/MaintenanceOrderOperation"), &body).await;
    assert_eq!((direct.status, direct.codes()), (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]));
    let body = json!({"OperationDescription": "Test run"});
    let got = sap.post(&format!("{}/to_MaintenanceOrderOperation", path(&number)), &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["MaintenanceOrderOperation"], "0030");
    let body = json!({"Product": "TG11", "QuantityInUnitOfEntry": "1"});
    let parent = format!("{}/to_MaintOrderOpComponent_2", operation(&number, "0030"));
    let got = sap.post(&parent, &body).await;
    assert_eq!((got.status, &got.d()["ReservationItem"]), (201, &json!("3")), "{}", got.text);
    assert_eq!(rows(&sap, &parent).await.len(), 1);
}

#[tokio::test]
async fn operations_and_components_change_and_go() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let first = operation(&number, "0010");
    let change = json!({"MaintOrdOperationWorkDuration": "4", "WorkCenter": "RES-0200"});
    assert_eq!(sap.patch(&first, &change).await.status, 204);
    assert_eq!(sap.get(&first).await.d()["MaintOrdOperationWorkDuration"], "4.0");
    let components = format!("{first}/to_MaintOrderOpComponent_2");
    let part = rows(&sap, &components).await[0].clone();
    let uri = part["__metadata"]["uri"].as_str().unwrap();
    let part = format!("/sap{}", uri.split_once("/sap").unwrap().1);
    assert_eq!(sap.patch(&part, &json!({"QuantityInUnitOfEntry": "3"})).await.status, 204);
    assert_eq!(sap.get(&part).await.d()["MaintOrdOpCompRequiredQuantity"], "3.000");
    assert_eq!(sap.delete(&part).await.status, 204);
    assert_eq!(rows(&sap, &components).await.len(), 1);
    assert_eq!(sap.delete(&first).await.status, 204);
    assert_eq!(rows(&sap, &format!("{}/to_MaintenanceOrderOperation", path(&number))).await.len(), 1);
    assert_eq!(sap.get(&format!("{SERVICE}/MaintOrderOpComponent/$count")).await.text, "0");
    let got = sap.delete(&operation(&number, "0020")).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PM/006".to_owned()]));
}

#[tokio::test]
async fn an_order_is_never_deleted_and_a_finished_one_not_changed() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    assert_eq!(sap.delete(&path(&number)).await.status, 405);
    call(&sap, "SetMaintOrdToTechCompleted", &number).await;
    let got = sap.patch(&path(&number), &json!({"MaintPriority": "1"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ZSIM_PM/003".to_owned()]));
    assert!(got.message().contains("TECO"), "{}", got.message());
    assert_eq!(sap.get(&format!("{}/$count", orders())).await.text, "1");
}
