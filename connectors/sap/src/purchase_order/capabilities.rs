//! What each verb does with purchase orders.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use super::{api, fields};
use crate::capabilities::{capability, specs};

const SERVICE: &str = "communication arrangement SAP_COM_0053, or on premise the active service \
    API_PURCHASEORDER_PROCESS_SRV and S_SERVICE for it";
const READ: &[&str] = &[SERVICE, "display of purchase orders (M_BEST_*, activity 03)"];
const CREATE: &[&str] = &[SERVICE, "creation of purchase orders (M_BEST_*, activity 01)"];
const CHANGE: &[&str] = &[SERVICE, "change of purchase orders (M_BEST_*, activities 02 and 03)"];

/// The rows, where orders go through OData V2 or through V4.
pub(crate) fn capabilities(v4: bool) -> Vec<Capability> {
    let rows = v2();
    if v4 { rows.into_iter().map(api::v4_row).collect() } else { rows }
}

fn v2() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "One deep insert, POST A_PurchaseOrder, with items, schedule lines, account assignments and \
                  the note. The gateway's reference stands in the field that the setting `reference_field` \
                  names, else in the next of the three that is free.",
            requires: CREATE,
            ..row(Verb::Create, Support::Yes, Means::Writes, every_field())
        },
        Capability {
            how: "PATCH, POST and DELETE of each entity with the etag just read: header, note, items, schedule \
                  lines, account assignments. A removed line stays in the order with SAP's deletion mark.",
            requires: CHANGE,
            ..row(Verb::Update, Support::Yes, Means::Writes, every_field())
        },
        Capability {
            how: "DELETE A_PurchaseOrder: SAP marks every item as deleted (L); the order stays readable.",
            requires: CHANGE,
            ..row(Verb::Delete, Support::Yes, Means::MarksDeleted, &[])
        },
        Capability {
            how: "SAP's API has no cancellation: the same as delete, DELETE A_PurchaseOrder marks every item \
                  as deleted (L).",
            requires: CHANGE,
            ..row(Verb::Cancel, Support::Emulated, Means::Cancels, &[])
        },
        Capability {
            how: "SAP's API has no closing: PATCH A_PurchaseOrderItem sets IsCompletelyDelivered and \
                  IsFinallyInvoiced on every item without deletion mark.",
            requires: CHANGE,
            ..row(Verb::Close, Support::Emulated, Means::Closes, &[])
        },
        Capability {
            how: "SAP's order services have no release call: orders are approved in the flexible workflow, in SAP. An \
                  order that waits for it reads pending_approval.",
            ..row(Verb::Approve, Support::No, Means::Approves, &[])
        },
        Capability {
            how: "GET A_PurchaseOrder with items, schedule lines, account assignments and notes expanded. \
                  The service tells no totals, no net amounts, and no received or invoiced quantities.",
            requires: READ,
            ..row(Verb::Get, Support::Yes, Means::Reads, every_field())
        },
        Capability {
            how: "GET A_PurchaseOrder in the order of its key. vendor_id, external_id, number, updated_since \
                  and the statuses draft, pending_approval and rejected narrow within SAP, other statuses \
                  after reading: such pages may come part full.",
            requires: READ,
            ..row(Verb::List, Support::Yes, Means::Reads, listed())
        },
    ]
}

fn row(verb: Verb, supported: Support, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::PurchaseOrder, verb, supported, means, fields)
}

fn every_field() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all()));
    &SPECS
}

fn listed() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all().chain(fields::FILTERS)));
    &SPECS
}
