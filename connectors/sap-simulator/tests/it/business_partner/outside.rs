use super::{at, created, held, order, partner_path, supplier};
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
async fn a_partner_open_in_another_session_is_locked_and_the_next_attempt_goes_through() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    sap.fault(json!({"kind": "lock"})).await;
    let body = json!({"SearchTerm1": "AFTER"});
    let got = sap.patch(&partner_path(&number), &body).await;
    assert_eq!((got.status, got.codes()), (400, vec!["MC/601".to_owned()]));
    assert_eq!(held(&sap, &number).await["SearchTerm1"], "PUMPEN");
    assert_eq!(sap.patch(&partner_path(&number), &body).await.status, 204);
}

#[tokio::test]
async fn a_lost_answer_is_committed_and_found_by_its_reference() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "lose_answer"})).await;
    let request = sap.write(Method::POST, &at("/A_BusinessPartner"), &supplier());
    assert!(read(request).await.is_err());
    let filter = "BusinessPartnerIDByExtSystem eq 'EG7K2M9QX4'";
    let found = sap.query(&at("/A_BusinessPartner"), &[("$filter", filter)]).await.d();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn changes_are_found_by_the_date_of_creation_or_of_the_last_change() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let since = |property: &str| format!("{property} ge datetime'2020-01-01T00:00:00'");
    let changed = [("$filter", since("LastChangeDate")), ("$select", "BusinessPartner".to_owned())];
    let changed: Vec<_> = changed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let found = sap.query(&at("/A_BusinessPartner"), &changed).await.d();
    assert_eq!(found["results"], json!([]));
    sap.patch(&partner_path(&number), &json!({"SearchTerm1": "X"})).await;
    let found = sap.query(&at("/A_BusinessPartner"), &changed).await.d();
    assert_eq!(found["results"][0]["BusinessPartner"], number.as_str());
    let created = sap.query(&at("/A_BusinessPartner"), &[("$filter", &since("CreationDate"))]).await.d();
    assert_eq!(created["results"].as_array().unwrap().len(), 6);
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
