//! What the capabilities show where orders go through V4: the same rows in other words and with other limits.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Verb, Writable};

use super::names;
use crate::mapping::Row;
use crate::purchase_order::{ACCOUNT, ITEM, NOTE, ORDER, SCHEDULE_LINE, TO_ITEMS, fields};

const SERVICE: &str = "communication arrangement SAP_COM_0053, or on premise the published service group \
    API_PURCHASEORDER_2 (/IWFND/V4_ADMIN) and S_SERVICE for CE_PURCHASEORDER_0001";
const READ: &[&str] = &[SERVICE, "display of purchase orders (M_BEST_*, activity 03)"];
const CREATE: &[&str] = &[SERVICE, "creation of purchase orders (M_BEST_*, activity 01)", TYPES];
const CHANGE: &[&str] = &[SERVICE, "change of purchase orders (M_BEST_*, activities 02 and 03)", TYPES];
const TYPES: &str = "order types NB and ZNB*, and item categories blank, L, S, E and K: of others SAP says \
    \"Operation is not enabled\"";

/// A row of V2's as it is in V4.
pub(in crate::purchase_order) fn row(v2: Capability) -> Capability {
    let (how, requires) = match v2.verb {
        Verb::Create => (
            "One deep insert, POST PurchaseOrder, with items, schedule lines, account assignments, delivery \
             addresses and the note. The gateway's reference stands in the field that the setting \
             `reference_field` names, else in the next of the three that is free.",
            CREATE,
        ),
        Verb::Update => (
            "PATCH, POST and DELETE of each entity with the etag just read: header, items, schedule lines, account \
             assignments. The service neither changes nor deletes notes. A removed line stays in the order with \
             SAP's deletion mark.",
            CHANGE,
        ),
        Verb::Delete => {
            ("DELETE PurchaseOrder: SAP marks every item as deleted (L); the order stays readable.", CHANGE)
        }
        Verb::Cancel => (
            "SAP's API has no cancellation: the same as delete, DELETE PurchaseOrder marks every item as deleted \
             (L).",
            CHANGE,
        ),
        Verb::Close => (
            "SAP's API has no closing: PATCH PurchaseOrderItem sets IsCompletelyDelivered and IsFinallyInvoiced on \
             every item without deletion mark.",
            CHANGE,
        ),
        Verb::Get => (
            "GET PurchaseOrder with items, schedule lines, account assignments, addresses and notes expanded. The \
             service tells no totals, and no received or invoiced quantities.",
            READ,
        ),
        Verb::List => (
            "GET PurchaseOrder in the order of its key. vendor_id, external_id, number, updated_since and the \
             statuses draft, pending_approval and rejected narrow within SAP, other statuses after reading: such \
             pages may come part full.",
            READ,
        ),
        _ => (v2.how, v2.requires),
    };
    let fields = match v2.verb {
        _ if v2.fields.is_empty() => v2.fields,
        Verb::List => listed(),
        _ => every_field(),
    };
    Capability { how, requires, fields, ..v2 }
}

fn every_field() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all().chain(fields::ONLY_V4)));
    &SPECS
}

fn listed() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(fields::all().chain(fields::ONLY_V4).chain(fields::FILTERS)));
    &SPECS
}

fn specs<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<FieldSpec> {
    rows.map(|row| spec(row.spec)).collect()
}

fn spec(v2: FieldSpec) -> FieldSpec {
    let mapped_to = mapped_to(v2.mapped_to);
    match v2.name {
        "lines.item_id" => FieldSpec { mapped_to, max_length: Some(18), ..v2 },
        "currency" => FieldSpec { mapped_to, max_length: Some(3), ..v2 },
        "notes" => FieldSpec { mapped_to, writable: Writable::OnCreate, ..v2 },
        _ => FieldSpec { mapped_to, ..v2 },
    }
}

/// `A_PurchaseOrderItem.DeliveryAddressName` is `PurOrderItemDeliveryAddress.OrganizationName1`. Made
/// once in the life of the program, so the texts are never given back.
fn mapped_to(v2: &'static str) -> &'static str {
    let Some((set, property)) = v2.split_once('.') else { return v2 };
    let Some(set) = [ORDER, ITEM, SCHEDULE_LINE, ACCOUNT, NOTE].into_iter().find(|known| *known == set)
    else {
        return v2;
    };
    let parts = names::address(set);
    let part = parts.and_then(|parts| {
        let (_, name) = parts.properties.iter().find(|(v2, _)| *v2 == property)?;
        Some((parts.set, *name))
    });
    let (set, property) = match part {
        Some(part) => part,
        None if property == TO_ITEMS => (names::set(set), names::navigation(TO_ITEMS)),
        None => (names::set(set), names::property(set, property)),
    };
    format!("{set}.{property}").leak()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase_order::fields;

    #[test]
    fn every_row_names_a_property_of_v4() {
        let specs = specs(fields::all().chain(fields::ONLY_V4));
        let named = |name: &str| specs.iter().find(|spec| spec.name == name).unwrap().mapped_to;
        assert_eq!(named("ship_to.name"), "PurOrderItemDeliveryAddress.OrganizationName1");
        assert_eq!(named("vendor_name"), "PurchaseOrderSupplierAddress.OrganizationName1");
        assert_eq!(
            named("lines.account_assignment.project_id"),
            "PurchaseOrderAccountAssignment.WBSElementExternalID"
        );
        assert_eq!(named("lines"), "PurchaseOrder._PurchaseOrderItem");
        assert!(specs.iter().all(|spec| !spec.mapped_to.starts_with("A_")), "{specs:?}");
    }
}
