//! A bad network and impatient clients, for the other resources as for purchase orders: each write stands
//! once, and stock moves by what was asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use futures::StreamExt;
use reqwest::Method;
use serde_json::{Value, json};

use super::bodies;
use super::inventory::pieces;
use super::table::Table;
use crate::stand::{BOTH, Erp, SETTLE, read};

const WRITES: usize = 40;
const CLIENTS: usize = 8;

/// Where a resource is created, where the simulators list its documents, and the n-th body.
struct Storm {
    path: String,
    ledger: &'static str,
    body: Box<dyn Fn(usize) -> Value + Send + Sync>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_create_over_lost_answers_stands_once() {
    for erp in BOTH {
        let table = Arc::new(Table::start(erp).await);
        let order = large_order(&table).await;
        let before = on_hand(&table).await;
        for storm in storms(erp, &order) {
            let documents = table.stand.documents(erp, storm.ledger).await;
            let ids = weather(&table, &storm).await;
            assert_eq!(ids.len(), WRITES, "{erp:?} {}: every client got a record of its own", storm.path);
            let now = table.stand.documents(erp, storm.ledger).await;
            assert_eq!(now, documents + WRITES, "{erp:?} {}: documents", storm.path);
        }
        // One piece out with each adjustment, one in with each receipt.
        assert_eq!(on_hand(&table).await, before, "{erp:?}: stock");
    }
}

fn storms(erp: Erp, order: &Value) -> Vec<Storm> {
    let ledger = |sap: &'static str, netsuite: &'static str| if erp == Erp::Sap { sap } else { netsuite };
    let receipt = bodies::goods_receipt(order);
    vec![
        Storm {
            path: "vendors".to_owned(),
            ledger: ledger("business_partners", "vendors"),
            body: Box::new(|n| bodies::vendor(&format!("Maker {n}"))),
        },
        Storm {
            path: "inventory-adjustments".to_owned(),
            ledger: ledger("material_documents", "inventory_adjustments"),
            body: Box::new(|_| bodies::change("-1")),
        },
        Storm {
            path: "goods-receipts".to_owned(),
            ledger: ledger("material_documents", "item_receipts"),
            body: Box::new(move |_| {
                let mut body = receipt.clone();
                body["lines"][0]["quantity"] = json!("1");
                body
            }),
        },
        Storm {
            path: "work-orders".to_owned(),
            ledger: ledger("production_orders", "work_orders"),
            body: Box::new(|_| bodies::production_order()),
        },
    ]
}

async fn on_hand(table: &Table) -> i64 {
    let levels = table.path("inventory-levels?item_id=bolt-m8&location_id=berlin&limit=50");
    pieces(&table.stand.get(&levels).await.1)
}

async fn large_order(table: &Table) -> Value {
    let mut body = bodies::purchase_order();
    body["lines"][0]["quantity"] = json!("1000");
    let (status, made) = table.stand.create(&table.connection, "large", &body).await;
    assert_eq!(status, 201, "{made:#}");
    made["record"].clone()
}

/// The ids of all records, after everybody asked with the same key until it was settled.
async fn weather(table: &Arc<Table>, storm: &Storm) -> BTreeSet<String> {
    for kind in ["lose_answer", "half_answer", "cut_before_commit", "error_after"] {
        let fault = json!({"kind": kind, "times": -1, "probability_percent": 8, "seed": 23});
        table.stand.fault(table.erp, fault).await;
    }
    let send = |n: usize| {
        let (table, path) = (Arc::clone(table), table.path(&storm.path));
        let (body, key) = ((storm.body)(n), format!("{}-{n}", storm.path));
        async move {
            let mut last = Value::Null;
            for _ in 0..60 {
                let request = table.stand.request(Method::POST, &path).header("Idempotency-Key", &key);
                let answer = request.header("Prefer", "wait=1").json(&body).send().await.unwrap();
                let (status, operation) = read(answer).await;
                if status == 201 {
                    return operation["record_id"].as_str().unwrap().to_owned();
                }
                assert_eq!(status, 202, "{path}: {operation:#}");
                table.stand.clock.advance(chrono::TimeDelta::seconds(SETTLE + 1));
                last = operation;
            }
            panic!("{path} {n} did not settle: {last:#}");
        }
    };
    let ids = futures::stream::iter((0..WRITES).map(send)).buffer_unordered(CLIENTS).collect().await;
    table.stand.no_faults(table.erp).await;
    ids
}
