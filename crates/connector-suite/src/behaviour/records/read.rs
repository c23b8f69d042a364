//! Reading one and many.

use std::collections::BTreeSet;

use erpgate_model::{Query, Record, RecordId, Verb};

use super::specimen::Specimen;
use crate::stand::Stand;

pub(super) async fn unknown(stand: &Stand) {
    for sample in &stand.records {
        let specimen = Specimen { stand, sample };
        if specimen.row(Verb::Get).is_some() {
            let found = specimen.find(&RecordId::new(sample.unknown_id)).await;
            assert_eq!(found, None, "{}", sample.name());
        }
    }
}

pub(super) async fn listed(stand: &Stand) {
    for sample in &stand.records {
        let specimen = Specimen { stand, sample };
        if specimen.row(Verb::List).is_none() {
            continue;
        }
        let mut expected = BTreeSet::new();
        if let Some(writes) = &sample.writes {
            for _ in 0..3 {
                expected.insert(specimen.made(writes).await.id().clone());
            }
        }
        expected.extend(sample.known.map(RecordId::new));
        let seen = everything(&specimen, Query { limit: 2, ..Query::default() }).await;
        let once: BTreeSet<_> = seen.iter().map(|record| record.id().clone()).collect();
        assert_eq!(once.len(), seen.len(), "{}: a record came twice", sample.name());
        assert!(expected.is_subset(&once), "{}: {expected:?} stand there, {once:?} came", sample.name());
        if specimen.row(Verb::Get).is_some() {
            for record in seen.iter().filter(|record| expected.contains(record.id())) {
                assert_eq!(*record, specimen.read(record.id()).await, "{}: as read alone", sample.name());
            }
        }
    }
}

pub(super) async fn narrowed(stand: &Stand) {
    for (specimen, writes) in Specimen::written(stand) {
        let Some(row) = specimen.row(Verb::List) else { continue };
        let can = |name: &str| row.field(name).is_some_and(|field| field.filter);
        let (command, _) = specimen.creation(writes, writes.full).await;
        let receipt = specimen.done("full create", stand.visit().apply(&command, None).await);
        specimen.made(writes).await;
        let record = specimen.read(receipt.id()).await.to_json();
        let text = |name: &str| record[name].as_str().map(str::to_owned);
        let name = specimen.sample.name();
        if can("number") {
            let query = Query { number: text("number"), limit: 10, ..Query::default() };
            assert_only(&specimen, query, receipt.id()).await;
        }
        if can("external_id") {
            assert!(record["external_id"].is_string(), "{name}: the full body has an external_id");
            let query = Query { external_id: text("external_id"), limit: 10, ..Query::default() };
            assert_only(&specimen, query, receipt.id()).await;
        }
    }
}

async fn assert_only(specimen: &Specimen<'_>, query: Query, id: &RecordId) {
    let found = everything(specimen, query.clone()).await;
    let ids: Vec<_> = found.iter().map(Record::id).collect();
    assert_eq!(ids, [id], "{}: {query:?}", specimen.sample.name());
}

async fn everything(specimen: &Specimen<'_>, mut query: Query) -> Vec<Record> {
    query.kind = specimen.sample.kind;
    let mut records = Vec::new();
    loop {
        let visit = specimen.stand.visit();
        let page = specimen.stand.connector.list(&visit.session, specimen.sample.resource, &query).await;
        let page = page.unwrap_or_else(|trouble| panic!("{}: {trouble}", specimen.sample.name()));
        assert!(page.records.len() <= usize::from(query.limit), "{}: the limit", specimen.sample.name());
        records.extend(page.records);
        match page.next_cursor {
            Some(next) => query.cursor = Some(next),
            None => return records,
        }
    }
}
