//! Lists beyond what the suite asks for.

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::{Trouble, TroubleKind};
use erpgate_connector_suite::Visit;
use erpgate_model::{Clock, FakeClock, Page, Query, Record, RecordId, Resource, SystemClock};
use serde_json::json;

use crate::account::{connector, connector_at};
use crate::admin::{World, two_lines};
use crate::scripted::{Server, answer, token};

async fn list(world: &World, query: &Query) -> Result<Page, Trouble> {
    let visit = world.visit();
    visit.connector.list(&visit.session, Resource::PurchaseOrder, query).await
}

fn ids(page: &Page) -> Vec<RecordId> {
    page.records.iter().map(|record| record.id().clone()).collect()
}

#[tokio::test]
async fn only_orders_changed_since_are_read() {
    let mut world = World::start().await;
    // Ten hours pass for both sides.
    let clock = Arc::new(FakeClock::at(SystemClock.now()));
    let (url, key) = (world.account.simulator.rest_url().to_owned(), world.account.key_pem.clone());
    world.connector = connector_at(&url, &key, &json!({}), clock.clone());
    let old = world.created(&two_lines()).await;
    world.post("/clock", &json!({"advance_seconds": 36_000})).await;
    clock.advance(TimeDelta::hours(10));
    let new = world.created(&two_lines()).await;
    let before = world.requests().await.len();
    let query = Query { limit: 50, updated_since: new.updated_at, ..Query::default() };
    assert_eq!(ids(&list(&world, &query).await.unwrap()), std::slice::from_ref(&new.id));
    // The old one is within the twelve hours that SuiteQL is asked for, and is not read for nothing.
    let asked = world.requests().await.split_off(before);
    assert!(!asked.iter().any(|line| line.contains(&format!("purchaseOrder/{}", old.id))), "{asked:?}");
}

#[tokio::test]
async fn the_native_record_comes_along_when_asked_for() {
    let world = World::start().await;
    world.created(&two_lines()).await;
    let query = Query { limit: 1, include_native: true, ..Query::default() };
    let page = list(&world, &query).await.unwrap();
    let Record::PurchaseOrder(order) = &page.records[0] else { panic!("{:?}", page.records[0]) };
    assert_eq!(order.native.as_ref().unwrap()["entity"]["id"], "501");
}

#[tokio::test]
async fn a_status_that_netsuite_has_not_is_an_empty_list_and_nonsense_is_refused() {
    let world = World::start().await;
    world.created(&two_lines()).await;
    let with = |status: &str| Query { limit: 5, status: Some(status.into()), ..Query::default() };
    assert_eq!(list(&world, &with("cancelled")).await.unwrap(), Page::default());
    assert_eq!(list(&world, &with("lost")).await.unwrap_err().kind, TroubleKind::BadQuestion);
    let cursor = Query { limit: 5, cursor: Some("1 OR 1=1".into()), ..Query::default() };
    assert_eq!(list(&world, &cursor).await.unwrap_err().kind, TroubleKind::BadQuestion);
}

/// The account's zone is ten hours behind UTC; no API tells so.
#[tokio::test]
async fn the_zone_of_the_account_is_learned_from_one_order() {
    let row = |id: &str, changed: &str| json!({"id": id, "changed": changed});
    let rows = json!({"hasMore": false, "items": [
        row("1", "2026-03-01T05:00:00"), row("2", "2026-03-01T22:30:00"), row("3", "2026-03-01T23:00:00"),
    ]});
    let order = |id: &str, changed: &str| answer(200, &json!({"id": id, "lastModifiedDate": changed}));
    let server = Server::start([
        token("t", &json!(3600)),
        answer(200, &rows),
        order("3", "2026-03-02T09:00:00Z"),
        order("2", "2026-03-02T08:30:00Z"),
        order("3", "2026-03-02T09:00:00Z"),
    ])
    .await;
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    let since = "2026-03-02T08:30:00.250Z".parse().ok();
    let query = Query { limit: 10, updated_since: since, ..Query::default() };
    let page = visit.connector.list(&visit.session, Resource::PurchaseOrder, &query).await.unwrap();
    assert_eq!(page.records.len(), 2);
    assert_eq!(page.next_cursor, None);
    assert_eq!(server.requests().len(), 5, "order 1 changed hours before and is not read");
}
