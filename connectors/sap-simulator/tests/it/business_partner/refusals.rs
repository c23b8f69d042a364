use super::{at, created, partner_path, post, supplier_with};
use crate::support::Sap;
use serde_json::{Value, json};

/// How many partners the world holds.
async fn count(sap: &Sap) -> usize {
    sap.ledger().await["business_partners"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn what_is_wrong_in_a_new_supplier_is_said_with_its_code_and_nothing_is_kept() {
    let sap = Sap::start().await;
    let before = count(&sap).await;
    let company = "/to_Supplier/to_SupplierCompany/0";
    let organization = "/to_Supplier/to_SupplierPurchasingOrg/0";
    let address = "/to_BusinessPartnerAddress/0";
    for (pointer, value, code) in [
        ("/OrganizationBPName1".to_owned(), Value::Null, "00/055"),
        ("/BusinessPartnerCategory".to_owned(), Value::Null, "00/055"),
        ("/BusinessPartnerCategory".to_owned(), json!("9"), "00/058"),
        ("/BusinessPartnerGrouping".to_owned(), json!("XXXX"), "00/058"),
        ("/CorrespondenceLanguage".to_owned(), json!("DE"), "R11/336"),
        (format!("{address}/Country"), Value::Null, "00/055"),
        (format!("{address}/Country"), json!("XX"), "00/058"),
        (format!("{address}/Language"), json!("XX"), "00/058"),
        ("/to_BusinessPartnerRole/1/BusinessPartnerRole".to_owned(), json!("FLXX99"), "00/058"),
        ("/to_BusinessPartnerTax/0/BPTaxType".to_owned(), json!("XX0"), "00/058"),
        ("/to_BusinessPartnerTax/0/BPTaxNumber".to_owned(), Value::Null, "00/055"),
        ("/to_BuPaIdentification/0/BPIdentificationType".to_owned(), json!("XX"), "00/058"),
        (format!("{company}/ReconciliationAccount"), Value::Null, "CVI_API/003"),
        (format!("{company}/ReconciliationAccount"), json!("65100000"), "00/058"),
        (format!("{company}/CompanyCode"), json!("9999"), "00/058"),
        (format!("{company}/PaymentTerms"), json!("XXXX"), "00/058"),
        (format!("{organization}/PurchaseOrderCurrency"), Value::Null, "CVI_API/003"),
        (format!("{organization}/PurchaseOrderCurrency"), json!("XXX"), "00/058"),
        (format!("{organization}/PurchasingOrganization"), json!("9999"), "00/058"),
        (format!("{organization}/PurchasingGroup"), json!("999"), "00/058"),
    ] {
        let got = post(&sap, &supplier_with(&pointer, value)).await;
        assert_eq!(got.status, 400, "{pointer}: {}", got.text);
        assert!(got.codes().iter().any(|found| found == code), "{pointer}: {:?}", got.codes());
    }
    assert_eq!(count(&sap).await, before);
}

#[tokio::test]
async fn a_missing_field_of_the_field_status_is_named() {
    let sap = Sap::start().await;
    let pointer = "/to_Supplier/to_SupplierCompany/0/ReconciliationAccount";
    let got = post(&sap, &supplier_with(pointer, Value::Null)).await;
    assert_eq!(got.message(), "Reconciliation acct (LFB1-AKONT) is a required entry field");
}

#[tokio::test]
async fn a_bank_must_be_in_the_directory_and_an_iban_in_order() {
    let sap = Sap::start().await;
    for (bank, code) in [
        (json!({"IBAN": "DE88370400440532013000"}), "AR/106"),
        (json!({"BankCountryKey": "DE", "BankNumber": "99999999", "BankAccount": "1"}), "00/058"),
        (json!({"BankCountryKey": "DE", "BankNumber": "37040044"}), "00/055"),
        (json!({"BankNumber": "37040044", "BankAccount": "1"}), "00/055"),
    ] {
        let got = post(&sap, &supplier_with("/to_BusinessPartnerBank", json!([bank.clone()]))).await;
        assert_eq!(got.codes(), [code], "{bank}");
    }
}

#[tokio::test]
async fn the_data_of_a_supplier_need_its_roles() {
    let sap = Sap::start().await;
    let got = post(&sap, &supplier_with("/to_BusinessPartnerRole", json!([]))).await;
    assert_eq!(got.codes(), ["CI_DRAFTBP_MESSAGE/002"]);
    let accounting = json!([{"BusinessPartnerRole": "FLVN00"}]);
    let got = post(&sap, &supplier_with("/to_BusinessPartnerRole", accounting)).await;
    assert_eq!(got.message(), "The role FLVN01 must be assigned for Supplier Purchasing Organization");
}

#[tokio::test]
async fn only_a_customer_s_address_needs_a_language() {
    let sap = Sap::start().await;
    let mut body = supplier_with("/to_BusinessPartnerAddress/0/Language", Value::Null);
    assert_eq!(post(&sap, &body).await.status, 201);
    body["to_BusinessPartnerRole"] = json!([
        {"BusinessPartnerRole": "FLVN00"}, {"BusinessPartnerRole": "FLVN01"}, {"BusinessPartnerRole": "FLCU00"}]);
    assert_eq!(post(&sap, &body).await.codes(), ["FSBP_ECC/030"]);
}

#[tokio::test]
async fn a_partner_is_never_deleted_and_a_supplier_never_created_by_itself() {
    let sap = Sap::start().await;
    let number = created(&sap).await;
    let got = sap.delete(&partner_path(&number)).await;
    assert_eq!((got.status, got.codes()), (400, vec!["CI_DRAFTBP_MESSAGE/032".to_owned()]));
    assert_eq!(sap.get(&partner_path(&number)).await.status, 200);
    let got = sap.post(&at("/A_Supplier"), &json!({"Supplier": "77"})).await;
    assert_eq!((got.status, got.codes()), (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]));
    let metadata = sap.get(&at("/$metadata")).await.text;
    let set = metadata.split("<EntitySet Name=\"A_BusinessPartner\"").nth(1).unwrap();
    assert!(set.split("/>").next().unwrap().contains("sap:deletable=\"false\""));
}

#[tokio::test]
async fn a_customer_s_data_are_not_part_of_this_world() {
    let sap = Sap::start().await;
    let got = post(&sap, &supplier_with("/to_Customer", json!({}))).await;
    assert_eq!((got.status, got.message().as_str()), (400, "Property 'to_Customer' is invalid"));
}
