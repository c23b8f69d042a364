//! Reading many records: every one once, and only those asked for.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use erpgate_model::{Page, PurchaseOrder, Query, Record, RecordId, Resource, Verb};

use super::{Behaviour, behaviour, creates, usable};
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("list::pages_give_every_record_once_while_records_are_added", lists, |stand| {
        Box::pin(pages(stand))
    }),
    behaviour("list::a_record_in_a_list_is_the_record", lists, |stand| Box::pin(same_record(stand))),
    behaviour("list::filters_narrow", lists, |stand| Box::pin(filters(stand))),
    behaviour("list::a_record_of_the_past_is_not_among_later_changes", lists, |stand| {
        Box::pin(later_changes(stand))
    }),
];

fn lists(stand: &Stand) -> bool {
    creates(stand) && usable(stand, Verb::List)
}

async fn pages(stand: &Stand) {
    let mut expected = BTreeSet::new();
    for _ in 0..5 {
        expected.insert(stand.created().await.id);
    }
    let mut query = Query { limit: 2, ..Query::default() };
    let mut seen: Vec<RecordId> = Vec::new();
    loop {
        let page = page(stand, &query).await;
        assert!(page.records.len() <= 2, "the limit is 2, the page has {}", page.records.len());
        seen.extend(page.records.iter().map(|record| record.id().clone()));
        let Some(next) = page.next_cursor else { break };
        assert_ne!(query.cursor.as_ref(), Some(&next), "the cursor moves");
        query.cursor = Some(next);
        // Two in all, or a list of the newest would never end.
        if seen.len() <= 4 {
            stand.created().await;
        }
    }
    let once: BTreeSet<_> = seen.iter().cloned().collect();
    assert_eq!(once.len(), seen.len(), "a record came twice: {seen:?}");
    assert!(expected.is_subset(&once), "{expected:?} stood there from the start, {once:?} came");
}

async fn same_record(stand: &Stand) {
    let order = stand.created().await;
    let listed = everything(stand, Query::default()).await;
    let found = listed.into_iter().find(|listed| listed.id == order.id);
    assert_eq!(found, Some(order));
}

async fn filters(stand: &Stand) {
    let fields = stand.connector.capability(Resource::PurchaseOrder, Verb::List, None).expect("lists").fields;
    let can = |name: &str| fields.iter().any(|field| field.name == name);
    let plain = stand.created().await;
    let receipt = stand.visit().create(&stand.samples.full_order).await.expect("the full order is valid");
    let full = stand.read(receipt.id()).await;

    if can("number") {
        let query = Query { number: plain.number.clone(), ..Query::default() };
        assert_eq!(ids(everything(stand, query).await), vec![plain.id.clone()], "by number");
    }
    if can("external_id") {
        assert_ne!(full.external_id, plain.external_id, "`full_order` has a client's id of its own");
        let query = Query { external_id: full.external_id.clone(), ..Query::default() };
        assert_eq!(ids(everything(stand, query).await), vec![full.id.clone()], "by the client's id");
    }
    if can("vendor_id") {
        let query = Query { vendor_id: plain.vendor_id.clone(), ..Query::default() };
        let found = everything(stand, query).await;
        assert!(found.iter().all(|order| order.vendor_id == plain.vendor_id), "orders of another vendor");
        assert!(found.iter().any(|order| order.id == plain.id), "the order of this vendor is missing");
    }
    if can("status") {
        for order in [&plain, &full] {
            let status = serde_json::to_value(order.status).expect("a status is a word");
            let query = Query { status: status.as_str().map(str::to_owned), ..Query::default() };
            let found = everything(stand, query).await;
            assert!(found.iter().all(|listed| listed.status == order.status), "orders with another status");
            assert!(
                found.iter().any(|listed| listed.id == order.id),
                "the order with this status is missing"
            );
        }
        let query = Query { status: Some("rejected".to_owned()), ..Query::default() };
        assert!(!ids(everything(stand, query).await).contains(&plain.id), "a valid order is not rejected");
    }
}

async fn later_changes(stand: &Stand) {
    let order = stand.created().await;
    let Some(changed) = order.updated_at else { return };
    let since = |instant| Query { updated_since: Some(instant), ..Query::default() };
    let found = ids(everything(stand, since(changed)).await);
    assert!(found.contains(&order.id), "changed at that very instant");
    let later = changed + TimeDelta::days(2);
    assert!(!ids(everything(stand, since(later)).await).contains(&order.id), "changed two days before");
}

async fn page(stand: &Stand, query: &Query) -> Page {
    let visit = stand.visit();
    let page = visit.connector.list(&visit.session, Resource::PurchaseOrder, query).await;
    page.unwrap_or_else(|trouble| panic!("{query:?}: {trouble}"))
}

/// Follows the cursors to the end.
async fn everything(stand: &Stand, mut query: Query) -> Vec<PurchaseOrder> {
    query.limit = 3;
    let mut orders = Vec::new();
    loop {
        let page = page(stand, &query).await;
        orders.extend(page.records.into_iter().map(|record| match record {
            Record::PurchaseOrder(order) => *order,
            other => panic!("asked for purchase orders, given {other:?}"),
        }));
        match page.next_cursor {
            Some(next) => query.cursor = Some(next),
            None => return orders,
        }
    }
}

fn ids(orders: Vec<PurchaseOrder>) -> Vec<RecordId> {
    orders.into_iter().map(|order| order.id).collect()
}
