//! Lists of vendors.

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::TroubleKind;
use erpgate_model::{Clock, Command, FakeClock, Query, Record, Resource, SystemClock, Target, Verb};
use serde_json::json;

use crate::account::connector_at;
use crate::admin::World;
use crate::vendors::new;

async fn ids(world: &World, query: Query) -> Vec<String> {
    let visit = world.visit();
    let page = visit.connector.list(&visit.session, Resource::Vendor, &query).await.unwrap();
    page.records.iter().map(|record| record.id().to_string()).collect()
}

fn query() -> Query {
    Query { limit: 50, ..Query::default() }
}

#[tokio::test]
async fn vendors_are_found_by_number_external_id_status_and_change() {
    let mut world = World::start().await;
    // A minute passes for both sides, because NetSuite counts whole seconds.
    let clock = Arc::new(FakeClock::at(SystemClock.now()));
    let (url, key) = (world.account.simulator.rest_url().to_owned(), world.account.key_pem.clone());
    world.connector = connector_at(&url, &key, &json!({}), clock.clone());
    world.post("/clock", &json!({"advance_seconds": 60})).await;
    clock.advance(TimeDelta::minutes(1));
    let body = json!({"name": "Late Comer", "external_id": "client-9", "companies": [{"company_id": "1"}]});
    let id = world.apply(&new(&body)).await.unwrap().id().clone();
    let visit = world.visit();
    let Some(Record::Vendor(vendor)) =
        visit.connector.read(&visit.session, Resource::Vendor, &id, false).await.unwrap()
    else {
        panic!("it was just made")
    };
    let of = |query| ids(&world, query);
    assert_eq!(of(Query { external_id: Some("client-9".into()), ..query() }).await, [id.to_string()]);
    assert_eq!(of(Query { number: Some("V-502".into()), ..query() }).await, ["502"]);
    assert_eq!(of(Query { updated_since: vendor.updated_at, ..query() }).await, [id.to_string()]);
    let deactivate =
        Command::act(Resource::Vendor, Verb::Deactivate, Target { id: id.clone(), if_match: None });
    world.apply(&deactivate).await.unwrap();
    let with = |status: &str| Query { status: Some(status.into()), ..query() };
    assert!(of(with("inactive")).await.contains(&id.to_string()));
    assert!(!of(with("active")).await.contains(&id.to_string()));
    assert_eq!(of(with("blocked")).await, Vec::<String>::new());
    let trouble = visit.connector.list(&visit.session, Resource::Vendor, &with("lost")).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::BadQuestion);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap() {
    let world = World::start().await;
    let visit = world.visit();
    let mut seen = Vec::new();
    let mut query = Query { limit: 2, ..Query::default() };
    loop {
        let page = visit.connector.list(&visit.session, Resource::Vendor, &query).await.unwrap();
        assert!(page.records.len() <= 2);
        seen.extend(page.records.iter().map(|record| record.id().to_string()));
        let Some(cursor) = page.next_cursor else { break };
        query.cursor = Some(cursor);
    }
    assert_eq!(seen, ["501", "502", "503", "504", "505"]);
}
