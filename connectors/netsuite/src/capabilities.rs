//! Every row: what each verb does in NetSuite. Each resource has its own in `capabilities.rs` of its folder.

use std::sync::LazyLock;

use erpgate_connector::complete;
use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use crate::{
    goods_receipt, inventory_adjustment, inventory_level, inventory_transfer, master_data, passthrough,
    purchase_order, vendor, work_order,
};

/// For the account's currencies and for lists.
pub(crate) const SUITEQL: &str = "Reports > SuiteAnalytics Workbook";
/// For every call.
pub(crate) const REST: &str = "Setup > REST Web Services";

/// Every verb of every resource.
pub(crate) fn rows() -> &'static [Capability] {
    static ROWS: LazyLock<Vec<Capability>> = LazyLock::new(|| {
        let mut rows = purchase_order::capabilities();
        rows.extend(vendor::capabilities());
        rows.extend(goods_receipt::capabilities());
        rows.extend(inventory_level::capabilities());
        rows.extend(inventory_adjustment::capabilities());
        rows.extend(inventory_transfer::capabilities());
        rows.extend(master_data::capabilities());
        rows.extend(work_order::capabilities());
        rows.push(passthrough::CAPABILITY);
        complete(rows)
    });
    &ROWS
}

/// What a verb of a resource does. Its second send changes nothing more.
pub(crate) const fn row(
    resource: Resource,
    verb: Verb,
    supported: Support,
    means: Means,
    how: &'static str,
) -> Capability {
    Capability {
        resource,
        kind: None,
        verb,
        supported,
        means,
        repeat: Repeat::Harmless,
        how,
        requires: &[],
        fields: &[],
    }
}

/// A create whose second send NetSuite refuses, because the external id is taken.
pub(crate) const fn create(resource: Resource, how: &'static str) -> Capability {
    Capability {
        repeat: Repeat::Deduplicated,
        ..row(resource, Verb::Create, Support::Yes, Means::Writes, how)
    }
}

/// The row with the permissions and the fields that belong to its verb.
pub(crate) fn with(
    row: Capability,
    requires: impl Fn(Verb) -> &'static [&'static str],
    fields: &'static [FieldSpec],
) -> Capability {
    let of_record = matches!(row.verb, Verb::Create | Verb::Update | Verb::Get | Verb::List);
    Capability { requires: requires(row.verb), fields: if of_record { fields } else { &[] }, ..row }
}
