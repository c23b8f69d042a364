//! Every row: what each verb does in SAP. Each resource has its own in `capabilities.rs` of its folder.

use std::sync::LazyLock;

use erpgate_connector::complete;
use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use crate::mapping::Row;
use crate::{master_data, passthrough, purchase_order, vendor};

/// Every row.
pub(crate) fn rows() -> &'static [Capability] {
    static ROWS: LazyLock<Vec<Capability>> = LazyLock::new(|| {
        let mut rows = purchase_order::capabilities();
        rows.extend(vendor::capabilities());
        rows.extend(master_data::capabilities());
        rows.push(passthrough::capability());
        complete(rows)
    });
    &ROWS
}

/// A row whose second send changes nothing more, without the words.
pub(crate) fn capability(
    resource: Resource,
    verb: Verb,
    supported: Support,
    means: Means,
    fields: &'static [FieldSpec],
) -> Capability {
    Capability {
        resource,
        kind: None,
        verb,
        supported,
        means,
        repeat: Repeat::Harmless,
        how: "",
        requires: &[],
        fields,
    }
}

/// What the capabilities show of these rows of a field table.
pub(crate) fn specs<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<FieldSpec> {
    rows.map(|row| row.spec).collect()
}
