use serde_json::json;

use crate::stand::{BOTH, Stand, order};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_told_as_202_and_settles_by_itself_to_one_order() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        stand.fault(erp, json!({"kind": "lose_answer"})).await;
        let path = format!("/v1/connections/{connection}/purchase-orders");
        let request = stand
            .request(reqwest::Method::POST, &path)
            .header("Idempotency-Key", "k")
            .header("Prefer", "wait=1");
        let (status, operation) = crate::stand::read(request.json(&order()).send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &operation["status"]), (202, &json!("unknown")), "{operation:#}");
        let settled = stand.settle(operation["id"].as_str().unwrap()).await;
        assert_eq!(settled["status"], "succeeded", "{settled:#}");
        let ledger = stand.ledger(erp).await;
        assert_eq!(ledger.len(), 1);
        let (status, replay) = stand.create(&connection, "k", &order()).await;
        assert_eq!((status.as_u16(), &replay["record_id"]), (201, &settled["record_id"]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_unknown_at_a_restart_is_found_out_after_it() {
    for erp in BOTH {
        let mut stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        stand.fault(erp, json!({"kind": "lose_answer"})).await;
        let path = format!("/v1/connections/{connection}/purchase-orders");
        let request = stand.request(reqwest::Method::POST, &path).header("Idempotency-Key", "k");
        let answer = request.header("Prefer", "wait=1").json(&order()).send().await.unwrap();
        let (_, operation) = crate::stand::read(answer).await;
        stand.stop_gateway().await;
        stand.start_gateway().await;
        let settled = stand.settle(operation["id"].as_str().unwrap()).await;
        assert_eq!(settled["status"], "succeeded", "{settled:#}");
        assert_eq!(stand.ledger(erp).await.len(), 1);
    }
}
