//! Creates without a full answer: nobody can tell, until the reference is looked up.

use std::time::Duration;

use erpgate_connector::Sighting;
use serde_json::json;

use super::{Behaviour, assert_unknown, behaviour, creates, deduplicates};
use crate::holds::assert_holds;
use crate::simulator::Fault;
use crate::stand::Stand;
use crate::visit::Visit;
use erpgate_model::NewRecord;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("doubt::an_answer_lost_after_the_commit_is_unknown_and_found", creates, |stand| {
        Box::pin(found(stand, Fault::LoseAnswer))
    }),
    behaviour("doubt::half_an_answer_is_unknown_and_found", creates, |stand| {
        Box::pin(found(stand, Fault::HalfAnswer))
    }),
    behaviour("doubt::a_server_error_after_the_commit_is_unknown_and_found", creates, |stand| {
        Box::pin(found(stand, Fault::ErrorAfter))
    }),
    behaviour("doubt::an_answer_that_comes_too_late_is_unknown_and_found", creates, |stand| {
        Box::pin(too_late(stand))
    }),
    behaviour("doubt::a_connection_cut_before_the_commit_is_unknown_and_absent", creates, |stand| {
        Box::pin(absent(stand, Fault::CutBeforeCommit))
    }),
    behaviour("doubt::a_server_error_before_the_commit_is_unknown_and_absent", creates, |stand| {
        Box::pin(absent(stand, Fault::ErrorBefore))
    }),
    behaviour("doubt::a_create_in_doubt_is_sent_again_without_a_second_document", deduplicates, |stand| {
        Box::pin(sent_again(stand))
    }),
];

async fn found(stand: &Stand, fault: Fault) {
    stand.simulator.arm(fault, 0).await;
    stands_once(stand, &stand.visit(), fault).await;
}

async fn too_late(stand: &Stand) {
    // Signs in first: only the create itself shall be too slow.
    stand.created().await;
    let mut visit = stand.visit();
    visit.wait_for_answers(Duration::from_secs(1));
    stand.simulator.arm(Fault::SlowAnswer, 0).await;
    stands_once(stand, &visit, Fault::SlowAnswer).await;
}

/// The create comes to `Unknown`, and the ERP holds it once, as sent, where its reference says.
async fn stands_once(stand: &Stand, visit: &Visit, fault: Fault) {
    let result = visit.create(&stand.samples.order).await;
    assert_unknown(&result, format_args!("{fault:?}"));
    let stamped = stand.simulator.documents_with(visit.reference().as_str()).await;
    assert_eq!(stamped.len(), 1, "{fault:?} commits exactly one document");
    let Sighting::Found(id) = stand.sighting(visit.reference()).await else {
        panic!("the document of {} stands, but was not found", visit.reference());
    };
    assert_holds(&json!(stand.samples.order), &json!(stand.read(&id).await));
}

async fn absent(stand: &Stand, fault: Fault) {
    let before = stand.simulator.documents().await;
    stand.simulator.arm(fault, 0).await;
    let visit = stand.visit();
    let result = visit.create(&stand.samples.order).await;
    assert_unknown(&result, format_args!("{fault:?}"));
    assert_eq!(stand.simulator.documents().await, before, "{fault:?} commits nothing");
    assert_eq!(stand.sighting(visit.reference()).await, Sighting::Absent);
}

async fn sent_again(stand: &Stand) {
    stand.simulator.arm(Fault::LoseAnswer, 0).await;
    let first = stand.visit();
    assert_unknown(&first.create(&stand.samples.order).await, "a lost answer");
    let second = Visit::stamping(&stand.connector, first.reference().clone());
    let command =
        erpgate_model::Command::Create(NewRecord::PurchaseOrder(Box::new(stand.samples.order.clone())));
    let receipt = second.repeat(&command, None).await.expect("the ERP holds this very order");
    assert_eq!(stand.sighting(first.reference()).await, Sighting::Found(receipt.id().clone()));
    assert_eq!(stand.simulator.documents_with(first.reference().as_str()).await.len(), 1);
}
