//! Vendors when answers get lost: what is found out, and what a second send does.

use erpgate_connector::{Attempted, Receipt, Sighting, TroubleKind, WriteError, attempt};
use erpgate_model::{Command, Record, RecordId, Reference, Resource, Verb};
use serde_json::{Value, json};

use crate::stand::{REFERENCE, Stand, apply, visit};
use crate::vendor_bodies::{act, create, update, vendor};

async fn created(stand: &Stand) -> RecordId {
    apply(&stand.connector, &create(&vendor())).await.expect("a valid vendor").id().clone()
}

async fn record(stand: &Stand, id: &RecordId) -> Record {
    let found = stand.connector.read(&visit(&stand.connector), Resource::Vendor, id, false).await;
    found.expect("reading works").expect("the vendor is there")
}

/// Sends a command again, after a first send that may have been applied.
async fn again(stand: &Stand, command: &Command, basis: &Record) -> Result<Receipt, WriteError> {
    let attempted = Attempted { before: true, basis: Some(basis) };
    attempt(stand.connector.as_ref(), &visit(&stand.connector), command, attempted).await
}

async fn vendors(stand: &Stand) -> usize {
    stand.ledger("").await["business_partners"].as_array().expect("a list").len()
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_found_by_its_reference() {
    for fault in [
        json!({"kind": "lose_answer"}),
        json!({"kind": "half_answer"}),
        json!({"kind": "error_after", "status": 500}),
    ] {
        let stand = Stand::start(&json!({})).await;
        let before = vendors(&stand).await;
        stand.fault(fault.clone()).await;
        let lost = apply(&stand.connector, &create(&vendor())).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "{fault}: {lost:?}");
        assert_eq!(vendors(&stand).await, before + 1, "sent once");
        let visit = visit(&stand.connector);
        let found = stand.connector.locate(&visit, Resource::Vendor, &Reference::stored(REFERENCE)).await;
        let Ok(Sighting::Found(id)) = found else { panic!("{fault}: {found:?}") };
        assert_eq!(stand.held_vendor(&id).await["OrganizationBPName1"], "Pumpenwerk Beispiel GmbH");
    }
}

#[tokio::test]
async fn a_locked_partner_is_not_changed_and_may_be_tried_again() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand).await;
    stand.fault(json!({"kind": "lock"})).await;
    let locked = apply(&stand.connector, &update(&id, &json!({"name": "Other"}))).await;
    let Err(WriteError::NotApplied(trouble)) = locked else { panic!("{locked:?}") };
    assert_eq!(trouble.kind, TroubleKind::Locked);
    assert!(trouble.retry_after.is_some());
    apply(&stand.connector, &update(&id, &json!({"name": "Other"}))).await.unwrap();
}

/// Everything that an update can add, change and take away.
fn patch(address: &str) -> Value {
    json!({
        "name": "Pumpenwerk Neu GmbH", "email": "new@pumpenwerk.example", "website": null,
        "addresses": {"add": [{"city": "Ulm", "country": "DE"}], "update": [{"id": address, "city": "Bonn"}]},
        "tax_ids": {"add": [{"kind": "DE1", "value": "12"}], "remove": ["DE0"]},
        "bank_accounts": {"add": [{"iban": "FR1420041010050500013M02606"}], "remove": ["0001"]},
        "companies": {"add": [{"company_id": "1710", "reconciliation_account_id": "21100000"}]},
        "purchasing_organizations": {"remove": ["1010"], "add": [{"organization_id": "1710", "currency": "USD"}]},
    })
}

#[tokio::test]
async fn an_update_cut_off_after_any_of_its_calls_is_completed_by_a_second_send() {
    let whole = Stand::start(&json!({})).await;
    let id = created(&whole).await;
    let address = record(&whole, &id).await.to_json()["addresses"][0]["id"].clone();
    apply(&whole.connector, &update(&id, &patch(address.as_str().unwrap()))).await.unwrap();
    let expected = comparable(&record(&whole, &id).await);

    for passed in 0..11 {
        let stand = Stand::start(&json!({})).await;
        let id = created(&stand).await;
        let basis = record(&stand, &id).await;
        let command = update(&id, &patch(address.as_str().unwrap()));
        stand.fault(json!({"kind": "lose_answer", "after": passed})).await;
        let lost = apply(&stand.connector, &command).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "call {passed}: {lost:?}");
        again(&stand, &command, &basis).await.unwrap_or_else(|error| panic!("call {passed}: {error:?}"));
        assert_eq!(comparable(&record(&stand, &id).await), expected, "call {passed}");
        let held = stand.held_vendor(&id).await;
        again(&stand, &command, &basis).await.unwrap();
        assert_eq!(stand.held_vendor(&id).await, held, "a third send finds everything in place");
    }
}

/// Without dates, version, and numbers that SAP gives.
fn comparable(record: &Record) -> Value {
    let mut json = record.to_json();
    for name in ["version", "created_at", "updated_at"] {
        json[name] = Value::Null;
    }
    json
}

#[tokio::test]
async fn a_delete_cut_off_in_the_middle_is_completed() {
    for passed in 0..4 {
        let stand = Stand::start(&json!({})).await;
        let id = created(&stand).await;
        let basis = record(&stand, &id).await;
        stand.fault(json!({"kind": "lose_answer", "after": passed})).await;
        let lost = apply(&stand.connector, &act(Verb::Delete, &id)).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "call {passed}: {lost:?}");
        again(&stand, &act(Verb::Delete, &id), &basis).await.unwrap();
        let held = stand.held_vendor(&id).await;
        assert_eq!(held["IsMarkedForArchiving"], true);
        assert_eq!(held["supplier"]["purchasing_organizations"][0]["DeletionIndicator"], true);
    }
}
