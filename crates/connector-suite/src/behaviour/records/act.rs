//! Actions on a record: release, block, reverse, ….

use erpgate_model::{Command, Means, Record, RecordId, Resource, Target, Verb};
use serde_json::Value;

use super::specimen::Specimen;
use crate::behaviour::assert_unknown;
use crate::sample::Act;
use crate::simulator::Fault;
use crate::stand::Stand;

pub(super) async fn acts(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        for act in specimen.sample.actions {
            let record = ready(&specimen, specimen.made(writes).await, act).await;
            let command = specimen.act(act.verb, record.id());
            let what = act.verb.as_str();
            specimen.done(what, stand.visit().apply(&command, Some(&record)).await);
            let after = assert_status(&specimen, act, record.id()).await;
            let documents = specimen.documents().await;
            specimen.done("a second time", stand.visit().repeat(&command, Some(&record)).await);
            let again = specimen.find(record.id()).await.map(|record| record.to_json());
            assert_eq!(again, after, "{} {what} again", specimen.sample.name());
            assert_eq!(specimen.documents().await, documents, "{} {what} again", specimen.sample.name());
        }
    }
}

pub(super) async fn lost(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        for act in specimen.sample.actions {
            let record = ready(&specimen, specimen.made(writes).await, act).await;
            let command = specimen.act(act.verb, record.id());
            let what = act.verb.as_str();
            stand.simulator.arm(Fault::LoseAnswer, 0).await;
            let visit = stand.visit();
            let first = visit.apply(&command, Some(&record)).await;
            assert_unknown(&first, format_args!("{} {what} without an answer", specimen.sample.name()));
            let documents = specimen.documents().await;
            let again = crate::visit::Visit::stamping(&stand.connector, visit.reference().clone());
            specimen.done("repeated", again.repeat(&command, Some(&record)).await);
            assert_status(&specimen, act, record.id()).await;
            assert_eq!(specimen.documents().await, documents, "{} {what} repeated", specimen.sample.name());
        }
    }
}

/// The record after everything that the action needs to have happened.
async fn ready(specimen: &Specimen<'_>, mut record: Record, act: &Act) -> Record {
    for verb in act.after {
        let command = specimen.act(*verb, record.id());
        specimen.done(verb.as_str(), specimen.stand.visit().apply(&command, Some(&record)).await);
        record = specimen.read(record.id()).await;
    }
    record
}

async fn assert_status(specimen: &Specimen<'_>, act: &Act, id: &RecordId) -> Option<Value> {
    let name = format!("{} after {}", specimen.sample.name(), act.verb);
    let row = specimen.row(act.verb).unwrap_or_else(|| panic!("{name}: no usable row"));
    let found = specimen.find(id).await.map(|record| record.to_json());
    match (row.means, act.status, &found) {
        (Means::Removes, _, found) => assert!(found.is_none(), "{name}: it is still there"),
        (Means::Reverses, _, Some(record)) => {
            assert!(
                record["reversed_by"].is_string(),
                "{name}: nothing says by what it was undone: {record}"
            );
        }
        (_, Some(status), Some(record)) => assert_eq!(record["status"], status, "{name}"),
        (means, None, _) => panic!("{name}: say the status that {means:?} leads to"),
        (_, _, None) => panic!("{name}: it is gone"),
    }
    found
}

pub(super) async fn unusable(stand: &Stand) {
    let writes = stand.simulator.writes().await;
    for row in stand.connector.capabilities() {
        let acts = !matches!(row.verb, Verb::Create | Verb::Update | Verb::Get | Verb::List | Verb::Call);
        if row.usable() || !acts || row.resource == Resource::Passthrough {
            continue;
        }
        let id = row.kind.map_or_else(|| RecordId::new("1"), |kind| kind.record_id("1"));
        let command = Command::act(row.resource, row.verb, Target { id, if_match: None });
        let result = stand.visit().apply(&command, None).await;
        assert!(result.is_err(), "{} {} has no usable row, and was done: {result:?}", row.verb, row.resource);
    }
    assert_eq!(stand.simulator.writes().await, writes, "something was written");
}
