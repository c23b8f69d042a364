//! Changing header and lines.

use erpgate_connector::WriteError;
use erpgate_model::{
    Command, FailureCode, ListChanges, Patch, PurchaseOrderPatch, Record, RecordId, Target, Update, Version,
};

use super::{Behaviour, behaviour, updates};
use crate::change::FullChange;
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("update::changes_header_and_lines", updates, |stand| Box::pin(changes(stand))),
    behaviour("update::of_a_stale_version_is_refused_and_changes_nothing", updates, |stand| {
        Box::pin(stale(stand))
    }),
    behaviour("update::of_the_current_version_is_taken", updates, |stand| Box::pin(current(stand))),
    behaviour("update::of_an_unknown_record_says_so", updates, |stand| Box::pin(unknown(stand))),
    behaviour("update::refused_in_part_says_what_stands", updates, |stand| Box::pin(in_part(stand))),
];

async fn changes(stand: &Stand) {
    let change = FullChange::begin(stand).await;
    let receipt = stand.visit().apply(&change.command, Some(&change.basis)).await.expect("a valid change");
    assert_eq!(receipt.id(), change.basis.id());
    change.assert_stands_once(stand).await;
}

async fn stale(stand: &Stand) {
    let order = stand.created().await;
    let (first, basis) = stand.header_change(&order, None);
    stand.visit().apply(&first, Some(&basis)).await.expect("the sample patch is valid");
    let after_first = stand.simulator.documents().await;

    let mut change = FullChange::begin_on(stand, stand.read(&order.id).await);
    change.demand_version(order.version);
    let result = stand.visit().apply(&change.command, Some(&change.basis)).await;
    assert_eq!(rejection(result), FailureCode::StaleVersion);
    assert_eq!(stand.simulator.documents().await, after_first, "nothing changed");
}

async fn current(stand: &Stand) {
    let order = stand.created().await;
    let (command, basis) = stand.header_change(&order, Some(order.version.clone()));
    stand.visit().apply(&command, Some(&basis)).await.expect("nobody changed the record meanwhile");
}

async fn unknown(stand: &Stand) {
    let mut order = stand.created().await;
    order.id = stand.samples.unknown_id.clone();
    let (command, basis) = stand.header_change(&order, None);
    let result = stand.visit().apply(&command, Some(&basis)).await;
    assert_eq!(rejection(result), FailureCode::RecordNotFound);
}

async fn in_part(stand: &Stand) {
    let order = stand.created().await;
    let lines = ListChanges { add: vec![stand.samples.refused_line.clone()], ..ListChanges::default() };
    let patch = PurchaseOrderPatch { lines, ..stand.samples.patch.clone() };
    let patch = Patch::PurchaseOrder(Box::new(patch));
    let command = Command::Update(Update { target: target(&order.id, None), patch });
    let basis = Record::PurchaseOrder(Box::new(order.clone()));
    let code = rejection(stand.visit().apply(&command, Some(&basis)).await);
    let changed = stand.read(&order.id).await != order;
    let expected = if changed { FailureCode::PartiallyApplied } else { FailureCode::RejectedByErp };
    assert_eq!(code, expected, "the record changed: {changed}");
}

pub(super) fn target(id: &RecordId, if_match: Option<Version>) -> Target {
    Target { id: id.clone(), if_match }
}

#[track_caller]
fn rejection(result: Result<erpgate_connector::Receipt, WriteError>) -> FailureCode {
    match result {
        Err(WriteError::Rejected(rejection)) => rejection.code,
        other => panic!("the ERP refused, yet the connector said: {other:?}"),
    }
}
