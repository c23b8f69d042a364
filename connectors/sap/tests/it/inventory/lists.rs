use erpgate_model::{Query, Resource};
use serde_json::json;

use super::{adjustment, create, line, ordered, record, reverse};
use crate::stand::{Stand, apply, visit};

/// Every id in pages of two.
async fn list(stand: &Stand, resource: Resource, query: Query) -> Vec<String> {
    let mut query = Query { limit: 2, ..query };
    let mut ids = Vec::new();
    for _ in 0..20 {
        let page =
            stand.connector.list(&visit(&stand.connector), resource, &query).await.expect("listing works");
        assert!(page.records.len() <= 2);
        ids.extend(page.records.iter().map(|record| record.id().to_string()));
        match page.next_cursor {
            Some(next) => query.cursor = Some(next),
            None => return ids,
        }
    }
    panic!("the pages do not end: {ids:?}");
}

#[tokio::test]
async fn each_kind_lists_its_own_documents_once() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    let receipt = json!({"purchase_order_id": order.as_str(), "external_id": "GR-1",
        "lines": [{"purchase_order_line_id": "10", "quantity": "1", "storage_location_id": "101A"}]});
    let transfer = json!({"from_location_id": "1010", "from_storage_location_id": "101A",
        "to_storage_location_id": "101B", "lines": [{"item_id": "TG11", "quantity": "1"}]});
    let (mut receipts, mut transfers, mut adjustments) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        let id = |receipt: erpgate_connector::Receipt| receipt.id().to_string();
        let commands = [
            create(Resource::GoodsReceipt, receipt.clone()),
            create(Resource::InventoryTransfer, transfer.clone()),
            adjustment(json!([line(json!({"change": "1"}))])),
        ];
        for (command, ids) in commands.iter().zip([&mut receipts, &mut transfers, &mut adjustments]) {
            ids.push(id(apply(&stand.connector, command).await.unwrap()));
        }
    }
    let set = adjustment(json!([line(json!({"set_to": "100"}))]));
    for _ in 0..2 {
        let receipt = apply(&stand.connector, &set).await.unwrap();
        adjustments.push(receipt.id().to_string());
    }
    assert_eq!(list(&stand, Resource::GoodsReceipt, Query::default()).await, receipts);
    assert_eq!(list(&stand, Resource::InventoryTransfer, Query::default()).await, transfers);
    assert_eq!(list(&stand, Resource::InventoryAdjustment, Query::default()).await, adjustments);
    let of_order = Query { purchase_order_id: Some(order.to_string()), ..Query::default() };
    assert_eq!(list(&stand, Resource::GoodsReceipt, of_order).await, receipts);
    let of_none = Query { purchase_order_id: Some("4599999999".into()), ..Query::default() };
    assert!(list(&stand, Resource::GoodsReceipt, of_none).await.is_empty());
}

#[tokio::test]
async fn external_ids_numbers_and_times_narrow() {
    let stand = Stand::start(&json!({})).await;
    let resource = Resource::InventoryAdjustment;
    let with = |id: &str, line| create(resource, json!({"external_id": id, "lines": [line]}));
    let change = || line(json!({"change": "1"}));
    let first = apply(&stand.connector, &with("A-1", change())).await.unwrap().id().clone();
    let second = apply(&stand.connector, &with("A-2", change())).await.unwrap().id().clone();
    let third =
        apply(&stand.connector, &with("A-3", line(json!({"set_to": "7"})))).await.unwrap().id().clone();
    apply(&stand.connector, &reverse(resource, &first)).await.unwrap();
    for (id, external_id) in [(&first, "A-1"), (&second, "A-2"), (&third, "A-3")] {
        let query = Query { external_id: Some(external_id.into()), ..Query::default() };
        assert_eq!(list(&stand, resource, query).await, [id.as_str()], "{external_id}");
        let read = record(&stand, resource, id).await;
        let query = Query { number: read["number"].as_str().map(str::to_owned), ..Query::default() };
        assert_eq!(list(&stand, resource, query).await, [id.as_str()]);
        let since = read["updated_at"].as_str().unwrap().parse().unwrap();
        let query = Query { updated_since: Some(since), ..Query::default() };
        assert!(list(&stand, resource, query).await.contains(&id.to_string()), "{external_id}");
        let later = Query { updated_since: Some(since + chrono::TimeDelta::days(1)), ..Query::default() };
        assert!(list(&stand, resource, later).await.is_empty());
    }
    let long = Query { external_id: Some("x".repeat(26)), ..Query::default() };
    assert!(list(&stand, resource, long).await.is_empty());
}
