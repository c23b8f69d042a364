//! Creates without an answer: found out in the way that the row's `repeat` says.

use erpgate_connector::{Receipt, Sighting};
use erpgate_model::{Command, Repeat, Verb};

use super::specimen::Specimen;
use crate::behaviour::assert_unknown;
use crate::simulator::Fault;
use crate::stand::Stand;
use crate::visit::Visit;

pub(super) async fn lost_after_the_commit(stand: &Stand) {
    for fault in [Fault::LoseAnswer, Fault::ErrorAfter] {
        for (specimen, writes) in Specimen::written(stand) {
            let (command, _) = specimen.creation(writes, writes.plain).await;
            once(&specimen, &command, fault).await;
        }
    }
}

pub(super) async fn lost_before_the_commit(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let (command, _) = specimen.creation(writes, writes.plain).await;
        once(&specimen, &command, Fault::CutBeforeCommit).await;
    }
}

/// The create is in doubt, is settled as the engine would, and stands once.
async fn once(specimen: &Specimen<'_>, command: &Command, fault: Fault) {
    let (stand, name) = (specimen.stand, specimen.sample.name());
    let before = specimen.documents().await;
    stand.simulator.arm(fault, 0).await;
    let visit = stand.visit();
    assert_unknown(&visit.apply(command, None).await, format_args!("{name}, {fault:?}"));
    let receipt = settle(specimen, command, &visit).await;
    assert_eq!(specimen.documents().await, before + 1, "{name}, {fault:?}: documents");
    assert_eq!(specimen.sighting(&visit).await, Sighting::Found(receipt.id().clone()), "{name}");
    // Whoever asks once more changes nothing.
    let again = Visit::stamping(&stand.connector, visit.reference().clone());
    let row = specimen.row(Verb::Create).expect("the sample creates");
    if row.repeat != Repeat::Locatable {
        specimen.done("repeat", again.repeat(command, None).await);
        assert_eq!(specimen.documents().await, before + 1, "{name}, {fault:?}: documents after a repeat");
    }
}

async fn settle(specimen: &Specimen<'_>, command: &Command, first: &Visit) -> Receipt {
    let row = specimen.row(Verb::Create).expect("the sample creates");
    let second = Visit::stamping(&specimen.stand.connector, first.reference().clone());
    match row.repeat {
        Repeat::Locatable => match specimen.sighting(first).await {
            Sighting::Found(id) => Receipt::of(id, Vec::new()),
            Sighting::Absent => specimen.done("send again", second.repeat(command, None).await),
            Sighting::CannotTell(why) => panic!("{}: {why}", specimen.sample.name()),
        },
        Repeat::Deduplicated | Repeat::Harmless => {
            specimen.done("send again", second.repeat(command, None).await)
        }
        Repeat::Duplicates => panic!("{}: a create that nobody can find again", specimen.sample.name()),
    }
}
