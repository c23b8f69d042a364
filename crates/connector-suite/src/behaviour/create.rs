//! A create leaves one document, with the reference on it and every digit in place.

use erpgate_connector::Sighting;
use erpgate_model::FailureCode;
use serde_json::json;

use super::{Behaviour, behaviour, creates, deduplicates};
use crate::holds::assert_holds;
use crate::stand::Stand;
use crate::visit::{Visit, fresh_reference};

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("create::gives_a_receipt_for_the_one_new_document", creates, |stand| Box::pin(receipt(stand))),
    behaviour("create::stamps_the_reference_by_which_it_is_found", creates, |stand| {
        Box::pin(reference(stand))
    }),
    behaviour("create::keeps_every_digit", creates, |stand| Box::pin(digits(stand))),
    behaviour("create::refused_gives_the_erps_own_words_and_leaves_nothing", creates, |stand| {
        Box::pin(refusal(stand))
    }),
    behaviour("create::refused_for_its_own_reference_is_a_success", deduplicates, |stand| {
        Box::pin(own_reference(stand))
    }),
];

async fn receipt(stand: &Stand) {
    let before = stand.simulator.documents().await.len();
    let receipt = stand.visit().create(&stand.samples.order).await.expect("the sample order is valid");
    assert_eq!(stand.simulator.documents().await.len(), before + 1, "documents in the ledger");
    assert_eq!(stand.read(receipt.id()).await.id, *receipt.id());
}

async fn reference(stand: &Stand) {
    let visit = stand.visit();
    let receipt = visit.create(&stand.samples.order).await.expect("the sample order is valid");
    let stamped = stand.simulator.documents_with(visit.reference().as_str()).await;
    assert_eq!(stamped.len(), 1, "documents with the reference {}", visit.reference());
    assert_eq!(stand.sighting(visit.reference()).await, Sighting::Found(receipt.id().clone()));
    assert_eq!(stand.sighting(&fresh_reference()).await, Sighting::Absent, "a reference never used");
}

async fn digits(stand: &Stand) {
    let sent = &stand.samples.order;
    let broken = |line: &erpgate_model::NewPurchaseOrderLine| {
        let price = line.unit_price.expect("sample lines have a price");
        line.quantity.significant_scale() > 0 && price.significant_scale() > 2
    };
    assert_eq!(sent.lines.len(), 2, "the sample order has two lines");
    assert!(
        sent.lines.iter().any(broken),
        "one sample line has a quantity such as 12.5 and a price such as 3.999"
    );
    assert_holds(&json!(sent), &json!(stand.created().await));
}

async fn refusal(stand: &Stand) {
    let before = stand.simulator.documents().await;
    let visit = stand.visit();
    let error = visit.create(&stand.samples.refused_order).await.expect_err("the ERP refuses this order");
    let erpgate_connector::WriteError::Rejected(rejection) = error else {
        panic!("the ERP refused in its own words, yet the connector said: {error:?}");
    };
    assert_eq!(rejection.code, FailureCode::RejectedByErp);
    let words: Vec<_> = rejection.errors.iter().filter_map(|error| error.native.as_ref()).collect();
    let expected = stand.samples.refusal;
    assert!(
        words.iter().any(|native| native.message.contains(expected)),
        "`{expected}` is not in {rejection:?}"
    );
    assert!(words.iter().all(|native| !native.code.is_empty() && !native.system.is_empty()), "{words:?}");
    assert_eq!(stand.simulator.documents().await, before, "nothing is left behind");
    assert_eq!(stand.sighting(visit.reference()).await, Sighting::Absent);
}

async fn own_reference(stand: &Stand) {
    let first = stand.visit();
    let order = &stand.samples.order;
    let one = first.create(order).await.expect("the sample order is valid");
    let documents = stand.simulator.documents().await;
    let second = Visit::stamping(&stand.connector, first.reference().clone());
    let two = second.create(order).await.expect("the ERP holds this very order");
    assert_eq!(one.id(), two.id());
    assert_eq!(stand.simulator.documents().await, documents, "the second send changed nothing");
}
