use erpgate_connector::{Sighting, TroubleKind, WriteError};
use erpgate_model::{FailureCode, RecordId, Resource};
use serde_json::{Value, json};

use super::{create, extend, movements, ordered, record, refusal, sighting, stock, writes};
use crate::stand::{REFERENCE, Stand, apply};

const RECEIPT: Resource = Resource::GoodsReceipt;

fn body(order: &RecordId, more: Value) -> Value {
    let mut body = json!({"purchase_order_id": order.as_str(), "lines": [
        {"purchase_order_line_id": "10", "quantity": "2.5", "unit": "PC", "storage_location_id": "101B"}]});
    extend(&mut body, more);
    body
}

async fn received(stand: &Stand, order: &RecordId, item: usize) -> Value {
    stand.held(order).await["items"][item]["received"].clone()
}

#[tokio::test]
async fn a_receipt_fills_stock_and_order_and_reads_back() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    let sent = body(
        &order,
        json!({"external_id": "GR-1", "delivery_note": "LS-77", "notes": "two boxes",
        "document_date": "2026-01-31", "lines": [
            {"purchase_order_line_id": "10", "quantity": "2.5", "unit": "PC", "location_id": "1010",
                "storage_location_id": "101B", "final_delivery": true},
            {"purchase_order_line_id": "20", "quantity": "4", "unit": "KG", "storage_location_id": "101A",
                "lot": "B0002"}]}),
    );
    let receipt = apply(&stand.connector, &create(RECEIPT, sent.clone())).await.unwrap();
    let read = record(&stand, RECEIPT, receipt.id()).await;
    for name in ["purchase_order_id", "external_id", "delivery_note", "notes", "document_date"] {
        assert_eq!(read[name], sent[name], "{name}");
    }
    assert_eq!(read["lines"][0]["item_id"], "TG11");
    assert_eq!(read["lines"][0]["final_delivery"], true);
    assert_eq!([&read["lines"][1]["lot"], &read["lines"][1]["quantity"]], ["B0002", "4"]);
    assert_eq!(stock(&stand, "TG11", "101B").await, "42.5");
    assert_eq!([received(&stand, &order, 0).await, received(&stand, &order, 1).await], ["2.5", "4"]);
    assert_eq!(movements(&stand).await[0]["items"][0]["GoodsRecipientName"], REFERENCE);
    assert_eq!(sighting(&stand, RECEIPT).await, Sighting::Found(receipt.id().clone()));
}

#[tokio::test]
async fn the_reference_leaves_the_clients_fields_to_the_client_and_is_found_anywhere() {
    for (more, field) in [
        (json!({}), "/ReferenceDocument"),
        (json!({"external_id": "GR-1"}), "/ReferenceDocument"),
        (json!({"delivery_note": "ls-77"}), "/MaterialDocumentHeaderText"),
        (json!({"delivery_note": "ls-77", "external_id": "GR-1"}), "/items/0/GoodsRecipientName"),
    ] {
        let stand = Stand::start(&json!({})).await;
        let order = ordered(&stand).await;
        stand.fault(json!({"kind": "lose_answer"})).await;
        apply(&stand.connector, &create(RECEIPT, body(&order, more.clone()))).await.unwrap_err();
        assert_eq!(movements(&stand).await[0].pointer(field), Some(&json!(REFERENCE)), "{more}");
        let Sighting::Found(id) = sighting(&stand, RECEIPT).await else { panic!("{more}: it stands") };
        let read = record(&stand, RECEIPT, &id).await;
        let note = more.get("delivery_note").map(|_| "LS-77");
        assert_eq!(read["delivery_note"], json!(note), "{more}");
        assert_eq!(read["external_id"], more["external_id"], "{more}");
    }
}

#[tokio::test]
async fn a_line_without_quantity_takes_what_is_open() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    apply(&stand.connector, &create(RECEIPT, body(&order, json!({})))).await.unwrap();
    stand.happens(&order, "receive", json!({"item": "10", "quantity": "1"})).await;
    let open = json!({"lines": [{"purchase_order_line_id": "00010", "storage_location_id": "101B"}]});
    let receipt = apply(&stand.connector, &create(RECEIPT, body(&order, open.clone()))).await.unwrap();
    assert_eq!(record(&stand, RECEIPT, receipt.id()).await["lines"][0]["quantity"], "9");
    assert_eq!(received(&stand, &order, 0).await, "12.5");
    let refused = refusal(&stand, &create(RECEIPT, body(&order, open))).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/0/quantity"));
    assert_eq!(movements(&stand).await.len(), 3);
}

#[tokio::test]
async fn what_does_not_fit_the_order_is_refused_and_named() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    let of = |line: Value| json!({"lines": [line]});
    for (more, pointer) in [
        (
            of(json!({"purchase_order_line_id": "90", "storage_location_id": "101A"})),
            "/lines/0/purchase_order_line_id",
        ),
        (
            of(json!({"purchase_order_line_id": "10", "quantity": "13", "storage_location_id": "101A"})),
            "/lines/0/quantity",
        ),
        (of(json!({"purchase_order_line_id": "10", "quantity": "1"})), "/lines/0/storage_location_id"),
        (
            of(
                json!({"purchase_order_line_id": "10", "quantity": "1", "location_id": "1020", "storage_location_id": "102A"}),
            ),
            "/lines/0/location_id",
        ),
        (json!({"purchase_order_id": "4599999999"}), "/purchase_order_id"),
    ] {
        let refused = refusal(&stand, &create(RECEIPT, body(&order, more.clone()))).await;
        assert_eq!(refused.code, FailureCode::RejectedByErp);
        assert_eq!(refused.errors[0].pointer.as_deref(), Some(pointer), "{more}: {refused:?}");
    }
    assert_eq!(writes(&stand).await, 1, "the order alone");
}

#[tokio::test]
async fn an_order_that_somebody_holds_is_worth_another_try() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    stand.fault(json!({"kind": "lock"})).await;
    let error = apply(&stand.connector, &create(RECEIPT, body(&order, json!({})))).await.unwrap_err();
    let WriteError::NotApplied(trouble) = error else { panic!("{error:?}") };
    assert_eq!(trouble.kind, TroubleKind::Locked);
    assert_eq!(trouble.native.unwrap().code, "ME/006");
}

#[tokio::test]
async fn a_receipt_that_leaves_no_field_for_the_reference_is_refused_before_it_is_sent() {
    let stand = Stand::start(&json!({})).await;
    let order = ordered(&stand).await;
    let taken = json!({"external_id": "GR-1", "delivery_note": "LS-77", "lines": [{"purchase_order_line_id": "10",
        "quantity": "1", "storage_location_id": "101A", "custom_fields": {"GoodsRecipientName": "Ann"}}]});
    let refused = refusal(&stand, &create(RECEIPT, body(&order, taken))).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/custom_fields"));
    assert!(movements(&stand).await.is_empty());
}
