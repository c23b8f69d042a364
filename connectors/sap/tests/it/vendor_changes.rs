//! Updates of vendors, and what the simulator holds afterwards.

use erpgate_connector::{Rejection, WriteError};
use erpgate_model::{Command, FailureCode, RecordId, Target};
use erpgate_sap_simulator::{Etags, Seed};
use serde_json::{Value, json};

use crate::stand::{Stand, apply, read_vendor};
use crate::vendor_bodies::{IBAN, create, update, vendor, vendor_with};

const OTHER_IBAN: &str = "FR1420041010050500013M02606";

async fn created(stand: &Stand, body: &Value) -> RecordId {
    apply(&stand.connector, &create(body)).await.expect("a valid vendor").id().clone()
}

async fn changed(stand: &Stand, id: &RecordId, patch: &Value) -> Value {
    apply(&stand.connector, &update(id, patch)).await.unwrap_or_else(|error| panic!("{patch}: {error:?}"));
    stand.held_vendor(id).await
}

async fn refusal(stand: &Stand, command: &Command) -> Rejection {
    match apply(&stand.connector, command).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

fn pointers(rejection: &Rejection) -> Vec<(&str, &str)> {
    let errors = rejection.errors.iter();
    errors.map(|error| (error.pointer.as_deref().unwrap_or_default(), error.code.as_str())).collect()
}

/// The writes so far, as method and entity set.
async fn writes(stand: &Stand) -> Vec<String> {
    let ledger = stand.ledger("").await;
    let requests = ledger["requests"].as_array().expect("a list").iter();
    let written = requests.filter(|request| request["method"] != "GET");
    written
        .map(|request| {
            let path = request["path"].as_str().expect("a path");
            let set = path.rsplit("API_BUSINESS_PARTNER/").next().unwrap_or_default();
            format!("{} {set}", request["method"].as_str().expect("a method"))
        })
        .collect()
}

#[tokio::test]
async fn each_part_is_changed_with_or_without_etags() {
    for etags in [Etags::Required, Etags::Optional, Etags::None] {
        let mut seed = Seed::default_world();
        seed.switches.etags = etags;
        let stand = Stand::with_seed(seed, &json!({})).await;
        let id = created(&stand, &vendor()).await;
        let before = read_vendor(&stand.connector, &id).await;
        let patch = json!({
            "name": "Pumpenwerk Neu GmbH", "external_id": "NEW-1", "email": "new@pumpenwerk.example",
            "phone": "0221 99", "website": "https://neu.example", "language": "en", "payment_terms_id": "0004",
            "addresses": {"update": [{"id": before.addresses[0].id, "city": "Bonn", "lines": ["Neue Gasse 2"]}],
                "add": [{"lines": ["Dock 1"], "city": "Ulm", "country": "DE"}]},
            "tax_ids": {"update": [{"id": "DE0", "value": "DE987654321"}], "add": [{"kind": "DE1", "value": "12"}]},
            "bank_accounts": {"update": [{"id": "0001", "holder": "Somebody"}],
                "add": [{"iban": OTHER_IBAN}]},
            "companies": {"update": [{"id": "1010", "reconciliation_account_id": "21300000"}],
                "add": [{"company_id": "1710", "reconciliation_account_id": "21100000"}]},
            "purchasing_organizations": {"update": [{"id": "1010", "currency": "USD",
                "incoterms": {"code": "EXW", "location": "Köln"}}], "add": [{"organization_id": "1710", "currency": "USD"}]},
        });
        changed(&stand, &id, &patch).await;
        let read = json!(read_vendor(&stand.connector, &id).await);
        for (pointer, expected) in [
            ("/name", "Pumpenwerk Neu GmbH"),
            ("/external_id", "NEW-1"),
            ("/email", "new@pumpenwerk.example"),
            ("/phone", "0221 99"),
            ("/website", "https://neu.example"),
            ("/language", "en"),
            ("/addresses/0/city", "Bonn"),
            ("/addresses/0/lines/0", "Neue Gasse 2"),
            ("/addresses/1/city", "Ulm"),
            ("/tax_ids/0/value", "DE987654321"),
            ("/tax_ids/1/value", "12"),
            ("/bank_accounts/0/iban", "****3000"),
            ("/bank_accounts/0/holder", "Somebody"),
            ("/bank_accounts/1/iban", "****2606"),
            ("/companies/0/reconciliation_account_id", "21300000"),
            ("/companies/0/payment_terms_id", "0004"),
            ("/companies/1/id", "1710"),
            ("/purchasing_organizations/0/incoterms/code", "EXW"),
            ("/currency", "USD"),
        ] {
            assert_eq!(read.pointer(pointer), Some(&json!(expected)), "{pointer} {etags:?}");
        }
        assert_eq!(read["addresses"][0]["lines"], json!(["Neue Gasse 2"]), "the second line has gone");
        assert_eq!(stand.held_vendor(&id).await["banks"][0]["IBAN"], IBAN, "a mask wrote nothing");
    }
}

#[tokio::test]
async fn what_stands_already_is_not_sent() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let before = writes(&stand).await;
    let mut same =
        vendor_with(json!({"type_id": null, "addresses": null, "tax_ids": null, "bank_accounts": null,
        "companies": null, "purchasing_organizations": null}));
    same["bank_accounts"] = json!({"update": [{"id": "0001", "iban": "DE89 3704 0044 0532 0130 00"}]});
    same["tax_ids"] = json!({"update": [{"id": "DE0", "value": "DE123456789"}]});
    same["companies"] = json!({"update": [{"id": "1010", "reconciliation_account_id": "0021100000"}]});
    changed(&stand, &id, &same).await;
    assert_eq!(writes(&stand).await, before);
}

#[tokio::test]
async fn each_entity_is_changed_by_a_call_of_its_own() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let before = writes(&stand).await.len();
    let patch = json!({"external_id": null, "website": null, "phone": "1",
        "tax_ids": {"remove": ["DE0"]}, "companies": {"remove": ["1010"]}});
    let held = changed(&stand, &id, &patch).await;
    let address = held["addresses"][0]["AddressID"].as_str().unwrap();
    let sent = writes(&stand).await.split_off(before);
    let decoded: Vec<String> = sent.iter().map(|line| line.replace("%27", "'").replace("%3A", ":")).collect();
    assert_eq!(
        decoded,
        [
            format!("PATCH A_BusinessPartner('{id}')"),
            format!("PATCH A_AddressPhoneNumber(AddressID='{address}',Person='',OrdinalNumber='1')"),
            format!(
                "DELETE A_AddressHomePageURL(AddressID='{address}',Person='',OrdinalNumber='1',\
                 ValidityStartDate=datetime'0001-01-01T00:00:00',IsDefaultURLAddress=true)"
            ),
            format!("DELETE A_BusinessPartnerTaxNumber(BusinessPartner='{id}',BPTaxType='DE0')"),
            format!("PATCH A_SupplierCompany(Supplier='{id}',CompanyCode='1010')"),
        ]
    );
    assert_eq!((&held["BusinessPartnerIDByExtSystem"], &held["tax_numbers"]), (&json!(""), &json!([])));
    assert_eq!(held["supplier"]["companies"][0]["DeletionIndicator"], true);
    let read = read_vendor(&stand.connector, &id).await;
    assert!(read.companies.is_empty() && read.website.is_none() && read.external_id.is_none());
}

#[tokio::test]
async fn a_removed_company_is_taken_back_by_adding_it() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    changed(&stand, &id, &json!({"companies": {"remove": ["1010"]}})).await;
    let company = json!({"company_id": "1010", "reconciliation_account_id": "21300000"});
    let held = changed(&stand, &id, &json!({"companies": {"add": [company]}})).await;
    let companies = held["supplier"]["companies"].as_array().unwrap();
    assert_eq!(companies.len(), 1);
    assert_eq!(
        (&companies[0]["DeletionIndicator"], &companies[0]["ReconciliationAccount"]),
        (&json!(false), &json!("21300000"))
    );
    let refused = refusal(&stand, &update(&id, &json!({"companies": {"add": [company]}}))).await;
    assert_eq!(pointers(&refused), [("/companies/add/0/company_id", "already_there")]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_before_anything_is_sent() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let before = stand.held_vendor(&id).await;
    let patch = json!({"name": "Other", "bank_accounts": {"update": [{"id": "0001", "iban": "****3000"}]},
        "addresses": {"update": [{"id": "999", "city": "Ulm"}], "remove": ["998"],
            "add": [{"country": "DE", "is_default": true}]}});
    let refused = refusal(&stand, &update(&id, &patch)).await;
    assert_eq!(
        pointers(&refused),
        [
            ("/addresses/update/0/id", "no_such_reference"),
            ("/addresses/add/0/is_default", "not_writable"),
            ("/bank_accounts/update/0/iban", "masked"),
            ("/addresses/remove/0", "no_such_reference"),
        ]
    );
    let patch = json!({"name": null, "tax_ids": {"update": [{"id": "DE0", "value": null}]}});
    let refused = refusal(&stand, &update(&id, &patch)).await;
    assert_eq!(pointers(&refused), [("/name", "required"), ("/tax_ids/update/0/value", "required")]);
    assert_eq!(stand.held_vendor(&id).await, before);
}

#[tokio::test]
async fn a_refused_part_names_itself_and_what_stands_is_told() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let patch = json!({"name": "Other", "bank_accounts": {"add": [{"iban": "DE00370400440532013000"}]}});
    let refused = refusal(&stand, &update(&id, &patch)).await;
    assert_eq!(refused.code, FailureCode::PartiallyApplied);
    assert_eq!(pointers(&refused), [("/bank_accounts/add/0/iban", "invalid")]);
    assert_eq!(stand.held_vendor(&id).await["OrganizationBPName1"], "Other");
}

#[tokio::test]
async fn a_stale_version_is_refused() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, &vendor()).await;
    let version = read_vendor(&stand.connector, &id).await.version;
    stand.post(&format!("business_partners/{id}/touch"), json!({})).await;
    let Command::Update(mut command) = update(&id, &json!({"name": "Other"})) else { panic!("an update") };
    command.target = Target { id: id.clone(), if_match: Some(version) };
    let refused = refusal(&stand, &Command::Update(command.clone())).await;
    assert_eq!(refused.code, FailureCode::StaleVersion);
    command.target.if_match = Some(read_vendor(&stand.connector, &id).await.version);
    apply(&stand.connector, &Command::Update(command)).await.unwrap();
    let refused = refusal(&stand, &update(&RecordId::new("4711"), &json!({"name": "Other"}))).await;
    assert_eq!(refused.code, FailureCode::RecordNotFound);
}

#[tokio::test]
async fn the_first_address_and_the_email_come_in_one_update() {
    let stand = Stand::start(&json!({})).await;
    let bare = json!({"name": "Bare", "type_id": "BP02"});
    let id = created(&stand, &bare).await;
    let refused = refusal(&stand, &update(&id, &json!({"email": "a@b.example"}))).await;
    assert_eq!(pointers(&refused), [("/email", "needs_address")]);
    let patch = json!({"email": "a@b.example", "addresses": {"add": [{"city": "Ulm", "country": "DE"}]}});
    let held = changed(&stand, &id, &patch).await;
    assert_eq!(held["addresses"][0]["emails"][0]["EmailAddress"], "a@b.example");
}
