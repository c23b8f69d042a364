use erpgate_connector::{Sighting, WriteError};
use erpgate_model::{Command, FailureCode, RecordId, Resource, Version};
use serde_json::{Value, json};

use super::{create, line, movements, ordered, record, refusal, reverse, sighting, stock};
use crate::stand::{Stand, apply, repeat};

/// One record of each kind, whose undoing leaves the first storage location as it was.
async fn made(stand: &Stand, resource: Resource) -> RecordId {
    let body = match resource {
        Resource::GoodsReceipt => {
            let order = ordered(stand).await;
            json!({"purchase_order_id": order.as_str(), "external_id": "GR-1", "lines": [
                {"purchase_order_line_id": "10", "quantity": "2", "storage_location_id": "101A"}]})
        }
        Resource::InventoryTransfer => json!({"from_location_id": "1010", "from_storage_location_id": "101A",
            "to_storage_location_id": "101B", "lines": [{"item_id": "TG11", "quantity": "2"}]}),
        _ => {
            json!({"lines": [line(json!({"change": "2"})), line(json!({"change": "3", "item_id": "TG12"}))]})
        }
    };
    apply(&stand.connector, &create(resource, body)).await.expect("the body is valid").id().clone()
}

const KINDS: [Resource; 3] =
    [Resource::GoodsReceipt, Resource::InventoryTransfer, Resource::InventoryAdjustment];

#[tokio::test]
async fn a_reversal_is_a_second_document_and_both_say_so() {
    for resource in KINDS {
        let stand = Stand::start(&json!({})).await;
        let id = made(&stand, resource).await;
        let before = record(&stand, resource, &id).await;
        assert_ne!(stock(&stand, "TG11", "101A").await, "250", "{resource}");
        let receipt = apply(&stand.connector, &reverse(resource, &id)).await.unwrap();
        assert_eq!(receipt.id(), &id);
        assert_eq!(stock(&stand, "TG11", "101A").await, "250", "{resource}");
        let after = record(&stand, resource, &id).await;
        assert_ne!(after["version"], before["version"]);
        let undoing = RecordId::new(after["reversed_by"].as_str().expect("reversed"));
        let other = record(&stand, resource, &undoing).await;
        assert_eq!(
            [&other["reverses"], &other["external_id"]],
            [&json!(id.as_str()), &Value::Null],
            "{resource}"
        );
        let quantity = if resource == Resource::InventoryAdjustment { "change" } else { "quantity" };
        let expected = if resource == Resource::InventoryTransfer { "2" } else { "-2" };
        assert_eq!(other["lines"][0][quantity], expected, "{resource}");
        assert_eq!(sighting(&stand, resource).await, Sighting::Found(id), "{resource}: not its reversal");
    }
}

#[tokio::test]
async fn a_transfer_taken_back_goes_the_other_way() {
    let stand = Stand::start(&json!({})).await;
    let id = made(&stand, Resource::InventoryTransfer).await;
    apply(&stand.connector, &reverse(Resource::InventoryTransfer, &id)).await.unwrap();
    let undoing =
        record(&stand, Resource::InventoryTransfer, &id).await["reversed_by"].as_str().unwrap().to_owned();
    let back = record(&stand, Resource::InventoryTransfer, &RecordId::new(undoing)).await;
    assert_eq!([&back["from_storage_location_id"], &back["to_storage_location_id"]], ["101B", "101A"]);
}

#[tokio::test]
async fn a_second_reversal_does_nothing_and_a_lost_answer_is_found_out() {
    for resource in KINDS {
        for kind in ["lose_answer", "cut_before_commit"] {
            let stand = Stand::start(&json!({})).await;
            let id = made(&stand, resource).await;
            let documents = movements(&stand).await.len();
            stand.fault(json!({"kind": kind})).await;
            let lost = apply(&stand.connector, &reverse(resource, &id)).await;
            assert!(matches!(lost, Err(WriteError::Unknown(_))), "{resource} {kind}");
            repeat(&stand.connector, &reverse(resource, &id)).await.unwrap();
            apply(&stand.connector, &reverse(resource, &id)).await.unwrap();
            assert_eq!(movements(&stand).await.len(), documents + 1, "{resource} {kind}");
            assert_eq!(stock(&stand, "TG11", "101A").await, "250", "{resource} {kind}");
        }
    }
}

#[tokio::test]
async fn what_undid_another_cannot_be_undone() {
    let stand = Stand::start(&json!({})).await;
    let resource = Resource::InventoryAdjustment;
    let id = made(&stand, resource).await;
    apply(&stand.connector, &reverse(resource, &id)).await.unwrap();
    let undoing = record(&stand, resource, &id).await["reversed_by"].as_str().unwrap().to_owned();
    let refused = refusal(&stand, &reverse(resource, &RecordId::new(undoing))).await;
    assert_eq!(refused.code, FailureCode::StateForbids);
}

#[tokio::test]
async fn a_record_of_another_kind_or_version_is_not_touched() {
    let stand = Stand::start(&json!({})).await;
    let id = made(&stand, Resource::InventoryAdjustment).await;
    for other in ["2026-9999999999", "1", "count-2026-1", id.as_str()] {
        let command = reverse(Resource::GoodsReceipt, &RecordId::new(other));
        assert_eq!(refusal(&stand, &command).await.code, FailureCode::RecordNotFound, "{other}");
    }
    let mut command = reverse(Resource::InventoryAdjustment, &id);
    if let Command::Act(action) = &mut command {
        action.target.if_match = Some(Version::new("another"));
    }
    assert_eq!(refusal(&stand, &command).await.code, FailureCode::StaleVersion);
    assert_eq!(movements(&stand).await.len(), 1);
}

#[tokio::test]
async fn a_count_is_taken_back_by_its_movements() {
    let stand = Stand::start(&json!({})).await;
    let resource = Resource::InventoryAdjustment;
    let set = create(resource, json!({"lines": [line(json!({"set_to": "240"}))]}));
    let id = apply(&stand.connector, &set).await.unwrap().id().clone();
    stand.fault(json!({"kind": "lose_answer"})).await;
    apply(&stand.connector, &reverse(resource, &id)).await.unwrap_err();
    repeat(&stand.connector, &reverse(resource, &id)).await.unwrap();
    assert_eq!(stock(&stand, "TG11", "101A").await, "250");
    assert_eq!(movements(&stand).await.len(), 2);
    assert!(record(&stand, resource, &id).await["reversed_by"].is_string());
    let stand = Stand::start(&json!({})).await;
    let as_booked = create(resource, json!({"lines": [line(json!({"set_to": "250"}))]}));
    let id = apply(&stand.connector, &as_booked).await.unwrap().id().clone();
    assert_eq!(refusal(&stand, &reverse(resource, &id)).await.code, FailureCode::StateForbids);
}
