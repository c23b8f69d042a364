use erpgate_connector::{Answer, Attempted, Call, Sighting, WriteError, attempt};
use erpgate_model::{FailureCode, Resource};
use serde_json::{Value, json};

use super::{adjustment, create, find, line, movements, record, refusal, sighting, stock, writes};
use crate::stand::{REFERENCE, Stand, apply, repeat, visit};

const ADJUSTMENT: Resource = Resource::InventoryAdjustment;

/// Two materials: one below, one above what the books say.
fn lines() -> Value {
    json!([
        line(json!({"set_to": "243.5", "expected_on_hand": "250"})),
        line(json!({"item_id": "TG12", "set_to": "81", "unit": "PC"})),
    ])
}

async fn counts(stand: &Stand) -> Vec<Value> {
    stand.ledger("").await["physical_inventory_documents"].as_array().expect("documents").clone()
}

async fn is_set(stand: &Stand) -> bool {
    stock(stand, "TG11", "101A").await == "243.5" && stock(stand, "TG12", "101A").await == "81"
}

#[tokio::test]
async fn setting_stock_makes_counts_and_posts_one_document() {
    let stand = Stand::start(&json!({})).await;
    let body = json!({"external_id": "COUNT-1", "notes": "yearly", "reason": "2", "document_date": "2026-01-31",
        "lines": lines()});
    let receipt = apply(&stand.connector, &create(ADJUSTMENT, body)).await.unwrap();
    assert!(is_set(&stand).await);
    let held = counts(&stand).await;
    assert_eq!((held.len(), movements(&stand).await.len()), (1, 1));
    assert_eq!(
        [
            &held[0]["reference"],
            &held[0]["PhysicalInventoryNumber"],
            &held[0]["PhysInvtryAdjustmentPostingSts"]
        ],
        [REFERENCE, "COUNT-1", "X"]
    );
    let read = record(&stand, ADJUSTMENT, receipt.id()).await;
    assert_eq!(
        [&read["external_id"], &read["notes"], &read["reason"], &read["document_date"], &read["native_type"]],
        [&json!("COUNT-1"), &json!("yearly"), &json!("2"), &json!("2026-01-31"), &json!(null)]
    );
    let changes: Vec<&Value> = read["lines"].as_array().unwrap().iter().map(|line| &line["change"]).collect();
    assert_eq!(changes, [&json!("-6.5"), &json!("1")]);
    assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Found(receipt.id().clone()));
}

#[tokio::test]
async fn nothing_is_sent_when_sap_holds_another_figure() {
    let stand = Stand::start(&json!({})).await;
    let command = adjustment(json!([
        line(json!({"set_to": "5", "expected_on_hand": "250"})),
        line(json!({"item_id": "TG12", "set_to": "81", "expected_on_hand": "79.5"})),
    ]));
    let refused = refusal(&stand, &command).await;
    assert_eq!(refused.code, FailureCode::StaleVersion);
    assert_eq!(refused.errors.len(), 1);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/1/expected_on_hand"));
    assert!(refused.detail.contains("expected 79.5, SAP holds 80"), "{}", refused.detail);
    assert!(counts(&stand).await.is_empty());
    assert_eq!(writes(&stand).await, 0);
}

#[tokio::test]
async fn a_level_of_nothing_is_set_and_expected() {
    let stand = Stand::start(&json!({})).await;
    apply(&stand.connector, &adjustment(json!([line(json!({"set_to": "0"}))]))).await.unwrap();
    assert_eq!(stock(&stand, "TG11", "101A").await, "0");
    let stand = Stand::start(&json!({})).await;
    let empty = line(json!({"storage_location_id": "101C", "set_to": "7", "expected_on_hand": "0"}));
    apply(&stand.connector, &adjustment(json!([empty]))).await.unwrap();
    assert_eq!(stock(&stand, "TG11", "101C").await, "7");
}

#[tokio::test]
async fn cartons_are_counted_and_lots_told_apart() {
    let stand = Stand::start(&json!({})).await;
    apply(&stand.connector, &adjustment(json!([line(json!({"set_to": "20", "unit": "CAR"}))])))
        .await
        .unwrap();
    assert_eq!(stock(&stand, "TG11", "101A").await, "240");
    let stand = Stand::start(&json!({})).await;
    let lot = |lot: &str, set_to: &str| line(json!({"item_id": "TG20", "lot": lot, "set_to": set_to}));
    apply(&stand.connector, &adjustment(json!([lot("B0002", "121"), lot("b0001", "499")]))).await.unwrap();
    let ledger = stand.ledger("").await;
    let held = |lot: &str| {
        let levels = ledger["stock"].as_array().unwrap();
        levels.iter().find(|level| level["batch"] == lot).unwrap()["quantity"].clone()
    };
    assert_eq!([held("B0001"), held("B0002")], ["499", "121"]);
}

#[tokio::test]
async fn an_expectation_is_compared_in_the_base_unit_alone() {
    let stand = Stand::start(&json!({})).await;
    let cartons = line(json!({"set_to": "20", "unit": "CAR", "expected_on_hand": "250"}));
    let refused = refusal(&stand, &adjustment(json!([cartons]))).await;
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/0/unit"));
    assert_eq!(writes(&stand).await, 0);
}

/// The four writes: the document, two counts, the posting.
#[tokio::test]
async fn an_answer_lost_at_any_step_is_made_up_for_and_nothing_is_posted_twice() {
    for kind in ["lose_answer", "cut_before_commit", "error_before", "error_after"] {
        for after in 0..4 {
            let stand = Stand::start(&json!({})).await;
            stand.fault(json!({"kind": kind, "after": after})).await;
            let command = adjustment(lines());
            let first = apply(&stand.connector, &command).await;
            assert!(matches!(first, Err(WriteError::Unknown(_))), "{kind} {after}: {first:?}");
            let receipt = repeat(&stand.connector, &command).await.unwrap();
            assert!(is_set(&stand).await, "{kind} {after}");
            assert_eq!((counts(&stand).await.len(), movements(&stand).await.len()), (1, 1), "{kind} {after}");
            assert_eq!(repeat(&stand.connector, &command).await.unwrap().id(), receipt.id());
            assert_eq!(movements(&stand).await.len(), 1, "{kind} {after}: a third send");
            assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Found(receipt.id().clone()));
        }
    }
}

#[tokio::test]
async fn stock_that_moves_before_the_count_is_not_overwritten() {
    let stand = Stand::start(&json!({})).await;
    let command = adjustment(json!([line(json!({"set_to": "240", "expected_on_hand": "250"}))]));
    stand.fault(json!({"kind": "cut_before_commit", "after": 1})).await;
    apply(&stand.connector, &command).await.unwrap_err();
    let elsewhere =
        json!({"material": "TG11", "plant": "1010", "storage_location": "101A", "quantity": "-20"});
    stand.post("stock/move", elsewhere).await;
    let error = repeat(&stand.connector, &command).await.unwrap_err();
    let WriteError::Rejected(refused) = error else { panic!("{error:?}") };
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/0/expected_on_hand"));
    assert!(refused.detail.contains("expected 250, SAP holds 230"), "{}", refused.detail);
    assert_eq!(stock(&stand, "TG11", "101A").await, "230");
    assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Absent);
}

#[tokio::test]
async fn a_document_that_is_not_posted_is_no_adjustment() {
    let stand = Stand::start(&json!({})).await;
    stand.fault(json!({"kind": "cut_before_commit", "after": 3})).await;
    apply(&stand.connector, &adjustment(lines())).await.unwrap_err();
    let held = &counts(&stand).await[0];
    let id = format!(
        "count-{}-{}",
        held["FiscalYear"].as_str().unwrap(),
        held["PhysicalInventoryDocument"].as_str().unwrap()
    );
    assert_eq!(find(&stand, ADJUSTMENT, &erpgate_model::RecordId::new(id)).await, None);
    assert_eq!(sighting(&stand, ADJUSTMENT).await, Sighting::Absent);
    assert_eq!(stock(&stand, "TG11", "101A").await, "250");
}

#[tokio::test]
async fn a_refusal_on_the_way_says_what_stays_in_sap() {
    let stand = Stand::start(&json!({})).await;
    let body = json!({"reason": "9", "lines": lines()});
    let refused = refusal(&stand, &create(ADJUSTMENT, body)).await;
    assert_eq!(refused.code, FailureCode::PartiallyApplied);
    assert!(refused.detail.contains("stays in SAP and is not posted"), "{}", refused.detail);
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/reason"));
    assert!(movements(&stand).await.is_empty());
}

#[tokio::test]
async fn stock_that_is_being_counted_is_refused_in_saps_words() {
    let stand = Stand::start(&json!({})).await;
    stand.fault(json!({"kind": "cut_before_commit", "after": 3})).await;
    apply(&stand.connector, &adjustment(lines())).await.unwrap_err();
    let refused = refusal(&stand, &adjustment(lines())).await;
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    assert!(refused.detail.contains("already active"), "{}", refused.detail);
}

#[tokio::test]
async fn a_rehearsal_shows_every_request_and_sends_none() {
    let stand = Stand::start(&json!({})).await;
    let connector = std::sync::Arc::clone(&stand.connector);
    let answers = std::sync::Arc::new(move |call: &Call| -> Answer { connector.rehearse(call) });
    let session = visit(&stand.connector).rehearsing(answers);
    let attempted = Attempted { before: false, basis: None };
    attempt(stand.connector.as_ref(), &session, &adjustment(lines()), attempted).await.unwrap();
    let planned: Vec<(String, String)> = session
        .planned()
        .into_iter()
        .map(|write| {
            (write.method, write.path.rsplit('/').next().unwrap().split('(').next().unwrap().to_owned())
        })
        .collect();
    let expected = [
        ("POST", "A_PhysInventoryDocHeader"),
        ("PATCH", "A_PhysInventoryDocItem"),
        ("PATCH", "A_PhysInventoryDocItem"),
    ];
    for ((method, path), (planned_method, planned_path)) in expected.into_iter().zip(&planned) {
        assert_eq!((method, path), (planned_method.as_str(), planned_path.as_str()));
    }
    assert!(planned[3].1.starts_with("PostDifferences?FiscalYear="), "{planned:?}");
    assert_eq!(planned.len(), 4);
    assert_eq!(writes(&stand).await, 0);
}
