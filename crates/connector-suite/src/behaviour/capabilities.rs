//! The rows that the engine goes by.

use erpgate_model::{Capability, Means, Resource, Verb, WorkOrderKind, Writable};

use super::{Behaviour, always, behaviour};
use crate::stand::Stand;

pub(super) const BEHAVIOURS: &[Behaviour] = &[
    behaviour("capabilities::every_verb_of_every_resource_has_its_row", always, |stand| {
        Box::pin(rows(stand))
    }),
    behaviour("capabilities::a_usable_row_says_what_it_does_and_with_which_fields", always, |stand| {
        Box::pin(usable_rows(stand))
    }),
];

/// For work orders there is one row for each kind, or one for both.
async fn rows(stand: &Stand) {
    for row in stand.connector.capabilities() {
        let known = row.resource.verbs().contains(&row.verb);
        assert!(known, "the unified API has no {} of {}", row.verb, row.resource);
    }
    for resource in Resource::ALL {
        for verb in resource.verbs() {
            let is_it = |row: &&Capability| row.resource == *resource && row.verb == *verb;
            let kinds: Vec<_> =
                stand.connector.capabilities().iter().filter(is_it).map(|row| row.kind).collect();
            let both = [Some(WorkOrderKind::Production), Some(WorkOrderKind::Maintenance)];
            let complete =
                kinds == [None] || kinds.len() == 2 && both.iter().all(|kind| kinds.contains(kind));
            assert!(complete, "rows for {verb} {resource}: {kinds:?}");
        }
    }
}

async fn usable_rows(stand: &Stand) {
    for row in stand.connector.capabilities() {
        let name = format!("{} {}", row.verb, row.resource);
        assert!(!row.how.is_empty(), "{name}: `how` says by which API, or why not");
        if !row.usable() {
            continue;
        }
        let fits = match row.verb {
            Verb::Create | Verb::Update | Verb::Call => row.means == Means::Writes,
            Verb::Get | Verb::List => row.means == Means::Reads,
            _ => !matches!(row.means, Means::Reads | Means::Writes),
        };
        assert!(fits, "{name} cannot mean {:?}", row.means);
        assert_fields(row, &name);
    }
}

fn assert_fields(row: &Capability, name: &str) {
    let mut seen = std::collections::BTreeSet::new();
    for field in row.fields {
        assert!(seen.insert(field.name), "{name}: `{}` stands there twice", field.name);
        assert!(!field.mapped_to.is_empty(), "{name}: `{}` names the ERP's field", field.name);
    }
    let written = row.fields.iter().filter(|field| field.writable != Writable::No).count();
    let read = row.fields.iter().filter(|field| field.readable).count();
    match row.verb {
        Verb::Create | Verb::Update => assert!(written > 0, "{name} names the fields it writes"),
        Verb::Get | Verb::List => assert!(read > 0, "{name} names the fields it reads"),
        _ => {}
    }
}
