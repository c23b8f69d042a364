//! Delete, cancel and close do what their row says, and doing it again is a success.

use erpgate_connector::Sighting;
use erpgate_model::{Command, Means, PurchaseOrderStatus, Record, Resource, Target, Verb};

use super::update::target;
use super::{Behaviour, assert_unknown, behaviour, creates, usable};
use crate::simulator::Fault;
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("end::delete_does_what_its_row_says", deletes, |stand| Box::pin(ends(stand, Verb::Delete))),
    behaviour("end::cancel_does_what_its_row_says", cancels, |stand| Box::pin(ends(stand, Verb::Cancel))),
    behaviour("end::close_does_what_its_row_says", closes, |stand| Box::pin(ends(stand, Verb::Close))),
    behaviour("end::delete_whose_answer_is_lost_is_repeated_with_success", deletes, |stand| {
        Box::pin(lost(stand, Verb::Delete))
    }),
    behaviour("end::cancel_whose_answer_is_lost_is_repeated_with_success", cancels, |stand| {
        Box::pin(lost(stand, Verb::Cancel))
    }),
    behaviour("end::close_whose_answer_is_lost_is_repeated_with_success", closes, |stand| {
        Box::pin(lost(stand, Verb::Close))
    }),
];

fn deletes(stand: &Stand) -> bool {
    creates(stand) && usable(stand, Verb::Delete)
}

fn cancels(stand: &Stand) -> bool {
    creates(stand) && usable(stand, Verb::Cancel)
}

fn closes(stand: &Stand) -> bool {
    creates(stand) && usable(stand, Verb::Close)
}

async fn ends(stand: &Stand, verb: Verb) {
    let visit = stand.visit();
    let receipt = visit.create(&stand.samples.order).await.expect("the sample order is valid");
    let basis = Record::PurchaseOrder(Box::new(stand.read(receipt.id()).await));
    let command = command(verb, target(receipt.id(), None));
    let ended = stand.visit().apply(&command, Some(&basis)).await.expect("an open order can be ended");
    assert_eq!(ended.id(), receipt.id());
    assert_means(stand, verb, basis.id()).await;
    if means(stand, verb) != Means::Removes {
        let sighting = stand.sighting(visit.reference()).await;
        assert_eq!(sighting, Sighting::Found(receipt.id().clone()), "the ERP still shows it");
    }
    let after = stand.simulator.documents().await;
    stand.visit().repeat(&command, Some(&basis)).await.expect("it is done already");
    assert_eq!(stand.simulator.documents().await, after, "the second {verb} changed nothing");
}

async fn lost(stand: &Stand, verb: Verb) {
    let order = stand.created().await;
    let command = command(verb, target(&order.id, None));
    let basis = Record::PurchaseOrder(Box::new(order));
    stand.simulator.arm(Fault::LoseAnswer, 0).await;
    let result = stand.visit().apply(&command, Some(&basis)).await;
    assert_unknown(&result, format_args!("{verb} without an answer"));
    stand.visit().repeat(&command, Some(&basis)).await.expect("it is done already, or can be done");
    assert_means(stand, verb, basis.id()).await;
}

fn means(stand: &Stand, verb: Verb) -> Means {
    stand.connector.capability(Resource::PurchaseOrder, verb, None).expect("the row was looked up").means
}

async fn assert_means(stand: &Stand, verb: Verb, id: &erpgate_model::RecordId) {
    let status = stand.find(id).await.map(|order| order.status);
    let expected = match means(stand, verb) {
        Means::Removes => None,
        Means::MarksDeleted | Means::Cancels => Some(PurchaseOrderStatus::Cancelled),
        Means::Closes => Some(PurchaseOrderStatus::Closed),
        other => panic!("{verb} cannot mean {other:?}"),
    };
    assert_eq!(status, expected, "status after {verb}");
}

fn command(verb: Verb, target: Target) -> Command {
    Command::act(Resource::PurchaseOrder, verb, target)
}
