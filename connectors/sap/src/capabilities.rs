//! Every row: what each verb does in SAP. Each resource has its own in `capabilities.rs` of its folder.

use std::sync::LazyLock;

use erpgate_connector::complete;
use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use crate::mapping::Row;
use crate::{
    completion, goods_receipt, inventory_adjustment, inventory_level, inventory_transfer, master_data,
    passthrough, purchase_order, vendor, work_order,
};

/// Every row. Those of purchase orders are of OData V2 or of V4.
pub(crate) fn rows(v4_orders: bool) -> &'static [Capability] {
    static V2: LazyLock<Vec<Capability>> = LazyLock::new(|| with_orders(false));
    static V4: LazyLock<Vec<Capability>> = LazyLock::new(|| with_orders(true));
    if v4_orders { &V4 } else { &V2 }
}

fn with_orders(v4: bool) -> Vec<Capability> {
    let mut rows = purchase_order::capabilities(v4);
    rows.extend(vendor::capabilities());
    rows.extend(master_data::capabilities());
    rows.extend(work_order::capabilities());
    rows.extend(completion::capabilities());
    rows.extend(goods_receipt::capabilities());
    rows.extend(inventory_level::capabilities());
    rows.extend(inventory_adjustment::capabilities());
    rows.extend(inventory_transfer::capabilities());
    rows.push(passthrough::capability());
    complete(rows)
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
