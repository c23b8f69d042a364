//! What other records refer to, as NetSuite has it.

use erpgate_connector::TroubleKind;
use erpgate_model::{Query, Record, RecordId, Resource};
use serde_json::{Value, json};

use crate::account::Account;
use crate::admin::World;

async fn list(world: &World, resource: Resource, query: Query) -> Vec<Value> {
    let visit = world.visit();
    let page = visit.connector.list(&visit.session, resource, &query).await.unwrap();
    page.records.iter().map(Record::to_json).collect()
}

fn query() -> Query {
    Query { limit: 50, ..Query::default() }
}

#[tokio::test]
async fn every_kind_is_shown_with_what_netsuite_says_of_it() {
    let world = World::start().await;
    for (resource, id, expected) in [
        (
            Resource::Item,
            "701",
            json!({"number": "TG11", "external_id": "TG11", "name": "Trading Good 11", "kind": "InvtPart",
                "description": "Trading good 11", "unit": "Each", "is_active": true}),
        ),
        (Resource::Item, "711", json!({"number": "SERVICE-KIT", "kind": "NonInvtPart"})),
        (
            Resource::Location,
            "21",
            json!({"name": "Hamburg Warehouse", "external_id": "1020", "company_id": "2"}),
        ),
        (
            Resource::Company,
            "2",
            json!({"name": "Europe", "external_id": "1010", "currency": "EUR", "country": "DE", "parent_id": "1"}),
        ),
        (Resource::PaymentTerms, "2", json!({"name": "Net 30", "external_id": "0004"})),
        (
            Resource::Unit,
            "102",
            json!({"number": "DZ", "name": "Dozen", "parent_id": "1", "is_active": true}),
        ),
        (Resource::Account, "59", json!({"number": "5100", "name": "Inventory Adjustment", "kind": "COGS"})),
        (Resource::TaxCode, "6", json!({"number": "VAT 7", "name": "VAT 7", "is_active": false})),
    ] {
        let shown = world.shown(resource, &RecordId::new(id)).await;
        assert_eq!(shown["id"], id);
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(shown[field], *value, "{resource} {id}: {field} in {shown}");
        }
    }
}

#[tokio::test]
async fn one_is_found_by_its_number_or_external_id() {
    let world = World::start().await;
    let items = list(&world, Resource::Item, Query { number: Some("TG12".into()), ..query() }).await;
    assert_eq!(items.iter().map(|item| &item["id"]).collect::<Vec<_>>(), ["702"]);
    let by_external_id = Query { external_id: Some("1710".into()), ..query() };
    let locations = list(&world, Resource::Location, by_external_id).await;
    assert_eq!(locations.iter().map(|one| &one["id"]).collect::<Vec<_>>(), ["12"]);
    let shown = world.shown(Resource::Account, &RecordId::new("eid:INVADJ")).await;
    assert_eq!(shown["id"], "59");
    let visit = world.visit();
    for nothing in ["eid:nobody", "1 OR 1=1", ""] {
        let id = RecordId::new(nothing);
        let found = visit.connector.read(&visit.session, Resource::Item, &id, false).await.unwrap();
        assert_eq!(found, None, "{nothing}");
    }
}

#[tokio::test]
async fn a_column_that_the_account_lacks_is_left_out() {
    let world = World::of(Account::with_switches(&json!({"one_world": false})).await);
    let shown = world.shown(Resource::Location, &RecordId::new("11")).await;
    assert_eq!((&shown["name"], &shown["company_id"]), (&json!("Main Warehouse"), &Value::Null));
    let visit = world.visit();
    let companies = visit.connector.list(&visit.session, Resource::Company, &query()).await;
    assert_eq!(companies.unwrap_err().kind, TroubleKind::Misconfigured, "it has none");
}

#[tokio::test]
async fn each_entry_has_a_version_of_its_own_and_the_row_comes_along_when_asked_for() {
    let world = World::start().await;
    let visit = world.visit();
    let page = visit
        .connector
        .list(&visit.session, Resource::PaymentTerms, &Query { include_native: true, ..query() })
        .await
        .unwrap();
    let versions: std::collections::BTreeSet<String> =
        page.records.iter().map(|record| record.version().as_str().to_owned()).collect();
    assert_eq!(versions.len(), page.records.len(), "each entry has its own");
    assert_eq!(page.records[1].to_json()["native"]["name"], "Net 30");
}
