//! Purchase orders, and the goods that come for them.

use reqwest::Method;
use serde_json::{Value, json};

use super::bodies;
use super::table::Table;

const ORDER: &str = "purchase_order";
const RECEIPT: &str = "goods_receipt";

pub(super) async fn try_all(table: &mut Table) {
    let order = order(table).await;
    let id = order["id"].as_str().unwrap().to_owned();
    let path = format!("purchase-orders/{id}");
    assert_eq!(table.read((ORDER, "get", None), &path).await.unwrap(), order);
    table.read((ORDER, "list", None), "purchase-orders?limit=5").await.unwrap();
    let patch = json!({"lines": {"update": [{"id": order["lines"][0]["id"], "quantity": "15"}]}});
    let changed = table.write((ORDER, "update", None), Method::PATCH, &path, &patch).await.unwrap();
    assert_eq!(changed["record"]["lines"][0]["quantity"], "15");
    receipts(table, &changed["record"]).await;

    for verb in ["approve", "close", "cancel"] {
        let fresh = self::order(table).await;
        let path = format!("purchase-orders/{}/{verb}", fresh["id"].as_str().unwrap());
        table.write((ORDER, verb, None), Method::POST, &path, &Value::Null).await;
    }
    let fresh = self::order(table).await;
    let path = format!("purchase-orders/{}", fresh["id"].as_str().unwrap());
    table.write((ORDER, "delete", None), Method::DELETE, &path, &Value::Null).await;
}

async fn order(table: &mut Table) -> Value {
    let body = bodies::purchase_order();
    let made = table.write((ORDER, "create", None), Method::POST, "purchase-orders", &body).await;
    made.expect("both ERPs take purchase orders")["record"].clone()
}

async fn receipts(table: &mut Table, order: &Value) {
    let body = bodies::goods_receipt(order);
    let made = table.write((RECEIPT, "create", None), Method::POST, "goods-receipts", &body).await;
    let id = made.as_ref().map_or("1", |made| made["record"]["id"].as_str().unwrap()).to_owned();
    if let Some(made) = &made {
        assert_eq!(made["record"]["purchase_order_id"], order["id"]);
        assert_eq!(made["record"]["lines"][0]["quantity"], "5");
        let path = format!("purchase-orders/{}", order["id"].as_str().unwrap());
        let (_, order) = table.stand.get(&table.path(&path)).await;
        if !order["lines"][0]["received_quantity"].is_null() {
            assert_eq!(order["lines"][0]["received_quantity"], "5");
        }
    }
    table.read((RECEIPT, "get", None), &format!("goods-receipts/{id}")).await;
    table.read((RECEIPT, "list", None), "goods-receipts?limit=5").await;
    let path = format!("goods-receipts/{id}/reverse");
    table.write((RECEIPT, "reverse", None), Method::POST, &path, &Value::Null).await;
}
