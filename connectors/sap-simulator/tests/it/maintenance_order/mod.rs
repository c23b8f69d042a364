mod admin;
mod change;
mod confirmation;
mod create;
mod first_version;
mod status;

use crate::support::{Got, Sap};
use serde_json::{Value, json};

const SERVICE: &str = "/sap/opu/odata/sap/API_MAINTENANCEORDER;v=0002";
const FIRST: &str = "/sap/opu/odata/sap/API_MAINTENANCEORDER";
const CONFIRMATIONS: &str = "/sap/opu/odata/sap/API_MAINTORDERCONFIRMATION/MaintOrderConfirmation";

/// A pump's repair in two operations, the first with two components.
fn order() -> Value {
    json!({
        "MaintenanceOrderType": "YA01", "MaintenanceOrderDesc": "Seal leaks", "Equipment": "10000001",
        "MaintOrdBasicStartDateTime": "/Date(1798786800000+0000)/", "AdditionalDeviceData": "EG7K2M9QX4TB",
        "to_MaintenanceOrderOperation": [
            {"OperationDescription": "Take apart", "MaintOrdOperationWorkDuration": "2.5",
             "to_MaintOrderOpComponent_2": [
                {"Product": "1000042", "QuantityInUnitOfEntry": "2", "StorageLocation": "101A"},
                {"MaintComponentItemCategory": "N", "MaintOrdOperationComponentText": "Grease",
                 "QuantityInUnitOfEntry": "0.5", "UnitOfEntry": "KG"}
             ]},
            {"OperationDescription": "Put together", "WorkCenter": "RES-0200"}
        ]
    })
}

fn orders() -> String {
    format!("{SERVICE}/MaintenanceOrder")
}

fn path(number: &str) -> String {
    format!("{}('{number}')", orders())
}

fn operation(number: &str, operation: &str) -> String {
    format!(
        "{SERVICE}/MaintenanceOrderOperation(MaintenanceOrder='{number}',\
         MaintenanceOrderOperation='{operation}',MaintenanceOrderSubOperation='')"
    )
}

async fn create(sap: &Sap) -> String {
    let got = sap.post(&orders(), &order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    got.d()["MaintenanceOrder"].as_str().expect("a number").to_owned()
}

/// A function import on an order.
async fn call(sap: &Sap, function: &str, number: &str) -> Got {
    sap.post(&format!("{SERVICE}/{function}?MaintenanceOrder='{number}'"), &json!({})).await
}

async fn released(sap: &Sap) -> String {
    let number = create(sap).await;
    let got = call(sap, "ReleaseMaintenanceOrder", &number).await;
    assert_eq!(got.status, 200, "{}", got.text);
    number
}

async fn status(sap: &Sap, number: &str) -> String {
    let order = sap.get(&path(number)).await.d();
    order["SystemStatusText"].as_str().expect("it is there").to_owned()
}

async fn rows(sap: &Sap, path: &str) -> Vec<Value> {
    let got = sap.get(path).await;
    got.d()["results"].as_array().unwrap_or_else(|| panic!("{}", got.text)).clone()
}
