//! What can be done with master data: it is read, and made in NetSuite alone.

use erpgate_model::{Capability, FieldSpec, Means, Support, Verb, Writable};

use super::tables::{Table, tables};
use crate::capabilities::{SUITEQL, row};

/// Every verb of every kind. Made once, when the connector's rows are.
pub(crate) fn capabilities() -> Vec<Capability> {
    tables().iter().flat_map(of_table).collect()
}

fn of_table(table: &'static Table) -> Vec<Capability> {
    let fields: &'static [FieldSpec] = specs(table).leak();
    let requires: &'static [&'static str] = vec![table.permission, SUITEQL].leak();
    let reads = |verb, how| Capability {
        fields,
        requires,
        ..row(table.resource, verb, Support::Yes, Means::Reads, how)
    };
    vec![
        reads(Verb::Get, "One row of a SuiteQL table."),
        reads(Verb::List, "Rows of a SuiteQL table in the order of their ids."),
    ]
}

fn specs(table: &Table) -> Vec<FieldSpec> {
    let spec = |name, mapped_to: String, filter| FieldSpec {
        name,
        readable: true,
        writable: Writable::No,
        required: false,
        max_length: None,
        max_scale: None,
        filter,
        mapped_to: mapped_to.leak(),
    };
    let mut specs = vec![spec("id", format!("{}.{}", table.name, table.id), false)];
    for column in table.columns {
        let filter = ["number", "external_id"].contains(&column.field);
        specs.push(spec(column.field, format!("{}.{}", table.name, column.name), filter));
    }
    specs.push(spec("version", "a digest of the row".to_owned(), false));
    specs.push(spec("native", "the row".to_owned(), false));
    specs
}
