//! Counting stock.

mod counts;
mod documents;
mod postings;
mod recounts;

use crate::support::{Got, Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

const SERVICE: &str = "API_PHYSICAL_INVENTORY_DOC_SRV";

/// A document that counts these materials in the first storage location.
fn count_of(materials: &[&str]) -> Value {
    let items: Vec<Value> = materials.iter().map(|material| json!({"Material": material})).collect();
    json!({"Plant": "1010", "StorageLocation": "101A", "PhysInventoryReferenceNumber": "cnt-0001",
           "PhysicalInventoryDocumentDesc": "by a test", "to_PhysicalInventoryDocumentItem": items})
}

async fn create(sap: &Sap, body: &Value) -> Got {
    let request = sap.to(Method::POST, &format!("{SERVICE}/A_PhysInventoryDocHeader")).json(body);
    read(request).await.expect("an answer")
}

/// A document, addressed.
struct Document {
    year: String,
    number: String,
}

impl Document {
    async fn created(sap: &Sap, body: &Value) -> Self {
        let got = create(sap, body).await;
        assert_eq!(got.status, 201, "{}", got.text);
        Self::of(&got.d())
    }

    fn of(d: &Value) -> Self {
        let text = |name: &str| d[name].as_str().expect(name).to_owned();
        Self { year: text("FiscalYear"), number: text("PhysicalInventoryDocument") }
    }

    /// The entity set's key, without the brackets.
    fn key(&self) -> String {
        format!("FiscalYear='{}',PhysicalInventoryDocument='{}'", self.year, self.number)
    }

    fn item_path(&self, item: &str) -> String {
        format!("{SERVICE}/A_PhysInventoryDocItem({},PhysicalInventoryDocumentItem='{item}')", self.key())
    }

    async fn header(&self, sap: &Sap) -> Value {
        let path = format!("{SERVICE}/A_PhysInventoryDocHeader({})", self.key());
        read(sap.to(Method::GET, &path)).await.expect("an answer").d()
    }

    async fn item(&self, sap: &Sap, item: &str) -> Value {
        read(sap.to(Method::GET, &self.item_path(item))).await.expect("an answer").d()
    }

    /// PATCH of an item with the etag it has.
    async fn patch(&self, sap: &Sap, item: &str, body: &Value) -> Got {
        let etag = self.item(sap, item).await["__metadata"]["etag"].as_str().expect("an etag").to_owned();
        let request = sap.to(Method::PATCH, &self.item_path(item)).header("if-match", etag).json(body);
        read(request).await.expect("an answer")
    }

    /// Enters a count that must be taken.
    async fn count(&self, sap: &Sap, item: &str, quantity: &str) {
        let got =
            self.patch(sap, item, &json!({"QuantityInUnitOfEntry": quantity, "UnitOfEntry": "PC"})).await;
        assert_eq!(got.status, 204, "{}", got.text);
    }

    /// Calls a function for this document, with more parameters.
    async fn call(&self, sap: &Sap, function: &str, more: &str) -> Got {
        let key = format!("FiscalYear='{}'&PhysicalInventoryDocument='{}'", self.year, self.number);
        sap.call(&format!("{SERVICE}/{function}?{key}{more}")).await
    }
}
