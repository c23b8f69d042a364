//! Vendors: what NetSuite holds afterwards, field by field.

use erpgate_connector::{Receipt, Sighting, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{
    Command, FailureCode, NewRecord, Patch, RecordId, Resource, Target, Update, Verb, Version,
};
use serde_json::{Value, json};

use crate::account::Account;
use crate::admin::{World, two_lines};

pub(crate) fn new(body: &Value) -> Command {
    Command::Create(NewRecord::read(Resource::Vendor, body).unwrap())
}

fn change(id: &RecordId, patch: &Value) -> Command {
    change_if(id, patch, None)
}

fn change_if(id: &RecordId, patch: &Value, if_match: Option<Version>) -> Command {
    let patch = Patch::read(Resource::Vendor, patch).unwrap();
    Command::Update(Update { target: Target { id: id.clone(), if_match }, patch })
}

fn act(id: &RecordId, verb: Verb) -> Command {
    Command::act(Resource::Vendor, verb, Target { id: id.clone(), if_match: None })
}

fn rejection(result: Result<Receipt, WriteError>) -> erpgate_connector::Rejection {
    match result {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

/// A vendor with every field that NetSuite has.
fn full() -> Value {
    json!({
        "external_id": "client-7", "name": "Bolts & Co", "legal_name": "Bolts and Company Ltd", "email": "o@bolts.example",
        "phone": "+1 555 0199", "website": "https://bolts.example", "currency": "EUR", "payment_terms_id": "3",
        "notes": "new", "companies": [{"company_id": "1"}],
        "tax_ids": [{"value": "12-345"}, {"kind": "vatRegNumber", "value": "DE123"}],
        "addresses": [
            {"kind": "Head office", "name": "Orders", "lines": ["1 Side St", "Gate 2"], "city": "Austin",
                "region": "TX", "postal_code": "78702", "country": "US", "is_default": true},
            {"kind": "Works", "lines": ["Werkstr. 9"], "city": "Ulm", "postal_code": "89073", "country": "DE"},
        ],
        "custom_fields": {"custentity_rating": "4"},
    })
}

#[tokio::test]
async fn every_field_of_a_vendor_stands_in_netsuite_and_is_read_back() {
    let world = World::start().await;
    let visit = world.visit();
    let receipt = visit.apply(&new(&full()), None).await.unwrap();
    let held = world.ledger("vendors", receipt.id()).await;
    assert_eq!(held["externalId"], json!(visit.reference()));
    for (path, expected) in [
        ("/accountNumber", "client-7"),
        ("/companyName", "Bolts & Co"),
        ("/legalName", "Bolts and Company Ltd"),
        ("/email", "o@bolts.example"),
        ("/phone", "+1 555 0199"),
        ("/url", "https://bolts.example"),
        ("/currency/id", "2"),
        ("/terms/id", "3"),
        ("/comments", "new"),
        ("/subsidiary/id", "1"),
        ("/taxIdNum", "12-345"),
        ("/vatRegNumber", "DE123"),
        ("/addressBook/items/0/label", "Head office"),
        ("/addressBook/items/0/addressBookAddress/addressee", "Orders"),
        ("/addressBook/items/0/addressBookAddress/addr2", "Gate 2"),
        ("/addressBook/items/1/addressBookAddress/country/id", "DE"),
    ] {
        assert_eq!(held.pointer(path), Some(&json!(expected)), "{path} in {held}");
    }
    let shown = world.shown(Resource::Vendor, receipt.id()).await;
    for (name, expected) in full().as_object().unwrap() {
        match expected {
            Value::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    for (field, expected) in entry.as_object().unwrap() {
                        assert_eq!(shown[name][index][field], *expected, "{name}/{index}/{field}");
                    }
                }
            }
            expected => assert_eq!(shown[name], *expected, "{name}"),
        }
    }
    assert_eq!((&shown["status"], &shown["is_person"]), (&json!("active"), &json!(false)));
    let sighting = visit.connector.locate(&visit.session, Resource::Vendor, visit.reference()).await.unwrap();
    assert_eq!(sighting, Sighting::Found(receipt.id().clone()));
}

#[tokio::test]
async fn a_person_is_kept_by_first_and_last_name() {
    let world = World::start().await;
    let body = json!({"name": "Mary Ann Smith", "is_person": true, "companies": [{"company_id": "1"}]});
    let id = world.apply(&new(&body)).await.unwrap().id().clone();
    let held = world.ledger("vendors", &id).await;
    assert_eq!((&held["firstName"], &held["lastName"]), (&json!("Mary Ann"), &json!("Smith")));
    world.apply(&change(&id, &json!({"name": "Mary Jones"}))).await.unwrap();
    let shown = world.shown(Resource::Vendor, &id).await;
    assert_eq!((&shown["name"], &shown["is_person"]), (&json!("Mary Jones"), &json!(true)));
}

#[tokio::test]
async fn each_part_of_a_vendor_is_changed_by_its_id_and_the_rest_stays() {
    let world = World::start().await;
    let id = world.apply(&new(&full())).await.unwrap().id().clone();
    let before = world.shown(Resource::Vendor, &id).await;
    let (office, works) = (&before["addresses"][0]["id"], &before["addresses"][1]["id"]);
    let patch = json!({
        "phone": null, "notes": "changed", "name": "Bolts Group",
        "companies": {"update": [{"id": "subsidiary", "company_id": "2"}]},
        "tax_ids": {"update": [{"id": "taxIdNum", "value": "99-9"}], "remove": ["vatRegNumber"]},
        "addresses": {
            "remove": [office], "update": [{"id": works, "city": "Neu-Ulm"}],
            "add": [{"kind": "Depot", "lines": ["Kai 3"], "city": "Kiel", "country": "DE", "is_default": true}],
        },
    });
    world.apply(&change(&id, &patch)).await.unwrap();
    let held = world.ledger("vendors", &id).await;
    let addresses = held["addressBook"]["items"].as_array().unwrap();
    assert_eq!(addresses.len(), 2, "{held}");
    assert_eq!(addresses[0]["addressBookAddress"]["city"], "Neu-Ulm");
    assert_eq!(addresses[0]["addressBookAddress"]["addr1"], "Werkstr. 9", "what was not named stays");
    assert_eq!(addresses[1]["label"], "Depot");
    let shown = world.shown(Resource::Vendor, &id).await;
    assert_eq!(
        shown["tax_ids"],
        json!([{"id": "taxIdNum", "kind": "taxIdNum", "value": "99-9", "country": null}])
    );
    assert_eq!(shown["companies"][0]["company_id"], "2");
    assert_eq!((&shown["phone"], &shown["notes"]), (&Value::Null, &json!("changed")));
    assert_eq!((&shown["name"], &shown["email"]), (&json!("Bolts Group"), &before["email"]));
    assert_ne!(shown["version"], before["version"]);
}

#[tokio::test]
async fn a_change_whose_answer_was_lost_adds_no_second_address() {
    let world = World::start().await;
    let id = world.apply(&new(&full())).await.unwrap().id().clone();
    let visit = world.visit();
    let basis = visit.connector.read(&visit.session, Resource::Vendor, &id, false).await.unwrap();
    let patch = json!({
        "tax_ids": {"remove": ["vatRegNumber"]},
        "addresses": {"add": [{"kind": "Depot", "lines": ["Kai 3"], "city": "Kiel", "country": "DE"}]},
    });
    world.post("/faults", &json!({"kind": "lose_answer"})).await;
    let lost = visit.apply(&change(&id, &patch), basis.as_ref()).await;
    assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
    let writes = world.writes().await;
    world.visit().repeat(&change(&id, &patch), basis.as_ref()).await.unwrap();
    assert_eq!(world.writes().await, writes, "all of it stood already");
    assert_eq!(world.shown(Resource::Vendor, &id).await["addresses"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_create_whose_answer_was_lost_makes_no_second_vendor() {
    let world = World::start().await;
    world.post("/faults", &json!({"kind": "lose_answer"})).await;
    let visit = world.visit();
    let lost = visit.apply(&new(&full()), None).await;
    assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
    let writes = world.writes().await;
    let again = Visit::stamping(&world.connector, visit.reference().clone());
    let receipt = again.repeat(&new(&full()), None).await.unwrap();
    assert_eq!(world.ledger("vendors", receipt.id()).await["externalId"], json!(visit.reference()));
    assert_eq!(world.writes().await, writes);
}

#[tokio::test]
async fn a_name_that_is_taken_is_a_duplicate_of_somebody_elses() {
    let world = World::start().await;
    world.apply(&new(&full())).await.unwrap();
    let rejection = rejection(world.apply(&new(&full())).await);
    assert_eq!(rejection.code, FailureCode::Duplicate);
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    let world = World::start().await;
    let id = world.apply(&new(&full())).await.unwrap().id().clone();
    let seen = world.shown(Resource::Vendor, &id).await["version"].as_str().map(Version::new);
    world.post(&format!("/vendors/{id}/touch"), &json!({"comments": "by somebody else"})).await;
    let writes = world.writes().await;
    let rejection = rejection(world.apply(&change_if(&id, &json!({"notes": "mine"}), seen)).await);
    assert_eq!(rejection.code, FailureCode::StaleVersion);
    assert_eq!(world.writes().await, writes);
    assert_eq!(world.ledger("vendors", &id).await["comments"], "by somebody else");
}

#[tokio::test]
async fn a_blocked_or_deactivated_vendor_is_inactive_until_it_is_unblocked() {
    let world = World::start().await;
    let id = RecordId::new("501");
    for verb in [Verb::Block, Verb::Deactivate] {
        world.apply(&act(&id, verb)).await.unwrap();
        assert_eq!(world.ledger("vendors", &id).await["isInactive"], json!(true), "{verb}");
        assert_eq!(world.shown(Resource::Vendor, &id).await["status"], "inactive");
        let writes = world.writes().await;
        world.apply(&act(&id, verb)).await.unwrap();
        assert_eq!(world.writes().await, writes, "it was so already");
        world.apply(&act(&id, Verb::Unblock)).await.unwrap();
        assert_eq!(world.shown(Resource::Vendor, &id).await["status"], "active");
    }
}

#[tokio::test]
async fn a_vendor_with_orders_cannot_be_deleted_and_one_without_is_gone() {
    let world = World::start().await;
    world.created(&two_lines()).await;
    let refused = rejection(world.apply(&act(&RecordId::new("501"), Verb::Delete)).await);
    assert_eq!(refused.code, FailureCode::StateForbids);
    assert_eq!(world.ledger("vendors", &RecordId::new("501")).await["id"], "501");

    let id = world.apply(&new(&full())).await.unwrap().id().clone();
    world.apply(&act(&id, Verb::Delete)).await.unwrap();
    let visit = world.visit();
    assert_eq!(visit.connector.read(&visit.session, Resource::Vendor, &id, false).await.unwrap(), None);
    world.visit().repeat(&act(&id, Verb::Delete), None).await.unwrap();
    let again = rejection(world.apply(&act(&id, Verb::Delete)).await);
    assert_eq!(again.code, FailureCode::RecordNotFound);
}

#[tokio::test]
async fn what_netsuite_has_no_room_for_is_refused_before_it_is_sent() {
    let world = World::start().await;
    let writes = world.writes().await;
    for (patch, pointer) in [
        (json!({"companies": {"add": [{"company_id": "2"}]}}), "/companies/add/0"),
        (json!({"companies": {"remove": ["subsidiary"]}}), "/companies/remove/0"),
        (json!({"companies": {"update": [{"id": "7", "company_id": "2"}]}}), "/companies/update/0/id"),
        (json!({"tax_ids": {"add": [{"kind": "DE0", "value": "1"}]}}), "/tax_ids/add/0/kind"),
        (json!({"name": null}), "/name"),
        (json!({"addresses": {"remove": ["999"]}}), "/addresses/remove/0"),
        (json!({"currency": "XXX"}), "/currency"),
    ] {
        let rejection = rejection(world.apply(&change(&RecordId::new("501"), &patch)).await);
        assert_eq!(rejection.errors[0].pointer.as_deref(), Some(pointer), "{patch}");
    }
    assert_eq!(world.writes().await, writes);
}

#[tokio::test]
async fn netsuites_refusals_point_at_their_fields() {
    let world = World::start().await;
    for (body, pointer) in [
        (json!({"name": "A", "companies": [{"company_id": "999"}]}), "/companies"),
        (json!({"name": "A"}), "/companies"),
        (
            json!({"name": "A", "companies": [{"company_id": "1"}], "payment_terms_id": "999"}),
            "/payment_terms_id",
        ),
        (
            json!({"name": "A", "companies": [{"company_id": "1"}], "addresses": [{}, {"country": "XX"}]}),
            "/addresses/1/country",
        ),
    ] {
        let refused = rejection(world.apply(&new(&body)).await);
        assert_eq!(refused.errors[0].pointer.as_deref(), Some(pointer), "{refused:?}");
        let visit = world.visit();
        let checked = visit.connector.precheck(&visit.session, &new(&body)).await.unwrap();
        if body.get("companies").is_none() {
            // A form shows what is still to be filled in, and does not refuse for it.
            assert_eq!(checked, []);
            continue;
        }
        assert_eq!(checked[0].pointer.as_deref(), Some(pointer), "the form says the same: {checked:?}");
        assert!(checked[0].native.is_some());
    }
}

#[tokio::test]
async fn an_account_without_subsidiaries_keeps_vendors_without_companies() {
    let world = World::of(Account::with_switches(&json!({"one_world": false})).await);
    let id = world.apply(&new(&json!({"name": "Plain Supplies"}))).await.unwrap().id().clone();
    let shown = world.shown(Resource::Vendor, &id).await;
    assert_eq!((&shown["name"], &shown["companies"]), (&json!("Plain Supplies"), &json!([])));
}
