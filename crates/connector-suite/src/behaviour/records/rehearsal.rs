//! Rehearsals: what would be sent, without sending it.

use std::sync::Arc;

use super::specimen::Specimen;
use crate::stand::Stand;

pub(super) async fn plans(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let name = specimen.sample.name();
        let (command, _) = specimen.creation(writes, writes.plain).await;
        let before = stand.simulator.writes().await;
        let mut visit = stand.visit();
        let connector = Arc::clone(&stand.connector);
        visit.session = visit.session.rehearsing(Arc::new(move |call| connector.rehearse(call)));
        specimen.done("rehearsal", visit.apply(&command, None).await);
        let planned = visit.session.planned();
        assert!(!planned.is_empty(), "{name}: a create sends something");
        assert!(planned.iter().all(|write| write.method != "GET"), "{name}: {planned:?}");
        assert_eq!(stand.simulator.writes().await, before, "{name}: something was written");
    }
}
