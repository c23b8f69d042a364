//! Two gateways on one PostgreSQL database.

use erpgate_gateway::config::Configuration;
use erpgate_test_database::ThrowAwayDatabase;
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, SETTLE, Stand, order, read};

async fn post(stand: &Stand, url: &str, path: &str, key: &str, wait: u8) -> (u16, Value) {
    let request = stand.http.request(Method::POST, format!("{url}{path}")).bearer_auth(&stand.admin_key);
    let request = request.header("Idempotency-Key", key).header("Prefer", format!("wait={wait}"));
    let (status, body) = read(request.json(&order()).send().await.unwrap()).await;
    (status.as_u16(), body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_on_two_nodes_at_the_same_instant_is_one_order() {
    for erp in BOTH {
        let database = ThrowAwayDatabase::create().await;
        let mut stand = Stand::on_postgres(&database).await;
        let other = stand.node(Configuration::default()).await;
        let connection = stand.connection(erp).await;
        let path = format!("/v1/connections/{connection}/purchase-orders");
        let urls = [stand.url(""), other.url()];
        for n in 0..20 {
            let key = format!("k{n}");
            let sends = (0..6).map(|i| post(&stand, &urls[i % 2], &path, &key, 20));
            let answers = join_all(sends).await;
            assert!(answers.iter().all(|(status, _)| *status == 201), "{answers:#?}");
            assert!(answers.iter().all(|(_, body)| body["id"] == answers[0].1["id"]));
        }
        assert_eq!(stand.ledger(erp).await.len(), 20);
        other.stop().await;
        stand.stop_gateway().await;
        database.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_node_left_in_doubt_another_finds_out() {
    for erp in BOTH {
        let database = ThrowAwayDatabase::create().await;
        let mut stand = Stand::on_postgres(&database).await;
        let connection = stand.connection(erp).await;
        let path = format!("/v1/connections/{connection}/purchase-orders");
        stand.fault(erp, json!({"kind": "lose_answer"})).await;
        let (status, operation) = post(&stand, &stand.url(""), &path, "k", 1).await;
        assert_eq!((status, &operation["status"]), (202, &json!("unknown")), "{operation:#}");
        let other = stand.node(Configuration::default()).await;
        stand.stop_gateway().await;
        stand.clock.advance(chrono::TimeDelta::seconds(SETTLE + 1));
        let (status, settled) = post(&stand, &other.url(), &path, "k", 30).await;
        assert_eq!((status, &settled["status"]), (201, &json!("succeeded")), "{settled:#}");
        assert_eq!(stand.ledger(erp).await.len(), 1);
        other.stop().await;
        database.drop().await;
    }
}
