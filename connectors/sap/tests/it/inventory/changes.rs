use erpgate_connector::{Sighting, TroubleKind, WriteError};
use erpgate_model::{FailureCode, Resource};
use serde_json::{Value, json};

use super::{adjustment, create, extend, line, movements, record, refusal, sighting, stock, writes};
use crate::stand::{REFERENCE, Stand, apply, repeat};

const ADJUSTMENT: Resource = Resource::InventoryAdjustment;

#[tokio::test]
async fn every_field_of_a_change_reads_back_and_stands_in_sap() {
    let stand = Stand::start(&json!({})).await;
    let body = json!({"external_id": "SHOP-ADJ-1", "cost_center_id": "10101101", "account_id": "400000",
        "reason": "2", "notes": "broken on the way", "lines": [
            line(json!({"change": "-2.5", "unit": "PC"})),
            {"item_id": "TG20", "location_id": "1010", "storage_location_id": "101A", "change": "-7.25",
                "lot": "B0001", "unit": "KG"},
            {"item_id": "TG30", "location_id": "1010", "storage_location_id": "101A", "change": "-2",
                "serials": ["SN-0001", "SN-0003"]}]});
    let receipt = apply(&stand.connector, &create(ADJUSTMENT, body.clone())).await.unwrap();
    let read = record(&stand, ADJUSTMENT, receipt.id()).await;
    for name in ["external_id", "cost_center_id", "account_id", "reason", "notes"] {
        assert_eq!(read[name], body[name], "{name}");
    }
    for (index, sent) in body["lines"].as_array().unwrap().iter().enumerate() {
        for (name, value) in sent.as_object().unwrap() {
            let held = &read["lines"][index][name];
            let number =
                |value: &Value| value.as_str().and_then(|text| text.parse::<erpgate_model::Decimal>().ok());
            assert!(
                held == value || number(held).is_some_and(|n| Some(n) == number(value)),
                "{name}: {held}"
            );
        }
    }
    assert_eq!(read["native_type"], "201");
    let held = &movements(&stand).await[0];
    assert_eq!([&held["reference"], &held["GoodsMovementCode"]], [REFERENCE, "03"]);
    assert_eq!(held["items"][2]["serial_numbers"], json!(["SN-0001", "SN-0003"]));
    assert_eq!(
        receipt.id().as_str(),
        format!("{}-4900000001", held["MaterialDocumentYear"].as_str().unwrap())
    );
    assert_eq!(
        [stock(&stand, "TG11", "101A").await, stock(&stand, "TG20", "101A").await],
        ["247.5", "492.75"]
    );
}

#[tokio::test]
async fn what_is_said_decides_the_movement_type() {
    for (settings, more, change, kind, code) in [
        (json!({}), json!({}), "3", "561", "05"),
        (json!({}), json!({}), "-3", "562", "06"),
        (json!({}), json!({"reason": "scrapping", "cost_center_id": "10101101"}), "-3", "551", "03"),
        (json!({}), json!({"cost_center_id": "10101101"}), "3", "202", "06"),
        (json!({"gain_movement_type": "501"}), json!({}), "3", "501", "05"),
        (
            json!({}),
            json!({"lines": [line(json!({"change": "3", "custom_fields": {"GoodsMovementType": "501"}}))]}),
            "3",
            "501",
            "05",
        ),
    ] {
        let stand = Stand::start(&settings).await;
        let mut body = json!({"lines": [line(json!({"change": change}))]});
        extend(&mut body, more.clone());
        let receipt = apply(&stand.connector, &create(ADJUSTMENT, body)).await.unwrap();
        let held = &movements(&stand).await[0];
        assert_eq!(
            [&held["items"][0]["GoodsMovementType"], &held["GoodsMovementCode"]],
            [kind, code],
            "{more}"
        );
        let read = record(&stand, ADJUSTMENT, receipt.id()).await;
        assert_eq!(
            read["lines"][0]["change"].as_str().unwrap().parse(),
            change.parse::<erpgate_model::Decimal>()
        );
        assert_eq!(read["native_type"], kind);
        if more["reason"] == "scrapping" {
            assert_eq!(read["reason"], "scrapping");
        }
    }
}

#[tokio::test]
async fn dates_and_the_cost_reach_sap() {
    let stand = Stand::start(&json!({})).await;
    let first = apply(&stand.connector, &adjustment(json!([line(json!({"change": "1"}))]))).await.unwrap();
    let today = record(&stand, ADJUSTMENT, first.id()).await["posting_date"].clone();
    let body = json!({"posting_date": today, "document_date": "2026-01-31",
        "lines": [line(json!({"change": "4", "unit_cost": "2.25"}))]});
    let command = create(ADJUSTMENT, body);
    let receipt = apply(&stand.connector, &command).await.unwrap();
    let read = record(&stand, ADJUSTMENT, receipt.id()).await;
    assert_eq!([&read["posting_date"], &read["document_date"]], [&today, &json!("2026-01-31")]);
    assert_eq!(movements(&stand).await[1]["items"][0]["GdsMvtExtAmtInCoCodeCrcy"], "9.000");
}

#[tokio::test]
async fn a_lost_answer_is_found_and_nothing_is_posted_twice() {
    for kind in ["lose_answer", "half_answer", "error_after"] {
        let stand = Stand::start(&json!({})).await;
        let command = adjustment(json!([line(json!({"change": "-10"}))]));
        stand.fault(json!({"kind": kind})).await;
        assert!(matches!(apply(&stand.connector, &command).await, Err(WriteError::Unknown(_))), "{kind}");
        let receipt = repeat(&stand.connector, &command).await.unwrap();
        assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Found(receipt.id().clone()));
        assert_eq!((movements(&stand).await.len(), stock(&stand, "TG11", "101A").await.as_str()), (1, "240"));
    }
}

#[tokio::test]
async fn a_request_that_never_came_is_posted_by_the_repeat() {
    let stand = Stand::start(&json!({})).await;
    let command = adjustment(json!([line(json!({"change": "-10"}))]));
    stand.fault(json!({"kind": "cut_before_commit"})).await;
    assert!(matches!(apply(&stand.connector, &command).await, Err(WriteError::Unknown(_))));
    assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Absent);
    repeat(&stand.connector, &command).await.unwrap();
    assert_eq!(stock(&stand, "TG11", "101A").await, "240");
}

#[tokio::test]
async fn an_answer_without_items_is_read_again() {
    let mut seed = erpgate_sap_simulator::Seed::default_world();
    seed.switches.empty_items_after_posting = true;
    let stand = Stand::with_seed(seed, &json!({})).await;
    let receipt = apply(&stand.connector, &adjustment(json!([line(json!({"change": "1"}))]))).await.unwrap();
    assert_eq!(record(&stand, ADJUSTMENT, receipt.id()).await["lines"][0]["item_id"], "TG11");
}

#[tokio::test]
async fn refusals_name_the_field_and_change_nothing() {
    let stand = Stand::start(&json!({})).await;
    for (more, pointer, code) in [
        (json!({"change": "-9999"}), "/lines/0/change", "M7/021"),
        (json!({"change": "1", "item_id": "NIX"}), "/lines/0/item_id", "M3/351"),
        (json!({"change": "1", "location_id": "9999"}), "/lines/0/location_id", "M7/001"),
        (json!({"change": "1", "unit": "KG"}), "/lines/0/unit", "M7/074"),
        (json!({"change": "-1", "item_id": "TG20"}), "/lines/0/lot", "M7/018"),
    ] {
        let refused = refusal(&stand, &adjustment(json!([line(more)]))).await;
        assert_eq!(refused.code, FailureCode::RejectedByErp);
        let error = refused.errors.iter().find(|error| error.native.as_ref().is_some_and(|n| n.code == code));
        let error = error.unwrap_or_else(|| panic!("{code}: {refused:?}"));
        assert_eq!(error.pointer.as_deref(), Some(pointer), "{refused:?}");
    }
    let mixed = adjustment(json!([line(json!({"change": "1"})), line(json!({"change": "-1"}))]));
    assert_eq!(refusal(&stand, &mixed).await.errors[0].pointer.as_deref(), Some("/lines/1/change"));
    assert_eq!(writes(&stand).await, 0);
}

#[tokio::test]
async fn a_lock_is_worth_another_try() {
    let stand = Stand::start(&json!({})).await;
    stand.fault(json!({"kind": "lock"})).await;
    let command = adjustment(json!([line(json!({"change": "1"}))]));
    let error = apply(&stand.connector, &command).await.unwrap_err();
    assert!(
        matches!(&error, WriteError::NotApplied(trouble) if trouble.kind == TroubleKind::Locked),
        "{error:?}"
    );
    apply(&stand.connector, &command).await.unwrap();
    assert_eq!(stock(&stand, "TG11", "101A").await, "251");
}
