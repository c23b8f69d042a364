use super::{FIRST, SERVICE, create, order, path, released, rows, status};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

fn first_order() -> Value {
    let mut body = order();
    let operation = &mut body["to_MaintenanceOrderOperation"][0];
    let mut components = operation
        .as_object_mut()
        .expect("it is there")
        .remove("to_MaintOrderOpComponent_2")
        .expect("it is there");
    components[0]["MaintOrdOpCompItemCategory"] = json!("L");
    components[1].as_object_mut().expect("it is there").remove("MaintComponentItemCategory");
    components[1]["MaintOrdOpCompItemCategory"] = json!("N");
    operation["to_MaintOrderOpComponent"] = components;
    body
}

fn first_component(number: &str, component: &str) -> String {
    format!(
        "{FIRST}/MaintOrderOpComponent(MaintenanceOrder='{number}',MaintenanceOrderOperation='0010',\
         MaintenanceOrderSubOperation='',MaintenanceOrderComponent='{component}')"
    )
}

#[tokio::test]
async fn an_order_made_in_one_version_shows_in_the_other() {
    let sap = Sap::start().await;
    let got = sap.post(&format!("{FIRST}/MaintenanceOrder"), &first_order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let made = got.d();
    let number = made["MaintenanceOrder"].as_str().unwrap().to_owned();
    assert_eq!(made["__metadata"]["type"], "cds_api_maintenanceorder.MaintenanceOrderType");
    assert!(made.get("CreatedByUser").is_some() && made.get("MaintOrderCreationDateTime").is_none());
    let old = &made["to_MaintenanceOrderOperation"]["results"][0]["to_MaintOrderOpComponent"]["results"][1];
    assert_eq!(
        (&old["MaintenanceOrderComponent"], &old["MaintOrdOpCompItemCategory"]),
        (&json!("0020"), &json!("N"))
    );
    let components = format!("{}/to_MaintOrderOpComponent_2", super::operation(&number, "0010"));
    let new = &rows(&sap, &components).await[1];
    assert_eq!(new["MaintComponentItemCategory"], "N");
    assert_eq!(new["MaintOrderComponentInternalID"], old["MaintOrderComponentInternalID"]);
    assert_eq!(new["__metadata"]["type"], "cds_api_maintenanceorder_2.MaintOrderOpComponent_Type");
    let second = create(&sap).await;
    let shown = sap.get(&format!("{FIRST}/MaintenanceOrder('{second}')")).await;
    assert_eq!((shown.status, &shown.d()["AdditionalDeviceData"]), (200, &json!("EG7K2M9QX4TB")));
    assert_eq!(sap.get(&format!("{FIRST}/MaintenanceOrder/$count")).await.text, "2");
    assert_eq!(sap.ledger().await["maintenance_orders"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn version_two_has_two_spellings_and_names_itself_in_its_addresses() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    for root in [SERVICE.to_owned(), SERVICE.replace("0002", "2")] {
        let got = sap.get(&format!("{root}/MaintenanceOrder('{number}')")).await;
        assert_eq!(got.status, 200, "{}", got.text);
        let uri = got.d()["__metadata"]["uri"].as_str().unwrap().to_owned();
        assert!(uri.ends_with(&format!("{root}/MaintenanceOrder('{number}')")), "{uri}");
    }
    let unknown = sap.get(&format!("{FIRST};v=0003/MaintenanceOrder")).await;
    assert_eq!((unknown.status, unknown.codes()), (403, vec!["/IWFND/MED/170".to_owned()]));
}

#[tokio::test]
async fn version_one_changes_the_same_order_and_asks_for_no_etag() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let first = format!("{FIRST}/MaintenanceOrder('{number}')");
    assert_eq!(sap.get(&first).await.header("etag"), "");
    let bare = sap.write(Method::PATCH, &first, &json!({"MaintPriority": "2"}));
    assert_eq!(read(bare).await.unwrap().status, 204);
    assert_eq!(sap.get(&path(&number)).await.d()["MaintPriority"], "2");
    let change = json!({"QuantityInUnitOfEntry": "7", "MaintOrdOpCompItemCategory": "L"});
    let component = first_component(&number, "0010");
    assert_eq!(sap.patch(&component, &change).await.status, 204);
    let components = format!("{}/to_MaintOrderOpComponent_2", super::operation(&number, "0010"));
    assert_eq!(rows(&sap, &components).await[0]["QuantityInUnitOfEntry"], "7.000");
    let added = json!({"OperationDescription": "Test run"});
    let got = sap.post(&format!("{first}/to_MaintenanceOrderOperation"), &added).await;
    assert_eq!((got.status, &got.d()["MaintenanceOrderOperation"]), (201, &json!("0030")), "{}", got.text);
    let text = json!({"TextObjectType": "MATK", "OrderComponentLongText": "Blue one"});
    let got = sap.post(&format!("{component}/to_MaintOrderOpCompLongText"), &text).await;
    assert_eq!((got.status, &got.d()["MaintenanceOrderComponent"]), (201, &json!("0010")), "{}", got.text);
    assert_eq!(sap.delete(&component).await.status, 204);
    assert_eq!(sap.get(&component).await.status, 404);
    assert_eq!(rows(&sap, &components).await.len(), 1);
    assert_eq!(sap.get(&format!("{SERVICE}/MaintOrderOpCompLongText/$count")).await.text, "0");
}

#[tokio::test]
async fn functions_of_version_one_move_the_same_status() {
    let sap = Sap::start().await;
    let number = released(&sap).await;
    let got = sap
        .post(&format!("{FIRST}/SetMaintOrdToTechCompleted?MaintenanceOrder='{number}'"), &json!({}))
        .await;
    assert_eq!((got.status, &got.d()["SetMaintOrdToTechCompleted"]["IsInvalid"]), (200, &json!(false)));
    assert_eq!(status(&sap, &number).await, "TECO PRC SETC");
    let shown = sap.get(&format!("{FIRST}/MaintenanceOrder('{number}')")).await.d();
    assert_eq!(shown["SystemStatusText"], "TECO PRC SETC");
    let newer = format!("{FIRST}/ResetStatusFromDoNotExecute?MaintenanceOrder='{number}'");
    assert_eq!(sap.post(&newer, &json!({})).await.status, 404);
}

#[tokio::test]
async fn a_refused_change_of_version_one_leaves_both_as_they_were() {
    let sap = Sap::start().await;
    let number = create(&sap).await;
    let got = sap.patch(&first_component(&number, "0010"), &json!({"Product": "NONE"})).await;
    assert_eq!(got.status, 400, "{}", got.text);
    assert_eq!(sap.get(&first_component(&number, "0010")).await.d()["Product"], "1000042");
    assert_eq!(sap.ledger().await["writes"], 1);
}
