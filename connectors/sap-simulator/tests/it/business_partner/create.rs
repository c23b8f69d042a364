use super::{at, created, held, order, partner_path, post, supplier, supplier_with};
use crate::support::Sap;
use serde_json::json;

#[tokio::test]
async fn a_deep_insert_makes_the_partner_with_all_its_parts() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let partner = held(&sap, &number).await;
    assert_eq!(partner["BusinessPartnerFullName"], "Pumpenwerk Beispiel GmbH");
    assert_eq!(partner["SearchTerm1"], "PUMPEN");
    let address = &partner["addresses"][0];
    assert_eq!((&address["CityName"], &address["Country"]), (&json!("Köln"), &json!("DE")));
    assert_eq!(address["usages"][0]["AddressUsage"], "XXDEFAULT");
    assert_eq!(address["emails"][0]["EmailAddress"], "orders@pumpenwerk.example");
    assert_eq!(address["emails"][0]["IsDefaultEmailAddress"], true);
    assert_eq!(address["urls"][0]["WebsiteURL"], "https://pumpenwerk.example");
    assert_eq!(address["urls"][0]["URLFieldLength"], 26);
    let phones = address["phones"].as_array().unwrap();
    let kinds: Vec<_> = phones.iter().map(|phone| phone["PhoneNumberType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["1", "3"]);
    assert_eq!(partner["banks"][0]["BankIdentification"], "0001");
    assert_eq!(partner["identifications"][0]["BPIdentificationNumber"], "CRM-1");
    assert_eq!(partner["supplier"]["companies"][0]["ReconciliationAccount"], "21100000");
    assert_eq!(partner["supplier"]["purchasing_organizations"][0]["PurchaseOrderCurrency"], "EUR");
    assert_eq!((&partner["created_by"], &partner["reference"]), (&json!("ERPGATE"), &json!("EG7K2M9QX4")));
}

#[tokio::test]
async fn a_supplier_has_the_number_and_the_name_of_its_partner() {
    let sap = Sap::start().await;
    let got = post(&sap, &supplier()).await;
    let d = got.d();
    assert_eq!((d["BusinessPartner"].as_str(), d["Supplier"].as_str()), (Some("1000000"), Some("1000000")));
    assert!(got.header("location").ends_with("/A_BusinessPartner('1000000')"), "{:?}", got.headers);
    let general = sap.get(&at("/A_Supplier('1000000')")).await.d();
    assert_eq!(general["SupplierName"], "Pumpenwerk Beispiel GmbH");
    assert_eq!(general["VATRegistration"], "DE123456789");
}

#[tokio::test]
async fn a_new_supplier_can_be_ordered_from() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let got = order(&sap, &number).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let d = got.d();
    assert_eq!((&d["DocumentCurrency"], &d["PaymentTerms"]), (&json!("EUR"), &json!("0002")));
    assert_eq!(d["AddressName"], "Pumpenwerk Beispiel GmbH");
}

#[tokio::test]
async fn an_iban_alone_finds_its_bank() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let path = at(&format!("/A_BusinessPartnerBank(BusinessPartner='{number}',BankIdentification='0001')"));
    let bank = sap.get(&path).await.d();
    assert_eq!((&bank["BankCountryKey"], &bank["BankNumber"]), (&json!("DE"), &json!("37040044")));
    assert_eq!(
        (&bank["BankName"], &bank["SWIFTCode"]),
        (&json!("Example Bank Cologne"), &json!("EXAMDEFFXXX"))
    );
    let british = json!([{"IBAN": "GB29 NWBK 6016 1331 9268 19"}]);
    let got = post(&sap, &supplier_with("/to_BusinessPartnerBank", british)).await;
    let number = got.d()["BusinessPartner"].as_str().unwrap().to_owned();
    assert_eq!(held(&sap, &number).await["banks"][0]["BankNumber"], "601613");
}

#[tokio::test]
async fn the_reference_is_kept_in_capitals_and_can_be_looked_for() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let filter =
        [("$filter", "BusinessPartnerIDByExtSystem eq 'EG7K2M9QX4'"), ("$select", "BusinessPartner")];
    let found = sap.query(&at("/A_BusinessPartner"), &filter).await.d();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    assert_eq!(found["results"][0]["BusinessPartner"], number.as_str());
    let long = supplier_with("/BusinessPartnerIDByExtSystem", json!("123456789012345678901"));
    assert_eq!(post(&sap, &long).await.status, 400);
}

#[tokio::test]
async fn what_the_navigations_lead_to_is_what_was_sent() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let expand = "to_BusinessPartnerAddress/to_MobilePhoneNumber,to_BusinessPartnerAddress/to_PhoneNumber,\
                  to_BusinessPartnerRole,to_Supplier/to_SupplierCompany";
    let d = sap.query(&partner_path(&number), &[("$expand", expand)]).await.d();
    let address = &d["to_BusinessPartnerAddress"]["results"][0];
    for (navigation, phone) in [("to_MobilePhoneNumber", "0151 555 02"), ("to_PhoneNumber", "0221 555 01")] {
        let phones = address[navigation]["results"].as_array().unwrap();
        assert_eq!((phones.len(), &phones[0]["PhoneNumber"]), (1, &json!(phone)), "{navigation}");
    }
    assert_eq!(d["to_BusinessPartnerRole"]["results"].as_array().unwrap().len(), 2);
    assert_eq!(d["to_Supplier"]["to_SupplierCompany"]["results"][0]["CompanyCodeName"], "Company Code 1010");
}

#[tokio::test]
async fn a_contact_is_a_person_who_is_a_partner_as_well() {
    let sap = Sap::start().await;
    let person = json!({"BusinessPartnerCategory": "1", "FirstName": "Ada", "LastName": "Muster",
        "CorrespondenceLanguage": "EN", "to_BusinessPartnerRole": [{"BusinessPartnerRole": "BUP001"}]});
    let got = post(&sap, &person).await;
    assert_eq!(
        (got.status, &got.d()["BusinessPartnerFullName"]),
        (201, &json!("Ada Muster")),
        "{}",
        got.text
    );
    let person = got.d()["BusinessPartner"].as_str().unwrap().to_owned();
    assert_eq!(got.d()["Supplier"], "");
    let contact = json!([{"BusinessPartnerPerson": person,
        "to_ContactRelationship": {"EmailAddress": "ada@pumpenwerk.example"}}]);
    let got = post(&sap, &supplier_with("/to_BusinessPartnerContact", contact)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let company = got.d()["BusinessPartner"].as_str().unwrap().to_owned();
    let path = format!("{}/to_BusinessPartnerContact", partner_path(&company));
    let d = sap.query(&path, &[("$expand", "to_ContactRelationship")]).await.d();
    let contact = &d["results"][0];
    assert_eq!(contact["BusinessPartnerPerson"], person.as_str());
    assert_eq!(contact["ValidityEndDate"], "/Date(253402214400000)/");
    assert_eq!(contact["to_ContactRelationship"]["EmailAddress"], "ada@pumpenwerk.example");
}
