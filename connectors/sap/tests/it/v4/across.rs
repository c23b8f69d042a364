//! One order, two services.

use std::sync::Arc;

use erpgate_connector::{Connector, Sighting};
use erpgate_model::{Command, PurchaseOrder, PurchaseOrderStatus, Reference, Resource, Verb, Version};
use serde_json::json;

use crate::bodies::{create, order_with, target, update};
use crate::stand::{REFERENCE, Stand, apply, connect, read, visit};

/// Both connectors before one simulator: the one that makes the order first.
async fn both(first: &str) -> (Stand, Arc<dyn Connector>) {
    let stand = Stand::start(&json!({"purchase_order_api": first})).await;
    let second = if first == "v2" { "v4" } else { "v2" };
    let other = connect(&stand.sap.odata_url(), &json!({"purchase_order_api": second}));
    (stand, other)
}

/// What both services must tell alike: the version has their own etags in it, net amounts are V4's alone.
fn comparable(mut order: PurchaseOrder) -> PurchaseOrder {
    order.version = Version::new("either");
    for line in &mut order.lines {
        line.net_amount = None;
    }
    order
}

#[tokio::test]
async fn an_order_made_through_one_service_is_the_same_through_the_other() {
    for first in ["v2", "v4"] {
        let (stand, other) = both(first).await;
        let body = order_with(json!({"external_id": "SHOP-1", "notes": "Gate 4", "order_date": "2031-01-02",
            "exchange_rate": "1.25", "incoterms": {"code": "FOB", "location": "Hamburg"},
            "ship_to": {"name": "Hall 3", "lines": ["Main Street 1"], "city": "Mannheim", "country": "DE"},
            "lines": [{"item_id": "TG11", "quantity": "12.505", "unit": "PC", "unit_price": "3.999",
                "location_id": "1010", "delivery_date": "2031-04-05",
                "account_assignment": {"account_id": "400000", "cost_center_id": "10101101"}}]}));
        let id = apply(&stand.connector, &create(body)).await.unwrap().id().clone();
        let (mine, theirs) = (read(&stand.connector, &id).await, read(&other, &id).await);
        assert_eq!(comparable(mine), comparable(theirs), "made through {first}");
        let found = other
            .locate(&visit(&other), Resource::PurchaseOrder, &Reference::stored(REFERENCE))
            .await
            .unwrap();
        assert_eq!(found, Sighting::Found(id));
    }
}

#[tokio::test]
async fn an_order_made_through_one_service_is_changed_and_ended_through_the_other() {
    for first in ["v2", "v4"] {
        let (stand, other) = both(first).await;
        let id = apply(&stand.connector, &create(order_with(json!({})))).await.unwrap().id().clone();
        let line = json!({"item_id": "TG12", "quantity": "2", "unit": "PC", "unit_price": "5", "location_id": "1010"});
        let patch = json!({"payment_terms_id": "0002", "lines": {"add": [line],
            "update": [{"id": "10", "quantity": "7.25", "unit_price": "4.5", "delivery_date": "2032-01-02"}]}});
        apply(&other, &update(&id, patch)).await.unwrap();
        let order = read(&stand.connector, &id).await;
        assert_eq!(order.payment_terms_id.as_deref(), Some("0002"));
        assert_eq!(order.lines[0].quantity.unwrap().to_string(), "7.25");
        assert_eq!(order.lines[0].delivery_date, "2032-01-02".parse().ok());
        assert_eq!((order.lines[1].id.as_str(), order.lines.len()), ("20", 2));
        apply(&other, &Command::act(Resource::PurchaseOrder, Verb::Delete, target(&id))).await.unwrap();
        assert_eq!(read(&stand.connector, &id).await.status, PurchaseOrderStatus::Cancelled);
        assert_eq!(stand.orders().await, 1);
    }
}
