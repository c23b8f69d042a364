//! Creates: what was sent stands, once, and is found.

use erpgate_connector::{Sighting, WriteError};
use erpgate_model::Verb;

use super::specimen::Specimen;
use crate::behaviour::fields::{assert_covered, forget_unreadable};
use crate::holds::assert_holds;
use crate::stand::Stand;
use crate::visit::Visit;

pub(super) async fn stands(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let (command, body) = specimen.creation(writes, writes.plain).await;
        let before = specimen.documents().await;
        let visit = stand.visit();
        let receipt = specimen.done("create", visit.apply(&command, None).await);
        assert_eq!(specimen.documents().await, before + 1, "{}: documents", specimen.sample.name());
        let record = specimen.read(receipt.id()).await;
        assert_eq!(record.id(), receipt.id());
        assert_sent(&specimen, body, &record.to_json());
        assert_eq!(specimen.sighting(&visit).await, Sighting::Found(receipt.id().clone()));
        assert_eq!(specimen.sighting(&stand.visit()).await, Sighting::Absent, "a reference never used");
    }
}

pub(super) async fn full(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let (command, body) = specimen.creation(writes, writes.full).await;
        let row = specimen.row(Verb::Create).expect("the sample creates");
        assert_covered(&specimen.sample.name(), row.fields, &body, writes.left_out);
        let receipt = specimen.done("full create", stand.visit().apply(&command, None).await);
        assert_sent(&specimen, body, &specimen.read(receipt.id()).await.to_json());
    }
}

fn assert_sent(specimen: &Specimen<'_>, mut body: serde_json::Value, record: &serde_json::Value) {
    let row = specimen.row(Verb::Create).expect("the sample creates");
    forget_unreadable(&mut body, row.fields);
    assert_holds(&body, record);
}

pub(super) async fn refused(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let name = specimen.sample.name();
        let (command, _) = specimen.creation(writes, writes.refused).await;
        let before = specimen.documents().await;
        let visit: Visit = stand.visit();
        let error = visit.apply(&command, None).await.expect_err("the ERP refuses this body");
        let WriteError::Rejected(rejection) = error else { panic!("{name}: refused, yet {error:?}") };
        let said = rejection.errors.iter().filter_map(|error| error.native.as_ref());
        assert!(
            said.clone().any(|native| native.message.contains(writes.refusal)),
            "{name}: `{}` is not in {rejection:?}",
            writes.refusal
        );
        assert_eq!(specimen.documents().await, before, "{name}: nothing is left behind");
        assert_eq!(specimen.sighting(&visit).await, Sighting::Absent, "{name}");
    }
}
