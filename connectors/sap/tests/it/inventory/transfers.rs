use erpgate_connector::{Sighting, WriteError};
use erpgate_model::Resource;
use serde_json::{Value, json};

use super::{create, extend, find, movements, record, refusal, sighting, stock, stock_in, writes};
use crate::stand::{REFERENCE, Stand, apply};

const TRANSFER: Resource = Resource::InventoryTransfer;

fn body(more: Value) -> Value {
    let mut body = json!({"from_location_id": "1010", "from_storage_location_id": "101A",
        "to_storage_location_id": "101B", "lines": [{"item_id": "TG11", "quantity": "10.5", "unit": "PC"}]});
    extend(&mut body, more);
    body
}

#[tokio::test]
async fn stock_moves_within_a_plant_and_to_another() {
    for (more, kind, [plant, location], after) in [
        (json!({}), "311", ["1010", "101B"], "50.5"),
        (json!({"to_location_id": "1010"}), "311", ["1010", "101B"], "50.5"),
        (
            json!({"to_location_id": "1020", "to_storage_location_id": "102A"}),
            "301",
            ["1020", "102A"],
            "40.5",
        ),
    ] {
        let stand = Stand::start(&json!({})).await;
        let mut sent = body(more);
        extend(&mut sent, json!({"external_id": "MOVE-1", "notes": "for the fair"}));
        let receipt = apply(&stand.connector, &create(TRANSFER, sent.clone())).await.unwrap();
        assert_eq!(stock(&stand, "TG11", "101A").await, "239.5");
        assert_eq!(stock_in(&stand, "TG11", plant, location).await, after);
        let held = &movements(&stand).await[0];
        assert_eq!([&held["reference"], &held["items"][0]["GoodsMovementType"]], [REFERENCE, kind]);
        let read = record(&stand, TRANSFER, receipt.id()).await;
        for name in
            ["external_id", "notes", "from_location_id", "from_storage_location_id", "to_storage_location_id"]
        {
            assert_eq!(read[name], sent[name], "{name}");
        }
        assert_eq!(read["to_location_id"], plant);
        let lines = read["lines"].as_array().unwrap();
        assert_eq!(lines.len(), 1, "the receiving side is no line of its own");
        assert_eq!([&lines[0]["item_id"], &lines[0]["unit"]], ["TG11", "PC"]);
        assert_eq!(lines[0]["quantity"], "10.5");
        assert_eq!(
            find(&stand, Resource::InventoryAdjustment, receipt.id()).await,
            None,
            "it is no adjustment"
        );
    }
}

#[tokio::test]
async fn lots_and_serials_move_along() {
    let stand = Stand::start(&json!({})).await;
    let lines = json!([{"item_id": "TG20", "quantity": "1.5", "lot": "B0002"},
        {"item_id": "TG30", "quantity": "1", "serials": ["SN-0002"]}]);
    let receipt = apply(&stand.connector, &create(TRANSFER, body(json!({"lines": lines})))).await.unwrap();
    let read = record(&stand, TRANSFER, receipt.id()).await;
    assert_eq!(
        [&read["lines"][0]["lot"], &read["lines"][1]["serials"]],
        [&json!("B0002"), &json!(["SN-0002"])]
    );
}

#[tokio::test]
async fn a_lost_answer_is_found_by_its_reference() {
    let stand = Stand::start(&json!({})).await;
    stand.fault(json!({"kind": "lose_answer"})).await;
    let lost = apply(&stand.connector, &create(TRANSFER, body(json!({})))).await;
    assert!(matches!(lost, Err(WriteError::Unknown(_))));
    let Sighting::Found(id) = sighting(&stand, TRANSFER).await else { panic!("it stands") };
    assert_eq!(record(&stand, TRANSFER, &id).await["from_storage_location_id"], "101A");
    assert_eq!(movements(&stand).await.len(), 1);
}

#[tokio::test]
async fn a_place_that_is_not_there_is_named() {
    let stand = Stand::start(&json!({})).await;
    for (more, pointer) in [
        (json!({"to_storage_location_id": "102A"}), "/to_storage_location_id"),
        (json!({"to_location_id": "9999"}), "/to_location_id"),
        (json!({"from_storage_location_id": "XXXX"}), "/from_storage_location_id"),
    ] {
        let refused = refusal(&stand, &create(TRANSFER, body(more.clone()))).await;
        assert!(
            refused.errors.iter().any(|error| error.pointer.as_deref() == Some(pointer)),
            "{more}: {refused:?}"
        );
    }
    assert_eq!(writes(&stand).await, 0);
}
