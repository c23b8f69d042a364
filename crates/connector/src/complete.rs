//! The rows that a connector does not write itself.

use erpgate_model::{Capability, Means, Repeat, Resource, Support};

/// The rows, with one that says `not_yet` for every verb of every resource that none is about.
#[must_use]
pub fn complete(mut rows: Vec<Capability>) -> Vec<Capability> {
    for resource in Resource::ALL {
        for verb in resource.verbs() {
            if !rows.iter().any(|row| row.resource == *resource && row.verb == *verb) {
                rows.push(Capability {
                    resource: *resource,
                    kind: None,
                    verb: *verb,
                    supported: Support::NotYet,
                    means: if verb.writes() { Means::Writes } else { Means::Reads },
                    repeat: Repeat::Duplicates,
                    how: "this version of the connector does not do this yet",
                    requires: &[],
                    fields: &[],
                });
            }
        }
    }
    rows
}
