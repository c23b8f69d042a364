//! A second send of an update of which the first may stand.

use erpgate_model::{Command, ListChanges, Patch, PurchaseOrder, PurchaseOrderPatch, Record, Update};
use serde_json::{Value, json};

use super::update::target;
use super::{Behaviour, behaviour, updates};
use crate::change::{FullChange, live_lines};
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("repeat::changes_nothing_more_when_all_of_it_stands", updates, |stand| Box::pin(all(stand))),
    behaviour("repeat::does_everything_when_nothing_of_it_stands", updates, |stand| Box::pin(nothing(stand))),
    behaviour("repeat::adds_a_line_like_one_that_stood_before_exactly_once", updates, |stand| {
        Box::pin(like_one_before(stand))
    }),
];

async fn all(stand: &Stand) {
    let change = FullChange::begin(stand).await;
    stand.visit().apply(&change.command, Some(&change.basis)).await.expect("a valid change");
    let first = stand.read(change.basis.id()).await;
    let receipt = stand.visit().repeat(&change.command, Some(&change.basis)).await.expect("all of it stands");
    assert_eq!(*receipt.id(), first.id);
    let second = stand.read(&first.id).await;
    assert_eq!(without_marks(&second), without_marks(&first));
    change.assert_stands_once(stand).await;
}

async fn nothing(stand: &Stand) {
    let change = FullChange::begin(stand).await;
    stand.visit().repeat(&change.command, Some(&change.basis)).await.expect("a valid change");
    change.assert_stands_once(stand).await;
}

/// The line to add equals one of the basis: only a comparison with the basis tells them apart.
async fn like_one_before(stand: &Stand) {
    let order = stand.created().await;
    let twin = stand.samples.order.lines[0].clone();
    let lines = ListChanges { add: vec![twin], ..ListChanges::default() };
    let patch = PurchaseOrderPatch { lines, ..PurchaseOrderPatch::default() };
    let patch = Patch::PurchaseOrder(Box::new(patch));
    let command = Command::Update(Update { target: target(&order.id, None), patch });
    let basis = Record::PurchaseOrder(Box::new(order.clone()));
    for send in ["first", "second", "third"] {
        stand.visit().repeat(&command, Some(&basis)).await.expect("a valid change");
        let lines = stand.read(&order.id).await;
        assert_eq!(live_lines(&lines).len(), 3, "lines after the {send} send");
    }
}

/// The record without what may change although nothing was changed.
fn without_marks(order: &PurchaseOrder) -> Value {
    let mut json = json!(order);
    for mark in ["version", "updated_at"] {
        json[mark] = Value::Null;
    }
    json
}
