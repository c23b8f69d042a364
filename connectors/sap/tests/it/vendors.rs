//! New vendors, and how they are read and found.

use erpgate_connector::{Rejection, Sighting, WriteError};
use erpgate_model::{Query, RecordId, Reference, Resource, VendorStatus};
use serde_json::{Value, json};

use crate::scripted::{Server, answer};
use crate::stand::{REFERENCE, Stand, apply, connect, read_vendor, visit};
use crate::vendor_bodies::{IBAN, create, vendor, vendor_with};

const SERVICE: &str = "/sap/opu/odata/sap/API_BUSINESS_PARTNER";

async fn created(stand: &Stand, body: &Value) -> RecordId {
    apply(&stand.connector, &create(body)).await.expect("a valid vendor").id().clone()
}

async fn refusal(stand: &Stand, body: &Value) -> Rejection {
    match apply(&stand.connector, &create(body)).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

fn pointers(rejection: &Rejection) -> Vec<(&str, &str)> {
    let errors = rejection.errors.iter();
    errors.map(|error| (error.pointer.as_deref().unwrap_or_default(), error.code.as_str())).collect()
}

async fn list(stand: &Stand, query: Query) -> (Vec<String>, Option<String>) {
    let page = stand.connector.list(&visit(&stand.connector), Resource::Vendor, &query).await;
    let page = page.expect("listing works");
    (page.records.iter().map(|record| record.id().to_string()).collect(), page.next_cursor)
}

#[tokio::test]
async fn a_create_is_one_deep_insert() {
    let made = json!({"d": {"BusinessPartner": "1000000", "Supplier": "1000000"}});
    let sap =
        Server::start([answer(200, &json!({"d": {}})).with("X-CSRF-Token", "t"), answer(201, &made)]).await;
    let connector = connect(&sap.url, &json!({}));
    let receipt = apply(&connector, &create(&vendor())).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("1000000"));
    let requests = sap.requests();
    let [fetch, post] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(fetch.line, format!("GET {SERVICE}/"));
    assert_eq!(post.line, format!("POST {SERVICE}/A_BusinessPartner"));
    assert_eq!(
        post.json(),
        json!({"BusinessPartnerCategory": "2", "BusinessPartnerGrouping": "BP02",
            "OrganizationBPName1": "Pumpenwerk Beispiel GmbH", "BusinessPartnerIDByExtSystem": "SHOP-4711",
            "SearchTerm2": REFERENCE,
            "to_BusinessPartnerRole": [{"BusinessPartnerRole": "FLVN00"}, {"BusinessPartnerRole": "FLVN01"}],
            "to_BusinessPartnerAddress": [{"CareOfName": "Einkauf", "StreetName": "Hauptstrasse 1",
                "StreetSuffixName": "Tor 4", "AdditionalStreetSuffixName": "", "StreetPrefixName": "",
                "AdditionalStreetPrefixName": "", "HouseNumber": "", "CityName": "Köln", "Region": "NW",
                "PostalCode": "50667", "Country": "DE", "Language": "DE",
                "to_EmailAddress": [{"EmailAddress": "orders@pumpenwerk.example"}],
                "to_PhoneNumber": [{"PhoneNumber": "0221 4711"}],
                "to_URLAddress": [{"WebsiteURL": "https://pumpenwerk.example"}]}],
            "to_BusinessPartnerTax": [{"BPTaxType": "DE0", "BPTaxNumber": "DE123456789", "BPTaxLongNumber": ""}],
            "to_BusinessPartnerBank": [{"IBAN": IBAN, "BankAccountHolderName": "Pumpenwerk Beispiel GmbH"}],
            "to_Supplier": {
                "to_SupplierCompany": [{"CompanyCode": "1010", "ReconciliationAccount": "21100000",
                    "PaymentTerms": "0002"}],
                "to_SupplierPurchasingOrg": [{"PurchasingOrganization": "1010", "PaymentTerms": "0002",
                    "PurchaseOrderCurrency": "EUR", "IncotermsClassification": "DAP",
                    "IncotermsLocation1": "Mannheim"}]}})
    );
}

#[tokio::test]
async fn every_field_is_read_back_and_account_numbers_are_masked() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let read = read_vendor(&stand.connector, &id).await;
    let mut shown = json!(read);
    for (pointer, expected) in [
        ("/name", json!("Pumpenwerk Beispiel GmbH")),
        ("/status", json!("active")),
        ("/native_status", Value::Null),
        ("/number", json!(id)),
        ("/is_person", json!(false)),
        ("/bank_accounts/0/iban", json!("****3000")),
        ("/bank_accounts/0/bank_code", json!("37040044")),
        ("/bank_accounts/0/bic", json!("EXAMDEFFXXX")),
        ("/bank_accounts/0/country", json!("DE")),
        ("/addresses/0/is_default", json!(true)),
        ("/purchasing_organizations/0/payment_terms_id", json!("0002")),
        ("/companies/0/id", json!("1010")),
        ("/tax_ids/0/id", json!("DE0")),
    ] {
        assert_eq!(shown.pointer(pointer), Some(&expected), "{pointer}");
    }
    assert!(read.created_at.is_some() && read.updated_at == read.created_at);
    shown["bank_accounts"][0]["iban"] = json!(IBAN);
    let lacking = not_held(&vendor(), &shown, "");
    assert!(lacking.is_empty(), "{lacking:?} in {shown}");
}

/// Pointers of what was sent and is not shown.
fn not_held(sent: &Value, shown: &Value, at: &str) -> Vec<String> {
    let fields: Vec<(String, &Value)> = match sent {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, one)| (index.to_string(), one)).collect(),
        plain => return if plain == shown { Vec::new() } else { vec![at.to_owned()] },
    };
    let below = |(name, field): &(String, &Value)| {
        let shown = shown.pointer(&format!("/{name}")).unwrap_or(&Value::Null);
        not_held(field, shown, &format!("{at}/{name}"))
    };
    fields.iter().flat_map(below).collect()
}

#[tokio::test]
async fn a_person_and_a_second_address_that_is_the_standard_one() {
    let stand = Stand::start(&json!({})).await;
    let body = vendor_with(json!({"name": "Ada Maria Muster", "is_person": true, "addresses": [
        {"city": "Bonn", "country": "DE"}, {"city": "Ulm", "country": "DE", "is_default": true}]}));
    let id = created(&stand, &body).await;
    let held = stand.held_vendor(&id).await;
    assert_eq!((&held["FirstName"], &held["LastName"]), (&json!("Ada Maria"), &json!("Muster")));
    let read = read_vendor(&stand.connector, &id).await;
    assert_eq!((read.name.as_deref(), read.is_person), (Some("Ada Maria Muster"), Some(true)));
    let cities: Vec<_> = read.addresses.iter().map(|a| (a.city.as_deref().unwrap(), a.is_default)).collect();
    assert_eq!(cities, [("Ulm", Some(true)), ("Bonn", Some(false))]);
    assert_eq!(read.email.as_deref(), Some("orders@pumpenwerk.example"));
}

#[tokio::test]
async fn what_sap_refuses_points_into_the_body() {
    let stand = Stand::start(&json!({})).await;
    let before = stand.ledger("/count").await;
    let body = vendor_with(json!({
        "phone": null, "tax_ids": [{"kind": "XX9", "value": "1"}],
        "addresses": [{"country": "ZZ"}],
        "bank_accounts": [{"account_number": "1", "bank_code": "99999999", "country": "DE"}],
        "companies": [{"company_id": "9999", "reconciliation_account_id": "21100000"},
            {"company_id": "1010", "reconciliation_account_id": "400000"}],
        "purchasing_organizations": [{"organization_id": "1010", "payment_terms_id": "XXXX"}],
    }));
    let refused = refusal(&stand, &body).await;
    assert_eq!(
        pointers(&refused),
        [
            ("/addresses/0/country", "no_such_reference"),
            ("/tax_ids/0/kind", "no_such_reference"),
            ("/bank_accounts/0/bank_code", "no_such_reference"),
            ("/companies/0/company_id", "no_such_reference"),
            ("/companies/1/reconciliation_account_id", "no_such_reference"),
            ("/purchasing_organizations/0/payment_terms_id", "no_such_reference"),
        ]
    );
    assert!(refused.detail.contains("Entry ZZ does not exist in T005"), "{}", refused.detail);
    assert_eq!(stand.ledger("/count").await, before);
}

#[tokio::test]
async fn what_sap_has_no_place_for_is_refused_before_anything_is_sent() {
    let sap = Server::start([]).await;
    let connector = connect(&sap.url, &json!({}));
    for (more, expected) in [
        (json!({"addresses": null}), ["/email", "/phone", "/website", "/language"].as_slice()),
        (json!({"companies": null, "purchasing_organizations": null}), &["/payment_terms_id", "/currency"]),
        (json!({"purchasing_organizations": null}), &["/currency"]),
        (json!({"name": "W".repeat(41)}), &["/name"]),
        (json!({"bank_accounts": [{"iban": "****3000"}]}), &["/bank_accounts/0/iban"]),
        (json!({"custom_fields": {"SearchTerm2": "X"}}), &["/custom_fields/SearchTerm2"]),
        (json!({"custom_fields": {"LastName": "X"}}), &["/custom_fields/LastName"]),
    ] {
        let Err(WriteError::Rejected(refused)) = apply(&connector, &create(&vendor_with(more))).await else {
            panic!("{expected:?}");
        };
        assert_eq!(pointers(&refused).iter().map(|(at, _)| *at).collect::<Vec<_>>(), expected);
    }
    assert!(sap.requests().is_empty());
}

#[tokio::test]
async fn the_reference_is_found_wherever_the_connection_puts_it() {
    for field in ["SearchTerm2", "SearchTerm1", "BusinessPartnerIDByExtSystem"] {
        let stand = Stand::start(&json!({"vendor_reference_field": field})).await;
        let in_the_way = field == "BusinessPartnerIDByExtSystem";
        if in_the_way {
            assert_eq!(pointers(&refusal(&stand, &vendor()).await), [("/external_id", "not_writable")]);
        }
        let external_id = if in_the_way { Value::Null } else { json!("SHOP-1") };
        let id = created(&stand, &vendor_with(json!({"external_id": external_id}))).await;
        assert_eq!(stand.held_vendor(&id).await[field], REFERENCE);
        let read = read_vendor(&stand.connector, &id).await;
        assert_eq!(json!(read.external_id), external_id, "{field}");
        let visit = visit(&stand.connector);
        for (reference, sighting) in [(REFERENCE, Sighting::Found(id)), ("EG9876543210", Sighting::Absent)] {
            let reference = Reference::stored(reference);
            let found = stand.connector.locate(&visit, Resource::Vendor, &reference).await;
            assert_eq!(found, Ok(sighting), "{field}");
        }
    }
}

#[tokio::test]
async fn a_list_is_narrowed_by_each_filter_and_goes_on_where_it_stopped() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let stand = &stand;
    let one = |query: Query| async move { list(stand, Query { limit: 50, ..query }).await.0 };
    let only = vec![id.to_string()];
    assert_eq!(one(Query { external_id: Some("shop-4711".into()), ..Query::default() }).await, only);
    assert_eq!(one(Query { number: Some(id.to_string()), ..Query::default() }).await, only);
    assert_eq!(one(Query { number: Some("12345678901".into()), ..Query::default() }).await, [""; 0]);
    let blocked = Query { status: Some("blocked".into()), ..Query::default() };
    assert_eq!(one(blocked).await, ["10300009"]);
    let read = read_vendor(&stand.connector, &id).await;
    assert_eq!(read.status, VendorStatus::Active);
    let since = |seconds: i64| {
        let at = read.updated_at.unwrap() + chrono::TimeDelta::seconds(seconds);
        one(Query { updated_since: Some(at), ..Query::default() })
    };
    assert!(since(0).await.contains(&id.to_string()));
    assert!(!since(1).await.contains(&id.to_string()));

    let (mut found, mut query) = (Vec::new(), Query { limit: 2, ..Query::default() });
    loop {
        let (page, next) = list(stand, query.clone()).await;
        assert!(page.len() <= 2);
        found.extend(page);
        let Some(next) = next else { break };
        query.cursor = Some(next);
    }
    assert_eq!(found, [id.as_str(), "10300001", "10300002", "10300006", "10300009", "17300001"]);
}

#[tokio::test]
async fn a_supplier_with_another_number_than_its_partner_is_found_by_it() {
    let partner = json!({"BusinessPartner": "1000000", "Supplier": "77", "OrganizationBPName1": "A",
        "to_BusinessPartnerAddress": {"results": []}, "to_BusinessPartnerTax": {"results": []},
        "to_BusinessPartnerBank": {"results": []}, "to_BusinessPartnerContact": {"results": []},
        "to_Supplier": {"Supplier": "77",
            "to_SupplierCompany": {"results": []}, "to_SupplierPurchasingOrg": {"results": []}}});
    let gone = json!({"error": {"code": "/IWBEP/CM_MGW_RT/020", "message": {"value": "Resource not found"}}});
    let sap = Server::start([answer(404, &gone), answer(200, &json!({"d": {"results": [partner]}}))]).await;
    let connector = connect(&sap.url, &json!({}));
    let read = read_vendor(&connector, &RecordId::new("77")).await;
    assert_eq!((read.id.as_str(), read.number.as_deref()), ("77", Some("77")));
    let second = &sap.requests()[1].line;
    assert!(second.contains("$filter=Supplier%20eq%20%2777%27&$top=1"), "{second}");
}

#[tokio::test]
async fn contact_persons_are_shown_with_their_names_and_their_change_is_a_change() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let before = read_vendor(&stand.connector, &id).await.version;
    let sap = |path: &str, body: Value| {
        let request = json!({"method": "POST", "path": format!("{SERVICE}/{path}"), "body": body});
        erpgate_model::Command::Call(serde_json::from_value(request).expect("a valid request"))
    };
    let person = json!({"BusinessPartnerCategory": "1", "BusinessPartnerGrouping": "BP02", "FirstName": "Ada",
        "LastName": "Muster", "to_BusinessPartnerRole": [{"BusinessPartnerRole": "BUP001"}]});
    let made = apply(&stand.connector, &sap("A_BusinessPartner", person)).await.unwrap();
    let person = made.answer.unwrap().body.unwrap()["d"]["BusinessPartner"].as_str().unwrap().to_owned();
    let contact = json!({"BusinessPartnerPerson": person, "RelationshipCategory": "BUR001",
        "to_ContactRelationship": {"EmailAddress": "ada@pumpenwerk.example", "PhoneNumber": "0221 12"}});
    let path = format!("A_BusinessPartner('{id}')/to_BusinessPartnerContact");
    apply(&stand.connector, &sap(&path, contact)).await.unwrap();

    let read = read_vendor(&stand.connector, &id).await;
    let [contact] = read.contacts.as_slice() else { panic!("{:?}", read.contacts) };
    assert_eq!(contact.name.as_deref(), Some("Ada Muster"));
    assert_eq!(contact.email.as_deref(), Some("ada@pumpenwerk.example"));
    assert_eq!(contact.phone.as_deref(), Some("0221 12"));
    assert_ne!(read.version, before);
    let visit = visit(&stand.connector);
    let query = Query { limit: 50, external_id: Some("SHOP-4711".into()), ..Query::default() };
    let page = stand.connector.list(&visit, Resource::Vendor, &query).await.unwrap();
    assert_eq!(page.records[0].to_json(), json!(read), "a list shows the same");
    let (all, _) = list(&stand, Query { limit: 50, ..Query::default() }).await;
    assert!(!all.contains(&person), "a person who is no supplier is no vendor");
    let found = stand.connector.read(&visit, Resource::Vendor, &RecordId::new(person), false).await;
    assert_eq!(found, Ok(None));
}

#[tokio::test]
async fn no_account_number_leaves_the_connector() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let visit = visit(&stand.connector);
    let one = stand.connector.read(&visit, Resource::Vendor, &id, true).await.unwrap().unwrap();
    let query = Query { limit: 50, include_native: true, ..Query::default() };
    let many = stand.connector.list(&visit, Resource::Vendor, &query).await.unwrap();
    let said = format!("{} {one:?} {many:?}", one.to_json());
    assert!(said.contains("****3000") && said.contains("to_BusinessPartnerBank"));
    assert!(!said.contains("370400440532013000"), "{said}");
}
