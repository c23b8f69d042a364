//! Updates and ends, and what the simulator holds afterwards.

use erpgate_connector::WriteError;
use erpgate_model::{Command, FailureCode, PurchaseOrderStatus, RecordId, Resource, Verb};
use erpgate_sap_simulator::{Etags, Seed};
use serde_json::{Value, json};

use super::settings;
use crate::bodies::{create, order, order_with, target, update};
use crate::stand::{Stand, apply, connect, read};

async fn created(stand: &Stand, body: Value) -> RecordId {
    apply(&stand.connector, &create(body)).await.expect("a valid order").id().clone()
}

#[tokio::test]
async fn an_update_works_whether_the_system_demands_etags_or_has_none() {
    for etags in [Etags::Required, Etags::Optional, Etags::None] {
        let mut seed = Seed::default_world();
        seed.switches.etags = etags;
        let stand = Stand::with_seed(seed, &settings()).await;
        let id = created(&stand, order()).await;
        let patch = json!({"payment_terms_id": "0002", "lines": {
            "update": [{"id": "10", "quantity": "7.25", "unit_price": "4.5", "delivery_date": "2032-01-02"}]}});
        apply(&stand.connector, &update(&id, patch)).await.unwrap();
        let held = stand.held(&id).await;
        assert_eq!(held["PaymentTerms"], "0002", "{etags:?}");
        assert_eq!(held["items"][0]["NetPriceAmount"], "4.500");
        assert_eq!(held["items"][0]["schedule_lines"][0]["ScheduleLineOrderQuantity"], "7.250");
        assert_eq!(read(&stand.connector, &id).await.lines[0].delivery_date, "2032-01-02".parse().ok());
    }
}

#[tokio::test]
async fn a_note_comes_with_the_order_or_later_and_then_stays() {
    let stand = Stand::start(&settings()).await;
    let id = created(&stand, order_with(json!({"notes": "Gate 4"}))).await;
    let before = stand.held(&id).await;
    for wanted in [json!("Gate 5"), Value::Null] {
        let patch = json!({"payment_terms_id": "0002", "notes": wanted});
        let refused = match apply(&stand.connector, &update(&id, patch)).await {
            Err(WriteError::Rejected(refused)) => refused,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused.code, FailureCode::RejectedByErp);
        assert_eq!(
            (refused.errors[0].pointer.as_deref(), refused.errors[0].code.as_str()),
            (Some("/notes"), "not_writable")
        );
        assert_eq!(stand.held(&id).await, before, "nothing was sent");
    }
    apply(&stand.connector, &update(&id, json!({"notes": "Gate 4"}))).await.unwrap();
    assert_eq!(stand.held(&id).await, before, "it says so already");

    let bare = created(&stand, order()).await;
    apply(&stand.connector, &update(&bare, json!({"notes": "Gate 6"}))).await.unwrap();
    assert_eq!(read(&stand.connector, &bare).await.notes.as_deref(), Some("Gate 6"));
    let v2 = connect(&stand.sap.odata_url(), &json!({"purchase_order_api": "v2"}));
    apply(&v2, &update(&id, json!({"notes": "Gate 5"}))).await.unwrap();
    assert_eq!(read(&stand.connector, &id).await.notes.as_deref(), Some("Gate 5"), "V2 changes it");
}

#[tokio::test]
async fn an_order_is_closed_and_a_deleted_one_stays_deleted() {
    let stand = Stand::start(&settings()).await;
    let line = order()["lines"][0].clone();
    let id = created(&stand, order_with(json!({"lines": [line, line]}))).await;
    apply(&stand.connector, &Command::act(Resource::PurchaseOrder, Verb::Close, target(&id))).await.unwrap();
    assert_eq!(read(&stand.connector, &id).await.status, PurchaseOrderStatus::Closed);

    let id = created(&stand, order()).await;
    let delete = Command::act(Resource::PurchaseOrder, Verb::Delete, target(&id));
    apply(&stand.connector, &delete).await.unwrap();
    let held = stand.held(&id).await;
    assert_eq!(held["items"][0]["PurchasingDocumentDeletionCode"], "L");
    apply(&stand.connector, &delete).await.unwrap();
    assert_eq!(stand.held(&id).await, held, "a second time sends nothing");
}
