//! Creates, and what the simulator holds afterwards.

use std::sync::Arc;

use erpgate_connector::{Attempted, attempt};
use serde_json::json;

use super::{SERVICE, settings};
use crate::bodies::{create, order, order_with};
use crate::stand::{Stand, apply, read, visit};

#[tokio::test]
async fn every_digit_arrives_and_the_net_amount_is_told() {
    let stand = Stand::start(&settings()).await;
    let line = json!({"item_id": "TG11", "quantity": "1234567890.125", "unit": "PC", "unit_price": "0.001",
        "location_id": "1010", "delivery_date": "2031-04-05"});
    let id =
        apply(&stand.connector, &create(order_with(json!({"lines": [line]})))).await.unwrap().id().clone();
    assert_eq!(stand.held(&id).await["items"][0]["OrderQuantity"], "1234567890.125");
    let line = read(&stand.connector, &id).await.lines.remove(0);
    assert_eq!(line.quantity.unwrap().to_string(), "1234567890.125");
    assert_eq!(line.net_amount.unwrap().to_string(), "1234567.89");
}

#[tokio::test]
async fn an_address_of_its_own_comes_with_every_line() {
    let stand = Stand::start(&settings()).await;
    let line = order()["lines"][0].clone();
    let body =
        order_with(json!({"lines": [line, line], "ship_to": {"name": "Hall 3", "lines": ["Main Street 1"],
        "city": "Mannheim", "region": "BW", "postal_code": "68159", "country": "DE"}}));
    let id = apply(&stand.connector, &create(body)).await.unwrap().id().clone();
    let held = stand.held(&id).await;
    for item in held["items"].as_array().unwrap() {
        assert_eq!(
            (&item["DeliveryAddressName"], &item["DeliveryAddressCityName"]),
            (&json!("Hall 3"), &json!("Mannheim"))
        );
    }
    let order = read(&stand.connector, &id).await;
    assert_eq!(order.ship_to.unwrap().name.as_deref(), Some("Hall 3"));
    assert_eq!(order.vendor_name.as_deref(), Some("Domestic Supplier 1"));
}

#[tokio::test]
async fn saps_warnings_come_with_the_receipt() {
    let stand = Stand::start(&settings()).await;
    let line = json!({"item_id": "TG11", "quantity": "1", "unit": "PC", "unit_price": "1", "location_id": "1010",
        "delivery_date": "2001-01-01"});
    let receipt = apply(&stand.connector, &create(order_with(json!({"lines": [line]})))).await.unwrap();
    let told: Vec<_> = receipt.warnings.iter().map(|warning| warning.detail.as_str()).collect();
    assert_eq!(told, ["Can delivery date be met?"]);
}

#[tokio::test]
async fn a_rehearsed_create_shows_the_request_and_sends_none() {
    let stand = Stand::start(&settings()).await;
    let connector = Arc::clone(&stand.connector);
    let session = visit(&stand.connector).rehearsing(Arc::new(move |call| connector.rehearse(call)));
    let attempted = Attempted { before: false, basis: None };
    attempt(stand.connector.as_ref(), &session, &create(order()), attempted).await.expect("a valid order");
    let planned = session.planned();
    let [write] = planned.as_slice() else { panic!("{planned:?}") };
    assert_eq!(
        (write.method.as_str(), write.path.as_str()),
        ("POST", format!("{SERVICE}/PurchaseOrder").as_str())
    );
    assert_eq!(write.body.as_ref().unwrap()["_PurchaseOrderItem"][0]["OrderQuantity"], "12.50");
    assert_eq!(stand.orders().await, 0);
}
