//! Changes of a record.

use erpgate_connector::WriteError;
use erpgate_model::{FailureCode, Record, Verb};
use serde_json::Value;

use super::specimen::Specimen;
use crate::holds::assert_holds;
use crate::sample::Writes;
use crate::stand::Stand;

async fn changed<'a>(specimen: &Specimen<'a>, writes: &Writes) -> Option<(Record, Value)> {
    let patch = writes.patch?;
    specimen.row(Verb::Update)?;
    Some((specimen.made(writes).await, patch(&Value::Null)))
}

pub(super) async fn stands(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let Some((record, patch)) = changed(&specimen, writes).await else { continue };
        let command = specimen.update(&record, &patch, Some(record.version().clone()));
        specimen.done("update", stand.visit().apply(&command, Some(&record)).await);
        let after = specimen.read(record.id()).await;
        assert_holds(&patch, &after.to_json());
        assert_ne!(after.version(), record.version(), "{}: the version changes", specimen.sample.name());
        specimen.done("repeated update", stand.visit().repeat(&command, Some(&record)).await);
        let again = specimen.read(record.id()).await;
        assert_eq!(again.to_json(), after.to_json(), "{}", specimen.sample.name());
    }
}

pub(super) async fn stale(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let Some((record, patch)) = changed(&specimen, writes).await else { continue };
        let first = specimen.update(&record, &patch, None);
        specimen.done("update", stand.visit().apply(&first, Some(&record)).await);
        let held = specimen.read(record.id()).await;
        let second = specimen.update(&record, &patch, Some(record.version().clone()));
        let refused = stand.visit().apply(&second, Some(&held)).await;
        let stale =
            matches!(&refused, Err(WriteError::Rejected(one)) if one.code == FailureCode::StaleVersion);
        assert!(stale, "{}: {refused:?}", specimen.sample.name());
    }
}
