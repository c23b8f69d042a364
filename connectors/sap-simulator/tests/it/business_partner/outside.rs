use super::{at, created, held, order, partner_path};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn somebody_else_s_change_makes_the_etag_stale() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let writes = sap.ledger().await["writes"].clone();
    let path = partner_path(&number);
    let etag = sap.get(&path).await.header("etag").to_owned();
    let touched = sap.admin(Method::POST, &format!("/business_partners/{number}/touch"), None).await;
    assert_eq!(touched.status, 204);
    let request = sap.write(Method::PATCH, &path, &json!({"SearchTerm1": "X"})).header("if-match", etag);
    assert_eq!(read(request).await.unwrap().status, 412);
    let partner = held(&sap, &number).await;
    assert_eq!(
        (&partner["LastChangedByUser"], &partner["SearchTerm1"]),
        (&json!("SAPGUI"), &json!("PUMPEN"))
    );
    assert_eq!(sap.ledger().await["writes"], writes);
}

#[tokio::test]
async fn a_supplier_can_be_blocked_outside_the_api() {
    let sap = Sap::start().await;
    let got = sap.admin(Method::POST, "/business_partners/0010300001/block", None).await;
    assert_eq!(got.status, 204, "{}", got.text);
    assert_eq!(sap.get(&at("/A_Supplier('10300001')")).await.d()["PurchasingIsBlocked"], true);
    assert_eq!(order(&sap, "10300001").await.codes(), ["06/321"]);
}

#[tokio::test]
async fn the_ledger_lists_the_partners_of_the_seed_too() {
    let sap = Sap::start().await;
    let ledger = sap.ledger().await;
    let partners = ledger["business_partners"].as_array().unwrap();
    let numbers: Vec<_> = partners.iter().map(|p| p["BusinessPartner"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["10300001", "10300002", "10300006", "10300009", "17300001"]);
    assert_eq!(partners[0]["addresses"][0]["emails"][0]["EmailAddress"], "orders@supplier-1.example");
    assert_eq!(partners[0]["supplier"]["purchasing_organizations"][0]["IncotermsClassification"], "EXW");
    for path in ["/ledger/business_partners/99", "/business_partners"] {
        assert_eq!(sap.admin(Method::GET, path, None).await.status, 404, "{path}");
    }
    for path in
        ["/business_partners/99/touch", "/business_partners/99/block", "/business_partners/10300001/paint"]
    {
        assert_eq!(sap.admin(Method::POST, path, None).await.status, 400, "{path}");
    }
}
