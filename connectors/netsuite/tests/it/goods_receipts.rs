//! Goods receipts: what comes of an order, once, and what is taken back.

use erpgate_connector::WriteError;
use erpgate_connector_suite::Visit;
use erpgate_model::{FailureCode, PurchaseOrder, Query, RecordId, Resource};
use serde_json::{Value, json};

use crate::admin::World;
use crate::warehouse::{creation, lost_and_repeated, reversal};

const OF: Resource = Resource::GoodsReceipt;

/// An order of 5 of item 701, 6 of item 703 (in lots) and 2.5 of item 702.
async fn order(world: &World) -> PurchaseOrder {
    let line = |item: &str, quantity: &str| json!({"item_id": item, "quantity": quantity, "unit_price": "1", "location_id": "11"});
    let lines = [line("701", "5"), line("703", "6"), line("702", "2.5")];
    world.created(&json!({"vendor_id": "501", "company_id": "1", "lines": lines})).await
}

fn receipt(order: &PurchaseOrder, lines: &Value) -> Value {
    json!({"purchase_order_id": order.id, "lines": lines})
}

fn received(order: &PurchaseOrder) -> Vec<String> {
    let lines = order.lines.iter();
    lines
        .map(|line| line.received_quantity.map(|quantity| quantity.to_string()).unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn only_what_is_named_is_received() {
    let world = World::start().await;
    let order = order(&world).await;
    let lines = json!([
        {"purchase_order_line_id": "3"},
        {"purchase_order_line_id": "1", "quantity": "1.5", "location_id": "12"},
    ]);
    let mut body = receipt(&order, &lines);
    body["delivery_note"] = json!("L 4711");
    body["external_id"] = json!("IN-7");
    let visit = world.visit();
    let made = visit.apply(&creation(OF, &body), None).await.unwrap();
    assert_eq!(received(&world.read(&order.id).await), ["1.5", "0", "2.5"]);
    assert_eq!(world.shelves("701").await, ["11 100", "12 21.5"]);
    assert_eq!(world.shelves("702").await, ["11 252.5", "21 40"]);
    assert_eq!(world.shelves("703").await, ["11 LOT-A 10", "11 LOT-B 2"]);
    let held = world.ledger("item_receipts", made.id()).await;
    assert_eq!(held["externalId"], json!(visit.reference()));
    assert_eq!(held["memo"], "[delivery note: L 4711] [external id: IN-7]");
    let shown = world.look(OF, made.id()).await.unwrap().to_json();
    assert_eq!(shown["purchase_order_id"], json!(order.id));
    let lines: Vec<_> =
        shown["lines"].as_array().unwrap().iter().map(|line| &line["purchase_order_line_id"]).collect();
    assert_eq!(lines, ["1", "3"]);
}

#[tokio::test]
async fn a_receipt_whose_answer_is_lost_stands_once() {
    let world = World::start().await;
    let order = order(&world).await;
    let body = receipt(&order, &json!([{"purchase_order_line_id": "1"}]));
    lost_and_repeated(&world, &creation(OF, &body)).await.unwrap();
    assert_eq!(world.count("item_receipts").await, 1);
    assert_eq!(world.shelves("701").await, ["11 105", "12 20"]);
}

#[tokio::test]
async fn lots_of_one_line_come_as_they_are_named() {
    let world = World::start().await;
    let order = order(&world).await;
    let lines = json!([
        {"purchase_order_line_id": "2", "quantity": "4", "lot": "LOT-N"},
        {"purchase_order_line_id": "2", "quantity": "1.5", "lot": "LOT-A"},
    ]);
    let made = world.make(OF, &receipt(&order, &lines)).await.to_json();
    assert_eq!(world.shelves("703").await, ["11 LOT-A 11.5", "11 LOT-B 2", "11 LOT-N 4"]);
    let shown: Vec<_> =
        made["lines"].as_array().unwrap().iter().map(|line| (&line["lot"], &line["quantity"])).collect();
    assert_eq!(shown, [(&json!("LOT-N"), &json!("4")), (&json!("LOT-A"), &json!("1.5"))]);
}

#[tokio::test]
async fn a_final_delivery_closes_the_line_also_after_a_lost_answer() {
    let world = World::start().await;
    let order = order(&world).await;
    let body =
        receipt(&order, &json!([{"purchase_order_line_id": "1", "quantity": "2", "final_delivery": true}]));
    let command = creation(OF, &body);
    // The receipt stands, the order's line is not closed yet.
    world.post("/faults", &json!({"kind": "cut_before_commit", "on": {"method": "PATCH"}})).await;
    let visit = world.visit();
    let error = visit.apply(&command, None).await.unwrap_err();
    assert!(matches!(error, WriteError::Unknown(_)), "{error:?}");
    assert_eq!(world.held(&order.id).await["item"]["items"][0]["isClosed"], false);
    Visit::stamping(&world.connector, visit.reference().clone()).repeat(&command, None).await.unwrap();
    let held = world.held(&order.id).await;
    let closed: Vec<_> =
        held["item"]["items"].as_array().unwrap().iter().map(|line| &line["isClosed"]).collect();
    assert_eq!(closed, [true, false, false]);
    assert_eq!(world.count("item_receipts").await, 1);
    // Closed is closed: nothing more comes of it.
    let error = world.apply(&command).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.code, FailureCode::StateForbids);
    assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/0/purchase_order_line_id"));
}

#[tokio::test]
async fn a_receipt_taken_back_is_gone_and_the_order_open_again() {
    let world = World::start().await;
    let order = order(&world).await;
    let made = world.make(OF, &receipt(&order, &json!([{"purchase_order_line_id": "1"}]))).await;
    lost_and_repeated(&world, &reversal(OF, made.id())).await.unwrap();
    assert_eq!(world.look(OF, made.id()).await, None);
    assert_eq!(world.shelves("701").await, ["11 100", "12 20"]);
    assert_eq!(received(&world.read(&order.id).await), ["0", "0", "0"]);
    let error = world.apply(&reversal(OF, made.id())).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.code, FailureCode::RecordNotFound);
}

#[tokio::test]
async fn a_billed_receipt_stays() {
    let world = World::start().await;
    let order = order(&world).await;
    let made = world.make(OF, &receipt(&order, &json!([{"purchase_order_line_id": "1"}]))).await;
    world.post(&format!("/purchase_orders/{}/bill", order.id), &json!({"line": 1, "quantity": "1"})).await;
    let error = world.apply(&reversal(OF, made.id())).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.code, FailureCode::StateForbids);
    assert_eq!(world.look(OF, made.id()).await, Some(made));
}

#[tokio::test]
async fn an_order_that_is_not_there_is_named_and_nothing_is_sent() {
    let world = World::start().await;
    let body = json!({"purchase_order_id": "987654321", "lines": [{"purchase_order_line_id": "1"}]});
    let error = world.apply(&creation(OF, &body)).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/purchase_order_id"));
    assert_eq!(world.writes().await, 0);
}

#[tokio::test]
async fn receipts_are_listed_by_their_order() {
    let world = World::start().await;
    let (one, other) = (order(&world).await, order(&world).await);
    let first =
        world.make(OF, &receipt(&one, &json!([{"purchase_order_line_id": "1", "quantity": "1"}]))).await;
    let second = world.make(OF, &receipt(&one, &json!([{"purchase_order_line_id": "3"}]))).await;
    world.make(OF, &receipt(&other, &json!([{"purchase_order_line_id": "1"}]))).await;
    let list = async |order: &RecordId| {
        let visit = world.visit();
        let query = Query { limit: 10, purchase_order_id: Some(order.to_string()), ..Query::default() };
        visit.connector.list(&visit.session, OF, &query).await.unwrap().records
    };
    assert_eq!(list(&one.id).await, [first, second]);
    assert_eq!(list(&other.id).await.len(), 1);
}
