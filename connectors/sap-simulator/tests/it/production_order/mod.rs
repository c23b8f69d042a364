mod admin;
mod change;
mod confirmation;
mod create;
mod status;

use crate::support::{Got, Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

const SERVICE: &str = "/sap/opu/odata/sap/API_PRODUCTION_ORDER_2_SRV";
const CONFIRMATIONS: &str = "/sap/opu/odata/sap/API_PROD_ORDER_CONFIRMATION_2_SRV/ProdnOrdConf2";

/// Ten pump units.
fn order() -> Value {
    json!({
        "ManufacturingOrderType": "YBM1", "Material": "FG100", "ProductionPlant": "1010", "TotalQuantity": "10",
        "MfgOrderPlannedStartDate": "/Date(1798761600000)/", "UnloadingPointName": "EG7K2M9QX4TB"
    })
}

fn orders() -> String {
    format!("{SERVICE}/A_ProductionOrder_2")
}

fn path(number: &str) -> String {
    format!("{}('{number}')", orders())
}

async fn create(sap: &Sap) -> String {
    let got = sap.post(&orders(), &order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    got.d()["ManufacturingOrder"].as_str().expect("a number").to_owned()
}

/// A function import on an order, whatever its etag.
async fn call(sap: &Sap, function: &str, number: &str) -> Got {
    let path = format!("{SERVICE}/{function}?ManufacturingOrder='{number}'");
    read(sap.write(Method::POST, &path, &json!({})).header("if-match", "*")).await.expect("an answer")
}

/// A released order.
async fn released(sap: &Sap) -> String {
    let number = create(sap).await;
    let got = call(sap, "ReleaseOrder", &number).await;
    assert_eq!(got.status, 200, "{}", got.text);
    number
}

async fn rows(sap: &Sap, number: &str, navigation: &str) -> Vec<Value> {
    let got = sap.get(&format!("{}/{navigation}", path(number))).await;
    got.d()["results"].as_array().expect("a list").clone()
}

/// The short names of the active statuses.
async fn statuses(sap: &Sap, number: &str) -> Vec<String> {
    let rows = rows(sap, number, "to_ProductionOrderStatus").await;
    rows.iter().map(|row| row["StatusShortName"].as_str().expect("it is there").to_owned()).collect()
}
