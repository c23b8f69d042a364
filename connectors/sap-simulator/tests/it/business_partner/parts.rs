use super::{at, created, held, order, partner_path, post, supplier};
use crate::support::Sap;
use serde_json::json;

#[tokio::test]
async fn parts_are_added_by_the_navigations_of_what_they_belong_to() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let id = held(&sap, &number).await["addresses"][0]["AddressID"].as_str().unwrap().to_owned();
    let address = at(&format!("/A_BusinessPartnerAddress(BusinessPartner='{number}',AddressID='{id}')"));
    let supplier = at(&format!("/A_Supplier('{number}')"));
    for (path, body) in [
        (format!("{}/to_BusinessPartnerAddress", partner_path(&number)), json!({"Country": "FR"})),
        (
            format!("{}/to_BusinessPartnerBank", partner_path(&number)),
            json!({"BankCountryKey": "US", "BankNumber": "011000390", "BankAccount": "123456"}),
        ),
        (
            format!("{}/to_BusinessPartnerTax", partner_path(&number)),
            json!({"BPTaxType": "DE1", "BPTaxNumber": "5133081508"}),
        ),
        (
            format!("{}/to_BusinessPartnerRole", partner_path(&number)),
            json!({"BusinessPartnerRole": "BUP001"}),
        ),
        (format!("{address}/to_EmailAddress"), json!({"EmailAddress": "two@pumpenwerk.example"})),
        (format!("{address}/to_MobilePhoneNumber"), json!({"PhoneNumber": "0151 555 03"})),
        (
            format!("{supplier}/to_SupplierCompany"),
            json!({"CompanyCode": "1710", "ReconciliationAccount": "21300000"}),
        ),
        (
            format!("{supplier}/to_SupplierPurchasingOrg"),
            json!({"PurchasingOrganization": "1710", "PurchaseOrderCurrency": "USD"}),
        ),
    ] {
        let got = sap.post(&path, &body).await;
        assert_eq!(got.status, 201, "{path}: {}", got.text);
    }
    let partner = held(&sap, &number).await;
    assert_eq!(partner["addresses"].as_array().unwrap().len(), 2);
    assert_eq!(partner["addresses"][0]["emails"][1]["IsDefaultEmailAddress"], false);
    assert_eq!(partner["addresses"][0]["phones"][2]["PhoneNumberType"], "3");
    assert_eq!(partner["banks"][1]["BankIdentification"], "0002");
    assert_eq!(partner["supplier"]["TaxNumber1"], "5133081508");
    assert_eq!(partner["supplier"]["companies"].as_array().unwrap().len(), 2);
    assert_eq!(partner["supplier"]["purchasing_organizations"][1]["PurchasingOrganization"], "1710");
    assert_ne!(partner["LastChangeDate"], json!(null));
}

#[tokio::test]
async fn texts_belong_to_a_supplier_to_a_company_code_or_to_an_organization() {
    let sap = Sap::start().await;
    let text = |text: &str| json!([{"Language": "EN", "LongTextID": "0001", "LongText": text}]);
    let mut body = supplier();
    body["to_Supplier"]["to_SupplierText"] = text("Deliver to gate 4");
    body["to_Supplier"]["to_SupplierPurchasingOrg"][0]["to_PurchasingOrgText"] = text("Ask for a discount");
    let got = post(&sap, &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let number = got.d()["BusinessPartner"].as_str().unwrap().to_owned();
    let company = at(&format!("/A_SupplierCompany(Supplier='{number}',CompanyCode='1010')/to_CompanyText"));
    let note = json!({"Language": "EN", "LongTextID": "0002", "LongText": "Pays late"});
    assert_eq!(sap.post(&company, &note).await.status, 201);
    assert_eq!(sap.post(&company, &note).await.codes(), ["R1/204"]);
    let path = at(&format!("/A_SupplierText(Supplier='{number}',Language='EN',LongTextID='0001')"));
    assert_eq!(sap.patch(&path, &json!({"LongText": "Deliver to gate 5"})).await.status, 204);
    let partner = &held(&sap, &number).await["supplier"];
    assert_eq!(partner["texts"][0]["LongText"], "Deliver to gate 5");
    assert_eq!(partner["company_texts"][0]["LongText"], "Pays late");
    assert_eq!(partner["purchasing_texts"][0]["LongText"], "Ask for a discount");
    let foreign = json!({"Supplier": number, "CompanyCode": "1710", "Language": "EN", "LongTextID": "0001"});
    assert_eq!(sap.post(&at("/A_SupplierCompanyText"), &foreign).await.codes(), ["00/058"]);
    assert_eq!(sap.delete(&path).await.status, 204);
    assert_eq!(held(&sap, &number).await["supplier"]["texts"], json!([]));
}

#[tokio::test]
async fn a_role_makes_an_old_partner_a_supplier() {
    let sap = Sap::start().await;
    let body = json!({"BusinessPartnerCategory": "2", "OrganizationBPName1": "Later a supplier"});
    let number = post(&sap, &body).await.d()["BusinessPartner"].as_str().unwrap().to_owned();
    assert_eq!(order(&sap, &number).await.codes(), ["06/025"]);
    let roles = format!("{}/to_BusinessPartnerRole", partner_path(&number));
    assert_eq!(sap.post(&roles, &json!({"BusinessPartnerRole": "FLVN01"})).await.status, 201);
    assert_eq!(held(&sap, &number).await["Supplier"], number.as_str());
    assert_eq!(order(&sap, &number).await.codes(), ["06/027"]);
    let views = at(&format!("/A_Supplier('{number}')/to_SupplierPurchasingOrg"));
    let view = json!({"PurchasingOrganization": "1010", "PurchaseOrderCurrency": "EUR"});
    assert_eq!(sap.post(&views, &view).await.status, 201);
    assert_eq!(order(&sap, &number).await.status, 201);
}

#[tokio::test]
async fn what_is_there_is_not_added_again() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    for (path, body) in [
        ("to_BusinessPartnerRole", json!({"BusinessPartnerRole": "FLVN00"})),
        ("to_BusinessPartnerTax", json!({"BPTaxType": "DE0", "BPTaxNumber": "DE1"})),
        ("to_BuPaIdentification", json!({"BPIdentificationType": "ZEXT", "BPIdentificationNumber": "CRM-1"})),
    ] {
        let got = sap.post(&format!("{}/{path}", partner_path(&number)), &body).await;
        assert_eq!(got.codes(), ["R1/204"], "{path}");
    }
}

#[tokio::test]
async fn parts_are_deleted_where_the_metadata_lets_one() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let id = held(&sap, &number).await["addresses"][0]["AddressID"].as_str().unwrap().to_owned();
    let key = format!("BusinessPartner='{number}'");
    for (path, status) in [
        (format!("/A_AddressEmailAddress(AddressID='{id}',Person='',OrdinalNumber='1')"), 204),
        (format!("/A_BusinessPartnerBank({key},BankIdentification='0001')"), 204),
        (format!("/A_BusinessPartnerTaxNumber({key},BPTaxType='DE0')"), 204),
        (
            format!(
                "/A_BuPaIdentification({key},BPIdentificationType='ZEXT',BPIdentificationNumber='CRM-1')"
            ),
            204,
        ),
        (format!("/A_BusinessPartnerAddress({key},AddressID='{id}')"), 204),
        (format!("/A_BusinessPartnerRole({key},BusinessPartnerRole='FLVN00')"), 405),
        (format!("/A_Supplier('{number}')"), 405),
        (format!("/A_SupplierCompany(Supplier='{number}',CompanyCode='1010')"), 405),
    ] {
        let got = sap.delete(&at(&path)).await;
        assert_eq!(got.status, status, "{path}: {}", got.text);
    }
    let partner = held(&sap, &number).await;
    for list in ["addresses", "banks", "tax_numbers", "identifications"] {
        assert_eq!(partner[list], json!([]), "{list}");
    }
    assert_eq!(partner["supplier"]["VATRegistration"], "");
    assert_eq!(partner["roles"].as_array().unwrap().len(), 2);
    // What hung on the address went with it.
    let phones =
        sap.query(&at("/A_AddressPhoneNumber"), &[("$filter", &format!("AddressID eq '{id}'"))]).await;
    assert_eq!(phones.d()["results"], json!([]));
}

#[tokio::test]
async fn one_entry_of_a_kind_is_the_standard_one() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let id = held(&sap, &number).await["addresses"][0]["AddressID"].as_str().unwrap().to_owned();
    let emails = at(&format!(
        "/A_BusinessPartnerAddress(BusinessPartner='{number}',AddressID='{id}')/to_EmailAddress"
    ));
    let second = json!({"EmailAddress": "two@pumpenwerk.example", "IsDefaultEmailAddress": true});
    assert_eq!(sap.post(&emails, &second).await.status, 201);
    let standard = |partner: &serde_json::Value| -> Vec<bool> {
        let emails = partner["addresses"][0]["emails"].as_array().unwrap();
        emails.iter().map(|email| email["IsDefaultEmailAddress"] == true).collect()
    };
    assert_eq!(standard(&held(&sap, &number).await), [false, true]);
    let path = format!("/A_AddressEmailAddress(AddressID='{id}',Person='',OrdinalNumber='2')");
    sap.delete(&at(&path)).await;
    assert_eq!(standard(&held(&sap, &number).await), [true]);
}
