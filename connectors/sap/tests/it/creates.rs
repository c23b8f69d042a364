//! Creates, and what the simulator holds afterwards.

use erpgate_connector::{Rejection, Sighting, WriteError};
use erpgate_model::{Reference, Resource, WarningCode};
use serde_json::{Value, json};

use crate::bodies::{create, order, order_with};
use crate::stand::{REFERENCE, Stand, apply, read, visit};

async fn refusal(stand: &Stand, body: Value) -> Rejection {
    match apply(&stand.connector, &create(body)).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

async fn sighting(stand: &Stand) -> Sighting {
    let session = visit(&stand.connector);
    let reference = Reference::stored(REFERENCE);
    stand.connector.locate(&session, Resource::PurchaseOrder, &reference).await.expect("looking works")
}

#[tokio::test]
async fn lines_are_numbered_in_tens_and_notes_stand_under_the_connections_type() {
    let stand = Stand::start(&json!({"note_type": "F07", "language": "DE"})).await;
    let line = order()["lines"][0].clone();
    let body = order_with(json!({"notes": "Tor 4", "external_id": "SHOP-1", "lines": [line, line, line]}));
    let receipt = apply(&stand.connector, &create(body)).await.unwrap();
    let held = stand.held(receipt.id()).await;
    let numbers: Vec<&str> = held["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["PurchaseOrderItem"].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["10", "20", "30"]);
    assert_eq!(held["CorrespncExternalReference"], REFERENCE);
    assert_eq!(held["CorrespncInternalReference"], "SHOP-1");
    let note = &held["notes"][0];
    assert_eq!((&note["TextObjectType"], &note["Language"]), (&json!("F07"), &json!("DE")));
    let order = read(&stand.connector, receipt.id()).await;
    assert_eq!(order.notes.as_deref(), Some("Tor 4"));
    assert_eq!(order.vendor_name.as_deref(), Some("Domestic Supplier 1"));
}

#[tokio::test]
async fn the_reference_moves_when_the_client_claims_its_field_and_is_found_all_the_same() {
    for (settings, body, field) in [
        (json!({"reference_field": "SupplierRespSalesPersonName"}), order(), "SupplierRespSalesPersonName"),
        (
            json!({}),
            order_with(json!({"custom_fields": {"CorrespncExternalReference": "mine"}})),
            "CorrespncInternalReference",
        ),
        (
            json!({}),
            order_with(
                json!({"external_id": "SHOP-1", "custom_fields": {"CorrespncExternalReference": "mine"}}),
            ),
            "SupplierRespSalesPersonName",
        ),
        (
            json!({"reference_field": "CorrespncInternalReference"}),
            order_with(json!({"external_id": "SHOP-1"})),
            "CorrespncExternalReference",
        ),
    ] {
        let stand = Stand::start(&settings).await;
        let receipt = apply(&stand.connector, &create(body)).await.unwrap();
        assert_eq!(stand.held(receipt.id()).await[field], REFERENCE, "{settings}");
        assert_eq!(sighting(&stand).await, Sighting::Found(receipt.id().clone()));
    }
}

#[tokio::test]
async fn an_order_that_leaves_no_field_for_the_reference_is_refused_and_nothing_is_sent() {
    let stand = Stand::start(&json!({})).await;
    let taken = json!({"external_id": "SHOP-1", "custom_fields": {
        "CorrespncExternalReference": "mine", "SupplierRespSalesPersonName": "Ann"}});
    let refused = refusal(&stand, order_with(taken)).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/custom_fields"));
    assert_eq!(stand.orders().await, 0);
}

#[tokio::test]
async fn two_orders_with_one_reference_cannot_be_told_apart() {
    let stand = Stand::start(&json!({})).await;
    assert_eq!(sighting(&stand).await, Sighting::Absent);
    for _ in 0..2 {
        apply(&stand.connector, &create(order())).await.unwrap();
    }
    assert!(matches!(sighting(&stand).await, Sighting::CannotTell(_)));
}

#[tokio::test]
async fn every_error_of_sap_points_into_the_clients_body() {
    let mut body = order_with(json!({"vendor_id": "4711", "purchasing_group_id": "999"}));
    let mut second = body["lines"][0].clone();
    second["item_id"] = json!("TG99");
    body["lines"].as_array_mut().unwrap().push(second);
    for api in ["v2", "v4"] {
        let stand = Stand::start(&json!({"purchase_order_api": api})).await;
        let refused = refusal(&stand, body.clone()).await;
        let told: Vec<_> = refused
            .errors
            .iter()
            .map(|error| {
                let native = error.native.as_ref().unwrap();
                (error.pointer.as_deref().unwrap_or_default(), error.code.as_str(), native.code.as_str())
            })
            .collect();
        assert!(told.contains(&("/vendor_id", "no_such_reference", "06/025")), "{api}: {told:?}");
        assert!(told.contains(&("/purchasing_group_id", "required", "ME/083")), "{api}: {told:?}");
        assert!(told.contains(&("/lines/1/item_id", "no_such_reference", "M3/351")), "{api}: {told:?}");
        assert_eq!(stand.orders().await, 0);
    }
}

#[tokio::test]
async fn saps_warnings_come_with_the_receipt() {
    let stand = Stand::start(&json!({})).await;
    let receipt = apply(
        &stand.connector,
        &create(order_with(json!({"lines": [{"item_id": "TG11", "quantity": "1",
            "unit": "PC", "unit_price": "1", "location_id": "1010", "delivery_date": "2001-01-01"}]}))),
    )
    .await
    .unwrap();
    assert_eq!(receipt.warnings.len(), 1, "{:?}", receipt.warnings);
    assert_eq!(receipt.warnings[0].code, WarningCode::ErpMessage);
    assert_eq!(receipt.warnings[0].detail, "Can delivery date be met?");
}

#[tokio::test]
async fn a_price_is_for_one_unit_unless_said() {
    let stand = Stand::start(&json!({})).await;
    let mut body = order();
    body["lines"][0]["price_quantity"] = json!("100");
    for (body, expected) in [(order(), "1"), (body, "100")] {
        let receipt = apply(&stand.connector, &create(body)).await.unwrap();
        let order = read(&stand.connector, receipt.id()).await;
        assert_eq!(order.lines[0].price_quantity.unwrap().to_string(), expected);
    }
}
