//! What can be read of master data, from the table of sources.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Resource, Support, Verb};

use super::source::{SOURCES, Source, UNTOLD};
use crate::capabilities::{capability, specs};

/// The fields of each source, in the order of [`SOURCES`].
static FIELDS: LazyLock<Vec<Vec<FieldSpec>>> = LazyLock::new(|| SOURCES.iter().map(fields).collect());

/// The rows: get and list of each kind.
pub(crate) fn capabilities() -> Vec<Capability> {
    let told = SOURCES
        .iter()
        .zip(FIELDS.iter())
        .flat_map(|(source, fields)| row(source.resource, Support::Yes, source.how, source.requires, fields));
    let untold = UNTOLD.iter().flat_map(|(resource, why)| row(*resource, Support::No, why, &[], &[]));
    told.chain(untold).collect()
}

fn row(
    resource: Resource,
    supported: Support,
    how: &'static str,
    requires: &'static [&'static str],
    fields: &'static [FieldSpec],
) -> [Capability; 2] {
    [Verb::Get, Verb::List].map(|verb| Capability {
        how,
        requires,
        ..capability(resource, verb, supported, Means::Reads, fields)
    })
}

fn fields(source: &Source) -> Vec<FieldSpec> {
    specs(source.derived.iter().chain(source.rows).chain(source.text_rows))
}
