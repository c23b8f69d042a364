//! A create leaves one document, with the reference on it and every digit in place.

use erpgate_connector::Sighting;
use erpgate_model::{Repeat, Resource, Verb};
use serde_json::json;

use super::{Behaviour, behaviour, creates};
use crate::holds::assert_holds;
use crate::stand::Stand;
use crate::visit::{Visit, fresh_reference};

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("create::gives_a_receipt_for_the_one_new_document", creates, |stand| {
        Box::pin(gives_a_receipt_for_the_one_new_document(stand))
    }),
    behaviour("create::stamps_the_reference_by_which_it_is_found", creates, |stand| {
        Box::pin(stamps_the_reference_by_which_it_is_found(stand))
    }),
    behaviour("create::keeps_every_digit", creates, |stand| Box::pin(keeps_every_digit(stand))),
    behaviour("create::is_refused_by_its_own_reference_and_that_is_a_success", deduplicates, |stand| {
        Box::pin(is_refused_by_its_own_reference_and_that_is_a_success(stand))
    }),
];

fn deduplicates(stand: &Stand) -> bool {
    let row = stand.connector.capability(Resource::PurchaseOrder, Verb::Create);
    row.is_some_and(|row| row.usable() && row.repeat == Repeat::Deduplicated)
}

async fn gives_a_receipt_for_the_one_new_document(stand: &Stand) {
    let before = stand.simulator.documents().await.len();
    let receipt = stand.visit().create(&stand.samples.order).await.expect("the sample order is valid");
    assert_eq!(stand.simulator.documents().await.len(), before + 1);
    assert_eq!(stand.read(&receipt.record_id).await.id, receipt.record_id);
}

async fn stamps_the_reference_by_which_it_is_found(stand: &Stand) {
    let visit = stand.visit();
    let receipt = visit.create(&stand.samples.order).await.expect("the sample order is valid");
    let stamped = stand.simulator.documents_with(visit.reference().as_str()).await;
    assert_eq!(stamped.len(), 1, "documents with the reference {}", visit.reference());
    assert_eq!(stand.sighting(visit.reference()).await, Sighting::Found(receipt.record_id));
    assert_eq!(stand.sighting(&fresh_reference()).await, Sighting::Absent, "a reference never used");
}

async fn keeps_every_digit(stand: &Stand) {
    let sent = &stand.samples.order;
    assert_eq!(sent.lines.len(), 2, "the sample order has two lines");
    let fractions = |digits: u32| sent.lines.iter().any(|line| line.quantity.significant_scale() >= digits);
    assert!(fractions(1), "a sample quantity has digits after the point");
    let order = stand.created().await;
    assert_holds(&json!(sent), &json!(order));
}

async fn is_refused_by_its_own_reference_and_that_is_a_success(stand: &Stand) {
    let first = stand.visit();
    let order = &stand.samples.order;
    let one = first.create(order).await.expect("the sample order is valid");
    let documents = stand.simulator.documents().await.len();
    let second =
        Visit::stamping(&stand.connector, first.reference().clone(), std::time::Duration::from_secs(20));
    let two = second.create(order).await.expect("the ERP holds exactly this order");
    assert_eq!(one.record_id, two.record_id);
    assert_eq!(stand.simulator.documents().await.len(), documents, "no second document");
}
