use serde_json::json;

use crate::stand::{BOTH, Erp, Stand, order};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_body_stands_in_both_erps_with_its_exact_digits() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (status, operation) = stand.create(&connection, "key-1", &order()).await;
        assert_eq!(status, 201, "{operation:#}");
        assert_eq!(operation["status"], "succeeded");
        let record = &operation["record"];
        assert_eq!(record["vendor_id"], "acme");
        assert_eq!(record["external_id"], "PO-7");
        assert_eq!(record["lines"][0]["item_id"], "bolt-m8");
        assert_eq!(record["lines"][0]["quantity"], "12.5");
        assert_eq!(record["lines"][0]["unit_price"], "3.25");
        assert_eq!(record["lines"][1]["unit_price"], "0.08");
        assert_eq!(operation["warnings"], json!([]), "{operation:#}");
        assert_eq!(stand.ledger(erp).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_and_request_is_the_same_operation_and_one_order() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, first) = stand.create(&connection, "key-1", &order()).await;
        let (status, second) = stand.create(&connection, "key-1", &order()).await;
        assert_eq!(status, 201);
        assert_eq!(first, second);
        assert_eq!(stand.ledger(erp).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_with_another_body_is_refused_and_sends_nothing() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    stand.create(&connection, "key-1", &order()).await;
    let mut other = order();
    other["lines"][0]["quantity"] = json!("13");
    let (status, problem) = stand.create(&connection, "key-1", &other).await;
    assert_eq!((status.as_u16(), &problem["code"]), (422, &json!("idempotency_key_reused")));
    assert_eq!(stand.ledger(Erp::Sap).await.len(), 1);
}
