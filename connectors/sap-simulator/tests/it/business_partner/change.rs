use super::{at, created, held, partner_path};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn each_entity_is_changed_by_itself() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let id = held(&sap, &number).await["addresses"][0]["AddressID"].as_str().unwrap().to_owned();
    for (path, body) in [
        (format!("/A_BusinessPartner('{number}')"), json!({"OrganizationBPName1": "Pumpenwerk Neu AG"})),
        (
            format!("/A_BusinessPartnerAddress(BusinessPartner='{number}',AddressID='{id}')"),
            json!({"CityName": "Bonn"}),
        ),
        (
            format!("/A_AddressEmailAddress(AddressID='{id}',Person='',OrdinalNumber='1')"),
            json!({"EmailAddress": "new@pumpenwerk.example"}),
        ),
        (
            format!("/A_BusinessPartnerTaxNumber(BusinessPartner='{number}',BPTaxType='DE0')"),
            json!({"BPTaxNumber": "DE987654321"}),
        ),
        (
            format!("/A_SupplierCompany(Supplier='{number}',CompanyCode='1010')"),
            json!({"PaymentTerms": "NT30"}),
        ),
        (
            format!("/A_SupplierPurchasingOrg(Supplier='{number}',PurchasingOrganization='1010')"),
            json!({"PurchaseOrderCurrency": "USD"}),
        ),
    ] {
        let got = sap.patch(&at(&path), &body).await;
        assert_eq!((got.status, got.text.as_str()), (204, ""), "{path}");
    }
    let partner = held(&sap, &number).await;
    assert_eq!(partner["BusinessPartnerFullName"], "Pumpenwerk Neu AG");
    assert_eq!(partner["supplier"]["SupplierName"], "Pumpenwerk Neu AG");
    assert_eq!(partner["addresses"][0]["CityName"], "Bonn");
    assert_eq!(partner["addresses"][0]["FullName"], "Pumpenwerk Neu AG");
    assert_eq!(partner["addresses"][0]["emails"][0]["SearchEmailAddress"], "NEW@PUMPENWERK.EXAMP");
    assert_eq!(partner["supplier"]["VATRegistration"], "DE987654321");
    assert_eq!(partner["supplier"]["companies"][0]["PaymentTerms"], "NT30");
    assert_eq!(partner["supplier"]["purchasing_organizations"][0]["PurchaseOrderCurrency"], "USD");
}

#[tokio::test]
async fn a_deep_update_is_refused() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let body = json!({"to_BusinessPartnerAddress": [{"Country": "FR"}]});
    assert_eq!(sap.patch(&partner_path(&number), &body).await.status, 400);
    assert_eq!(held(&sap, &number).await["addresses"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn category_and_grouping_stay_silently_as_they_are() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let before = held(&sap, &number).await;
    let body = json!({"BusinessPartnerCategory": "1", "BusinessPartnerGrouping": "BP03", "Supplier": "9"});
    assert_eq!(sap.patch(&partner_path(&number), &body).await.status, 204);
    assert_eq!(held(&sap, &number).await, before);
}

#[tokio::test]
async fn there_is_no_last_change_until_something_changes() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let before = sap.get(&partner_path(&number)).await.d();
    assert_eq!((&before["LastChangeDate"], &before["LastChangedByUser"]), (&Value::Null, &json!("")));
    assert!(before["ETag"].as_str().unwrap().starts_with("ERPGATE20"), "{before}");
    let view = at(&format!("/A_SupplierCompany(Supplier='{number}',CompanyCode='1010')"));
    sap.patch(&view, &json!({"PaymentBlockingReason": "A"})).await;
    let after = sap.get(&partner_path(&number)).await.d();
    assert!(after["LastChangeDate"].as_str().unwrap().starts_with("/Date("));
    assert_eq!(after["LastChangedByUser"], "ERPGATE");
    assert_ne!(after["__metadata"]["etag"], before["__metadata"]["etag"]);
}

#[tokio::test]
async fn a_change_needs_the_etag_of_what_was_read() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let path = partner_path(&number);
    let etag = sap.get(&path).await.header("etag").to_owned();
    let body = json!({"SearchTerm1": "ONE"});
    let patch = |etag: Option<&str>| {
        let request = sap.write(Method::PATCH, &path, &body);
        etag.map_or(request.try_clone().expect("no stream"), |etag| request.header("if-match", etag))
    };
    assert_eq!(read(patch(None)).await.unwrap().status, 428);
    assert_eq!(read(patch(Some(&etag))).await.unwrap().status, 204);
    assert_eq!(read(patch(Some(&etag))).await.unwrap().status, 412);
    assert_eq!(held(&sap, &number).await["SearchTerm1"], "ONE");
}

#[tokio::test]
async fn a_wrong_change_is_refused_whole() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let before = held(&sap, &number).await;
    for (path, body, code) in [
        (
            "A_SupplierCompany(Supplier='{n}',CompanyCode='1010')",
            json!({"ReconciliationAccount": ""}),
            "CVI_API/003",
        ),
        ("A_BusinessPartner('{n}')", json!({"OrganizationBPName1": ""}), "00/055"),
        (
            "A_BusinessPartnerBank(BusinessPartner='{n}',BankIdentification='0001')",
            json!({"IBAN": "DE00370400440532013000"}),
            "AR/106",
        ),
    ] {
        let got = sap.patch(&at(&format!("/{}", path.replace("{n}", &number))), &body).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{path}");
    }
    assert_eq!(held(&sap, &number).await, before);
}

#[tokio::test]
async fn a_new_iban_moves_the_account_to_its_bank() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let path = at(&format!("/A_BusinessPartnerBank(BusinessPartner='{number}',BankIdentification='0001')"));
    assert_eq!(sap.patch(&path, &json!({"IBAN": "FR1420041010050500013M02606"})).await.status, 204);
    let bank = sap.get(&path).await.d();
    assert_eq!((&bank["BankCountryKey"], &bank["BankName"]), (&json!("FR"), &json!("Example Bank Paris")));
}
