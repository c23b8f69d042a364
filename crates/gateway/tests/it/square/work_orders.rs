//! Work orders of both kinds, through their lives.

use reqwest::Method;
use serde_json::{Value, json};

use super::bodies;
use super::table::Table;

const ORDER: &str = "work_order";
const COMPLETION: &str = "work_order_completion";

pub(super) async fn try_all(table: &mut Table) {
    for (kind, body) in
        [("production", bodies::production_order()), ("maintenance", bodies::maintenance_order())]
    {
        let order = order(table, kind, &body).await;
        let id = order.as_ref().map_or_else(|| format!("{kind}:1"), id_of);
        let path = format!("work-orders/{id}");
        let read = table.read((ORDER, "get", Some(kind)), &path).await;
        assert_eq!(read, order);
        table.read((ORDER, "list", Some(kind)), &format!("work-orders?kind={kind}&limit=5")).await;
        let patch = match kind {
            "production" => json!({"scheduled_end": "2036-02-05T16:00:00Z"}),
            _ => json!({"title": "Pump leaks badly"}),
        };
        table.write((ORDER, "update", Some(kind)), Method::PATCH, &path, &patch).await;
        lives(table, kind, &body, &id).await;
        completions(table, kind, &body).await;
    }
}

async fn order(table: &mut Table, kind: &str, body: &Value) -> Option<Value> {
    let made = table.write((ORDER, "create", Some(kind)), Method::POST, "work-orders", body).await?;
    assert_eq!(made["record"]["kind"], kind);
    Some(made["record"].clone())
}

fn id_of(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}

/// Released, completed, closed; others cancelled and deleted.
async fn lives(table: &mut Table, kind: &str, body: &Value, id: &str) {
    for (verb, status) in [("release", "released"), ("complete", "completed"), ("close", "closed")] {
        if let Some(done) = act(table, kind, verb, id).await {
            assert_eq!(done["record"]["status"], status, "{kind} after {verb}");
        }
    }
    let other = order(table, kind, body).await.map_or_else(|| id.to_owned(), |order| id_of(&order));
    if let Some(done) = act(table, kind, "cancel", &other).await {
        assert_eq!(done["record"]["status"], "cancelled");
    }
    let third = order(table, kind, body).await.map_or_else(|| id.to_owned(), |order| id_of(&order));
    let path = format!("work-orders/{third}");
    table.write((ORDER, "delete", Some(kind)), Method::DELETE, &path, &Value::Null).await;
}

async fn act(table: &mut Table, kind: &str, verb: &str, id: &str) -> Option<Value> {
    let path = format!("work-orders/{id}/{verb}");
    table.write((ORDER, verb, Some(kind)), Method::POST, &path, &Value::Null).await
}

async fn completions(table: &mut Table, kind: &str, body: &Value) {
    let order = order(table, kind, body).await;
    let id = order.as_ref().map_or_else(|| format!("{kind}:1"), id_of);
    if order.is_some() {
        act(table, kind, "release", &id).await;
    }
    let done = match kind {
        "production" => json!({"quantity": "2"}),
        _ => json!({"work": "1.5", "work_unit": "H"}),
    };
    let path = format!("work-orders/{id}/completions");
    let made = table.write((COMPLETION, "create", Some(kind)), Method::POST, &path, &done).await;
    let completion = made.as_ref().map_or_else(|| format!("{kind}:1"), |made| id_of(&made["record"]));
    table.read((COMPLETION, "get", Some(kind)), &format!("work-order-completions/{completion}")).await;
    table.read((COMPLETION, "list", Some(kind)), &path).await;
    let path = format!("work-order-completions/{completion}/reverse");
    table.write((COMPLETION, "reverse", Some(kind)), Method::POST, &path, &Value::Null).await;
}
