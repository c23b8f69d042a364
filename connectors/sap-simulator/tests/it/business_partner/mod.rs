//! Suppliers, written and read over API_BUSINESS_PARTNER.

mod blocks;
mod change;
mod create;
mod numbers;
mod outside;
mod parts;
mod refusals;

use crate::support::{Got, Sap};
use serde_json::{Value, json};

/// The address of a path of the service.
fn at(path: &str) -> String {
    format!("/sap/opu/odata/sap/API_BUSINESS_PARTNER{path}")
}

fn partner_path(number: &str) -> String {
    at(&format!("/A_BusinessPartner('{number}')"))
}

/// A whole supplier, as a client sends one.
fn supplier() -> Value {
    json!({
        "BusinessPartnerCategory": "2", "BusinessPartnerGrouping": "BP02",
        "OrganizationBPName1": "Pumpenwerk Beispiel GmbH", "SearchTerm1": "pumpen",
        "BusinessPartnerIDByExtSystem": "eg7k2m9qx4",
        "to_BusinessPartnerAddress": [{
            "Country": "DE", "Language": "DE", "CityName": "Köln", "PostalCode": "50667",
            "StreetName": "Domplatz", "HouseNumber": "1",
            "to_EmailAddress": [{"EmailAddress": "orders@pumpenwerk.example"}],
            "to_PhoneNumber": [{"PhoneNumber": "0221 555 01"}],
            "to_MobilePhoneNumber": [{"PhoneNumber": "0151 555 02"}],
            "to_URLAddress": [{"WebsiteURL": "https://pumpenwerk.example"}]
        }],
        "to_BusinessPartnerRole": [{"BusinessPartnerRole": "FLVN00"}, {"BusinessPartnerRole": "FLVN01"}],
        "to_BusinessPartnerTax": [{"BPTaxType": "DE0", "BPTaxNumber": "DE123456789"}],
        "to_BusinessPartnerBank": [{"IBAN": "DE89370400440532013000"}],
        "to_BuPaIdentification": [{"BPIdentificationType": "ZEXT", "BPIdentificationNumber": "crm-1"}],
        "to_Supplier": {
            "to_SupplierCompany": [
                {"CompanyCode": "1010", "ReconciliationAccount": "21100000", "PaymentTerms": "0004"}],
            "to_SupplierPurchasingOrg": [
                {"PurchasingOrganization": "1010", "PurchaseOrderCurrency": "EUR", "PaymentTerms": "0002"}]
        }
    })
}

/// The usual supplier with one change: `pointer` set to `value`, or removed when `value` is null.
fn supplier_with(pointer: &str, value: Value) -> Value {
    let mut body = supplier();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = body.pointer_mut(parent).and_then(Value::as_object_mut).expect("the parent is there");
    if value.is_null() {
        parent.remove(name);
    } else {
        parent.insert(name.to_owned(), value);
    }
    body
}

async fn post(sap: &Sap, body: &Value) -> Got {
    sap.post(&at("/A_BusinessPartner"), body).await
}

/// Creates the usual supplier and gives its number.
async fn created(sap: &Sap) -> String {
    let got = post(sap, &supplier()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    got.d()["BusinessPartner"].as_str().expect("a number").to_owned()
}

/// What the world holds of a partner.
async fn held(sap: &Sap, number: &str) -> Value {
    sap.admin(reqwest::Method::GET, &format!("/ledger/business_partners/{number}"), None).await.json()
}

/// An order of the supplier with the purchasing organization 1010.
async fn order(sap: &Sap, supplier: &str) -> Got {
    sap.post("/A_PurchaseOrder", &crate::support::order_with("/Supplier", json!(supplier))).await
}
