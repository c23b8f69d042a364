//! Goods movements.

mod cancel;
mod issues;
mod receipts;
mod refusals;
mod serials;
mod transfers;

use crate::support::{Got, Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

pub(crate) const SERVICE: &str = "API_MATERIAL_DOCUMENT_SRV";

/// A movement of one item.
pub(crate) fn movement(code: &str, item: &Value) -> Value {
    json!({"GoodsMovementCode": code, "ReferenceDocument": "ext-0001", "MaterialDocumentHeaderText": "by a test",
           "to_MaterialDocumentItem": [item]})
}

/// An item of ten pieces of TG11 in the first storage location, changed.
pub(crate) fn item(movement_type: &str, changes: &Value) -> Value {
    let mut item = json!({"Material": "TG11", "Plant": "1010", "StorageLocation": "101A",
        "GoodsMovementType": movement_type, "QuantityInEntryUnit": "10"});
    for (name, value) in changes.as_object().expect("an object") {
        item[name] = value.clone();
    }
    item
}

/// A receipt for an item of a purchase order.
pub(crate) fn receipt(order: &str, position: &str, quantity: &str) -> Value {
    json!({"GoodsMovementType": "101", "GoodsMovementRefDocType": "B", "PurchaseOrder": order,
           "PurchaseOrderItem": position, "StorageLocation": "101A", "QuantityInEntryUnit": quantity})
}

pub(crate) async fn post(sap: &Sap, body: &Value) -> Got {
    let request = sap.to(Method::POST, &format!("{SERVICE}/A_MaterialDocumentHeader")).json(body);
    read(request).await.expect("an answer")
}

/// Posts and gives the document, which must have been made.
pub(crate) async fn posted(sap: &Sap, body: &Value) -> Value {
    let got = post(sap, body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    got.d()
}

/// Cancels a document as a whole.
pub(crate) async fn cancel(sap: &Sap, document: &Value) -> Got {
    let (year, number) = (text(document, "MaterialDocumentYear"), text(document, "MaterialDocument"));
    sap.call(&format!("{SERVICE}/Cancel?MaterialDocumentYear='{year}'&MaterialDocument='{number}'")).await
}

pub(crate) fn text(document: &Value, name: &str) -> String {
    document[name].as_str().expect(name).to_owned()
}

/// What the ledger says lies somewhere, for unrestricted use.
pub(crate) async fn stock(sap: &Sap, material: &str, plant: &str, location: &str) -> String {
    stock_of(sap, material, plant, location, "01").await
}

pub(crate) async fn stock_of(sap: &Sap, material: &str, plant: &str, location: &str, kind: &str) -> String {
    let ledger = sap.ledger().await;
    let levels = ledger["stock"].as_array().expect("stock");
    let found = levels.iter().find(|level| {
        [("material", material), ("plant", plant), ("storage_location", location), ("stock_type", kind)]
            .iter()
            .all(|(name, value)| level[name] == *value)
    });
    found.map_or_else(|| "0".to_owned(), |level| text(level, "quantity"))
}

/// The documents of the ledger.
pub(crate) async fn documents(sap: &Sap) -> Vec<Value> {
    sap.ledger().await["material_documents"].as_array().expect("documents").clone()
}
