//! Reads and lists.

use erpgate_connector::TroubleKind;
use erpgate_model::{PurchaseOrderStatus, Query, Record, RecordId, Resource};
use erpgate_sap_simulator::Seed;
use serde_json::json;

use crate::bodies::{create, order, order_with};
use crate::scripted::{Server, answer};
use crate::stand::{Stand, apply, connect, read, visit};

async fn list(stand: &Stand, query: Query) -> (Vec<String>, Option<String>) {
    let page = stand
        .connector
        .list(&visit(&stand.connector), Resource::PurchaseOrder, &query)
        .await
        .expect("listing works");
    (page.records.iter().map(|record| record.id().to_string()).collect(), page.next_cursor)
}

#[tokio::test]
async fn release_decides_the_status_and_the_list_knows_it() {
    let mut seed = Seed::default_world();
    seed.switches.approval_above = Some("1000".parse().unwrap());
    let stand = Stand::with_seed(seed, &json!({})).await;
    let costly = json!({"lines": [{"item_id": "TG11", "quantity": "1000", "unit": "PC", "unit_price": "10",
        "location_id": "1010"}]});
    let mut ids = Vec::new();
    for body in [order(), order_with(costly.clone()), order_with(costly)] {
        ids.push(apply(&stand.connector, &create(body)).await.unwrap().id().clone());
    }
    stand.happens(&ids[2], "reject", json!({})).await;
    for (id, status, native) in [
        (&ids[0], PurchaseOrderStatus::Open, "02"),
        (&ids[1], PurchaseOrderStatus::PendingApproval, "03"),
        (&ids[2], PurchaseOrderStatus::Rejected, "08"),
    ] {
        let order = read(&stand.connector, id).await;
        assert_eq!((order.status, order.native_status.as_deref()), (status, Some(native)));
        let word = serde_json::to_value(status).unwrap().as_str().map(str::to_owned);
        let (found, next) = list(&stand, Query { limit: 10, status: word, ..Query::default() }).await;
        assert_eq!((found, next), (vec![id.to_string()], None));
    }
}

#[tokio::test]
async fn a_page_that_a_filter_empties_still_leads_to_the_end() {
    let stand = Stand::start(&json!({})).await;
    for _ in 0..5 {
        apply(&stand.connector, &create(order())).await.unwrap();
    }
    let mut query = Query { limit: 1, status: Some("closed".into()), ..Query::default() };
    let mut pages = 0;
    loop {
        let (found, next) = list(&stand, query.clone()).await;
        assert!(found.is_empty());
        pages += 1;
        match next {
            Some(next) => query.cursor = Some(next),
            None => break,
        }
    }
    assert!(pages <= 5, "{pages} pages for five orders");
}

#[tokio::test]
async fn values_longer_than_saps_fields_stand_nowhere() {
    let sap = Server::start([]).await;
    let connector = connect(&sap.url, &json!({}));
    let long = Some("12345678901234567".to_owned());
    for query in [
        Query { number: long.clone(), ..Query::default() },
        Query { vendor_id: long.clone(), ..Query::default() },
        Query { external_id: long.clone(), ..Query::default() },
    ] {
        let page = connector.list(&visit(&connector), Resource::PurchaseOrder, &query).await.unwrap();
        assert!(page.records.is_empty() && page.next_cursor.is_none());
    }
    for id in ["", "12345678901", "45' or '1", "../x", "450000000ü"] {
        let found =
            connector.read(&visit(&connector), Resource::PurchaseOrder, &RecordId::new(id), false).await;
        assert_eq!(found, Ok(None::<Record>));
    }
    assert!(sap.requests().is_empty());
}

#[tokio::test]
async fn the_key_of_the_last_order_is_the_cursor_and_a_server_side_page_is_followed() {
    let order = |number: &str| json!({"PurchaseOrder": number, "to_PurchaseOrderItem": {"results": []}, "to_PurchaseOrderNote": {"results": []}});
    let first = json!({"d": {"results": [order("4500000001")], "__next": "http://x?$skiptoken=1"}});
    let sap =
        Server::start([answer(200, &first), answer(200, &json!({"d": {"results": [order("4500000002")]}}))])
            .await;
    let connector = connect(&sap.url, &json!({}));
    let query = Query { limit: 3, vendor_id: Some("O'Neil".into()), ..Query::default() };
    let page = connector.list(&visit(&connector), Resource::PurchaseOrder, &query).await.unwrap();
    assert_eq!((page.records.len(), page.next_cursor), (2, None));
    let second = &sap.requests()[1].line;
    assert!(second.contains("$orderby=PurchaseOrder&$top=3&$expand="), "{second}");
    let filter = "$filter=PurchaseOrder%20gt%20%274500000001%27%20and%20Supplier%20eq%20%27O%27%27Neil%27";
    assert!(second.ends_with(filter), "{second}");
}

#[tokio::test]
async fn a_service_that_is_not_there_is_a_setting_and_not_a_missing_record() {
    let inactive = json!({"error": {"code": "/IWFND/MED/170", "message": {"value": "No service found"}}});
    for (status, body) in
        [(403, inactive.to_string()), (404, inactive.to_string()), (404, "<html>".to_owned())]
    {
        let sap = Server::start([answer(status, &body), answer(status, &body)]).await;
        let connector = connect(&sap.url, &json!({}));
        let id = RecordId::new("4500000001");
        let read = connector.read(&visit(&connector), Resource::PurchaseOrder, &id, false).await;
        assert_eq!(read.unwrap_err().kind, TroubleKind::Misconfigured, "{status} {body}");
        let probed = connector.probe(&visit(&connector)).await;
        assert_eq!(probed.unwrap_err().kind, TroubleKind::Misconfigured, "{status} {body}");
    }
}

#[tokio::test]
async fn a_page_that_is_full_before_the_answers_end_goes_on_where_it_stopped() {
    let order = |number: &str, closed: bool| {
        let item = json!({"PurchaseOrderItem": "10", "IsCompletelyDelivered": closed, "IsFinallyInvoiced": closed,
            "to_ScheduleLine": {"results": []}, "to_AccountAssignment": {"results": []}});
        json!({"PurchaseOrder": number, "to_PurchaseOrderItem": {"results": [item]}})
    };
    let first = json!({"d": {"results": [order("1", true), order("2", false), order("3", true)]}});
    let second = json!({"d": {"results": [order("4", true), order("5", true)]}});
    let third = json!({"d": {"results": [order("5", true)]}});
    let sap = Server::start([answer(200, &first), answer(200, &second), answer(200, &third)]).await;
    let connector = connect(&sap.url, &json!({}));
    let mut query = Query { limit: 3, status: Some("closed".into()), ..Query::default() };
    let mut pages = Vec::new();
    loop {
        let page = connector.list(&visit(&connector), Resource::PurchaseOrder, &query).await.unwrap();
        pages.push(page.records.iter().map(|record| record.id().to_string()).collect::<Vec<_>>());
        match page.next_cursor {
            Some(next) => query.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(pages, [vec!["1", "3", "4"], vec!["5"]]);
    assert!(sap.requests()[2].line.contains("PurchaseOrder%20gt%20%274%27"), "{:?}", sap.requests()[2].line);
}
