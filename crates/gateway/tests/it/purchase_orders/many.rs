//! A thousand orders, a bad network, impatient clients: each order stands once.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::StreamExt;
use reqwest::Method;
use serde_json::json;

use crate::stand::{BOTH, SETTLE, Stand, order, read};

const ORDERS: usize = 1000;
const CLIENTS: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_creates_over_lost_answers_are_a_thousand_documents() {
    for erp in BOTH {
        let stand = Arc::new(Stand::start().await);
        let connection = stand.connection(erp).await;
        for kind in ["lose_answer", "half_answer", "cut_before_commit", "error_after"] {
            stand.fault(erp, json!({"kind": kind, "times": -1, "probability_percent": 8, "seed": 11})).await;
        }
        let send = |n: usize| {
            let stand = stand.clone();
            let path = format!("/v1/connections/{connection}/purchase-orders");
            async move {
                let mut body = order();
                body["external_id"] = json!(format!("N-{n}"));
                let mut last = json!(null);
                for _ in 0..60 {
                    let request =
                        stand.request(Method::POST, &path).header("Idempotency-Key", format!("key-{n}"));
                    let answer = request.header("Prefer", "wait=1").json(&body).send().await.unwrap();
                    let (status, operation) = read(answer).await;
                    if status == 201 {
                        return operation["record_id"].as_str().unwrap().to_owned();
                    }
                    assert_eq!(status, 202, "{operation:#}");
                    // The client asks again with its key; meanwhile the settle time goes by.
                    stand.clock.advance(chrono::TimeDelta::seconds(SETTLE + 1));
                    last = operation;
                }
                panic!("order {n} did not settle: {last:#}");
            }
        };
        let ids: Vec<String> =
            futures::stream::iter((0..ORDERS).map(send)).buffer_unordered(CLIENTS).collect().await;
        let ledger = stand.ledger(erp).await;
        assert_eq!(ledger.len(), ORDERS, "the ERP holds as many orders as were asked for");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ORDERS, "every client got an order of its own");
    }
}
