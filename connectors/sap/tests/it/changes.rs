//! Updates, deletes and closes, and what the simulator holds afterwards.

use erpgate_connector::{Rejection, WriteError};
use erpgate_model::{Command, FailureCode, LineStatus, PurchaseOrderStatus, RecordId, Resource, Verb};
use erpgate_sap_simulator::{Etags, Seed};
use serde_json::{Value, json};

use crate::bodies::{create, order, order_with, target, update};
use crate::stand::{Stand, apply, read};

async fn created(stand: &Stand, body: Value) -> RecordId {
    apply(&stand.connector, &create(body)).await.expect("a valid order").id().clone()
}

async fn refusal(stand: &Stand, command: Command) -> Rejection {
    match apply(&stand.connector, &command).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_update_works_whether_the_system_demands_etags_or_has_none() {
    for etags in [Etags::Required, Etags::Optional, Etags::None] {
        let mut seed = Seed::default_world();
        seed.switches.etags = etags;
        let stand = Stand::with_seed(seed, &json!({})).await;
        let id = created(&stand, order()).await;
        let line = json!({"item_id": "TG12", "quantity": "2", "unit": "PC", "unit_price": "5", "location_id": "1010"});
        let patch = json!({"payment_terms_id": "0002", "notes": "Gate 4", "lines": {
            "add": [line], "update": [{"id": "10", "quantity": "7.25", "delivery_date": "2032-01-02"}]}});
        apply(&stand.connector, &update(&id, patch)).await.unwrap();
        let order = read(&stand.connector, &id).await;
        assert_eq!(order.payment_terms_id.as_deref(), Some("0002"), "{etags:?}");
        assert_eq!(order.notes.as_deref(), Some("Gate 4"));
        assert_eq!(order.lines[0].quantity.unwrap().to_string(), "7.25");
        assert_eq!(order.lines[0].delivery_date, "2032-01-02".parse().ok());
        assert_eq!((order.lines[1].id.as_str(), order.lines.len()), ("20", 2));
        let held = stand.held(&id).await;
        assert_eq!(held["items"][0]["schedule_lines"][0]["ScheduleLineOrderQuantity"], "7.250");
    }
}

#[tokio::test]
async fn null_clears_a_field_and_takes_a_note_away() {
    let stand = Stand::start(&json!({})).await;
    let body = order_with(json!({"notes": "Gate 4", "external_id": "SHOP-1"}));
    let id = created(&stand, body).await;
    apply(&stand.connector, &update(&id, json!({"notes": null, "external_id": null}))).await.unwrap();
    let held = stand.held(&id).await;
    assert_eq!(held["notes"], json!([]));
    assert_eq!(held["CorrespncInternalReference"], "");
}

#[tokio::test]
async fn a_line_that_is_not_there_is_refused_before_anything_is_sent() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, order()).await;
    let before = stand.held(&id).await;
    let patch = json!({"payment_terms_id": "0002", "lines": {"remove": ["90"], "update": [{"id": "80", "quantity": "1"}]}});
    let refused = refusal(&stand, update(&id, patch)).await;
    let pointers: Vec<_> = refused.errors.iter().map(|error| error.pointer.as_deref().unwrap()).collect();
    assert_eq!(pointers, ["/lines/update/0/id", "/lines/remove/0"]);
    assert_eq!(stand.held(&id).await, before);
}

#[tokio::test]
async fn a_removed_line_keeps_its_number_and_carries_the_deletion_mark() {
    let stand = Stand::start(&json!({})).await;
    let line = order()["lines"][0].clone();
    let id = created(&stand, order_with(json!({"lines": [line, line]}))).await;
    apply(&stand.connector, &update(&id, json!({"lines": {"remove": ["20"]}}))).await.unwrap();
    apply(&stand.connector, &update(&id, json!({"lines": {"add": [line], "remove": ["20"]}}))).await.unwrap();
    let order = read(&stand.connector, &id).await;
    let lines: Vec<_> = order.lines.iter().map(|line| (line.id.as_str(), line.status)).collect();
    assert_eq!(lines, [("10", LineStatus::Open), ("20", LineStatus::Cancelled), ("30", LineStatus::Open)]);
}

#[tokio::test]
async fn a_line_gets_an_account_assignment_and_cannot_lose_it() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, order()).await;
    let assign = |account: Value| {
        update(&id, json!({"lines": {"update": [{"id": "10", "account_assignment": account}]}}))
    };
    apply(&stand.connector, &assign(json!({"account_id": "400000", "cost_center_id": "10101101"})))
        .await
        .unwrap();
    apply(&stand.connector, &assign(json!({"cost_center_id": "10101201"}))).await.unwrap();
    let held = stand.held(&id).await;
    let assignments = held["items"][0]["account_assignments"].as_array().unwrap();
    assert_eq!(assignments.len(), 1);
    assert_eq!(assignments[0]["GLAccount"], "400000", "what was not said stays");
    assert_eq!(assignments[0]["CostCenter"], "10101201");
    let refused = refusal(&stand, assign(Value::Null)).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/update/0/account_assignment"));
}

#[tokio::test]
async fn a_refused_line_names_itself_and_what_stands_is_told() {
    let stand = Stand::start(&json!({})).await;
    let id = created(&stand, order()).await;
    let patch =
        json!({"payment_terms_id": "0002", "lines": {"update": [{"id": "10", "location_id": "9999"}]}});
    let refused = refusal(&stand, update(&id, patch)).await;
    assert_eq!(refused.code, FailureCode::PartiallyApplied);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/update/0/location_id"));
    assert_eq!(stand.held(&id).await["PaymentTerms"], "0002");
}

#[tokio::test]
async fn delete_and_cancel_mark_every_line_and_a_second_time_sends_nothing() {
    for verb in [Verb::Delete, Verb::Cancel] {
        let stand = Stand::start(&json!({})).await;
        let line = order()["lines"][0].clone();
        let id = created(&stand, order_with(json!({"lines": [line, line]}))).await;
        apply(&stand.connector, &Command::act(Resource::PurchaseOrder, verb, target(&id))).await.unwrap();
        let held = stand.held(&id).await;
        assert!(
            held["items"]
                .as_array()
                .unwrap()
                .iter()
                .all(|item| item["PurchasingDocumentDeletionCode"] == "L")
        );
        assert_eq!(read(&stand.connector, &id).await.status, PurchaseOrderStatus::Cancelled);
        apply(&stand.connector, &Command::act(Resource::PurchaseOrder, verb, target(&id))).await.unwrap();
        assert_eq!(stand.held(&id).await, held);
        let refused = refusal(&stand, Command::act(Resource::PurchaseOrder, Verb::Close, target(&id))).await;
        assert_eq!(refused.code, FailureCode::StateForbids);
        let refused = refusal(&stand, update(&id, json!({"payment_terms_id": "0002"}))).await;
        assert_eq!(refused.code, FailureCode::StateForbids, "SAP's 06/020");
    }
}

#[tokio::test]
async fn an_order_with_goods_received_is_not_deleted_but_can_be_closed() {
    let stand = Stand::start(&json!({})).await;
    let line = order()["lines"][0].clone();
    let id = created(&stand, order_with(json!({"lines": [line, line]}))).await;
    stand.happens(&id, "receive", json!({"item": "10"})).await;
    assert_eq!(read(&stand.connector, &id).await.status, PurchaseOrderStatus::PartiallyReceived);
    let refused = refusal(&stand, Command::act(Resource::PurchaseOrder, Verb::Delete, target(&id))).await;
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    apply(&stand.connector, &Command::act(Resource::PurchaseOrder, Verb::Close, target(&id))).await.unwrap();
    let order = read(&stand.connector, &id).await;
    assert_eq!(order.status, PurchaseOrderStatus::Closed);
    assert!(order.lines.iter().all(|line| line.status == LineStatus::Closed));
}
