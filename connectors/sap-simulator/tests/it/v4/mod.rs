//! The V4 service over the purchase orders of the V2 one.

mod across;
mod changes;
mod children;
mod front;
mod metadata;
mod reads;
mod refusals;
mod values;

use crate::support::{Got, PASSWORD, Sap, USER, read};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

pub(crate) const SERVICE: &str = "/sap/opu/odata4/sap/api_purchaseorder_2/srvd_a2x/sap/purchaseorder/0001";

/// A simulator with a signed-in client of its V4 service.
#[derive(Debug)]
pub(crate) struct V4 {
    pub(crate) sap: Sap,
}

impl V4 {
    pub(crate) async fn start() -> Self {
        Self { sap: Sap::start().await }
    }

    /// Without `Accept`: V4 answers JSON to everyone.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{SERVICE}{path}", self.sap.running.odata_url());
        self.sap.client.request(method, url).basic_auth(USER, Some(PASSWORD))
    }

    pub(crate) fn write(&self, method: Method, path: &str, body: &Value) -> RequestBuilder {
        self.request(method, path).header("x-csrf-token", &self.sap.token).json(body)
    }

    pub(crate) async fn get(&self, path: &str) -> Got {
        read(self.request(Method::GET, path)).await.expect("an answer")
    }

    pub(crate) async fn query(&self, path: &str, query: &[(&str, &str)]) -> Got {
        read(self.request(Method::GET, path).query(query)).await.expect("an answer")
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Got {
        read(self.write(Method::POST, path, body)).await.expect("an answer")
    }

    /// PATCH, whatever the etag.
    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Got {
        read(self.write(Method::PATCH, path, body).header("if-match", "*")).await.expect("an answer")
    }

    /// DELETE, whatever the etag.
    pub(crate) async fn delete(&self, path: &str) -> Got {
        let request = self.request(Method::DELETE, path).header("x-csrf-token", &self.sap.token);
        read(request.header("if-match", "*")).await.expect("an answer")
    }

    /// Creates the usual order and gives its number.
    pub(crate) async fn order(&self) -> String {
        let got = self.post("/PurchaseOrder", &order()).await;
        assert_eq!(got.status, 201, "{}", got.text);
        got.json()["PurchaseOrder"].as_str().expect("a number").to_owned()
    }
}

/// The order that most tests begin with: two items.
pub(crate) fn order() -> Value {
    json!({
        "CompanyCode": "1010", "PurchaseOrderType": "NB", "Supplier": "10300001",
        "PurchasingOrganization": "1010", "PurchasingGroup": "001",
        "CorrespncExternalReference": "EXT-0000001",
        "_PurchaseOrderItem": [
            {"Material": "TG11", "Plant": "1010", "OrderQuantity": 12.5, "NetPriceAmount": 3.999,
             "_PurchaseOrderScheduleLineTP": [{"ScheduleLineDeliveryDate": "2100-01-01"}]},
            {"Material": "TG12", "Plant": "1010", "StorageLocation": "101A", "OrderQuantity": 2}
        ]
    })
}

/// The codes of an error: its own, then those of its details.
pub(crate) fn codes(got: &Got) -> Vec<String> {
    let error = got.json()["error"].clone();
    let details = error["details"].as_array().cloned().unwrap_or_default();
    let all = std::iter::once(&error).chain(&details);
    all.map(|message| message["code"].as_str().unwrap_or_default().to_owned()).collect()
}

pub(crate) fn message(got: &Got) -> String {
    got.json()["error"]["message"].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn item_path(number: &str, item: &str) -> String {
    format!("/PurchaseOrderItem(PurchaseOrder='{number}',PurchaseOrderItem='{item}')")
}
