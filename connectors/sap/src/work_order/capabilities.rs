//! What each verb does with work orders, one row for each kind.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb, WorkOrderKind, Writable};

use super::{maintenance, production};
use crate::capabilities::{capability, specs};

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    let rows =
        |kind, rows: Vec<Capability>| rows.into_iter().map(move |row| Capability { kind: Some(kind), ..row });
    rows(WorkOrderKind::Production, of_production())
        .chain(rows(WorkOrderKind::Maintenance, of_maintenance()))
        .collect()
}

const PRODUCTION: &str = "on premise the active service API_PRODUCTION_ORDER_2_SRV and S_SERVICE for it, in the cloud its communication arrangement";
const READ_PRODUCTION: &[&str] = &[PRODUCTION, "display of production orders (C_AFKO_AWK, activity 03)"];
const CREATE_PRODUCTION: &[&str] = &[PRODUCTION, "creation of production orders (C_AFKO_AWK, activity 01)"];
const CHANGE_PRODUCTION: &[&str] =
    &[PRODUCTION, "change of production orders and their status (C_AFKO_AWK, activities 02 and 03)"];

fn of_production() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "POST A_ProductionOrder_2; SAP takes operations and components from the production version \
                  (routing_id) and schedules a missing date. The gateway's reference stands in the field that \
                  the setting `production_reference_field` names.",
            requires: CREATE_PRODUCTION,
            ..row(Verb::Create, Support::Yes, Means::Writes, new_production())
        },
        Capability {
            how: "PATCH of header, operations and components with the etag just read; a removed component is \
                  deleted. Operations and components are added in SAP alone.",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Update, Support::Yes, Means::Writes, all_production())
        },
        Capability {
            how: "POST ReleaseOrder, from planned (or partly released).",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Release, Support::Yes, Means::Releases, &[])
        },
        Capability {
            how: "POST TechlyCmpltOrder (technically complete), from released and in_progress.",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Complete, Support::Yes, Means::Completes, &[])
        },
        Capability {
            how: "POST CloseOrder, from completed.",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Close, Support::Yes, Means::Closes, &[])
        },
        Capability {
            how: "SAP's API has no cancellation: POST DeletionFlagOrder, from planned and released, as long as \
                  nothing was confirmed or delivered.",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Cancel, Support::Emulated, Means::Cancels, &[])
        },
        Capability {
            how: "SAP deletes no order through this API: POST DeletionFlagOrder sets the deletion flag, on orders \
                  with confirmations from completed and closed. The order stays readable as cancelled.",
            requires: CHANGE_PRODUCTION,
            ..row(Verb::Delete, Support::Emulated, Means::MarksDeleted, &[])
        },
        Capability {
            how: "GET A_ProductionOrder_2 with operations and components (to_ProductionOrderComponentExt4) \
                  expanded. The service tells no scrapped quantity.",
            requires: READ_PRODUCTION,
            ..row(Verb::Get, Support::Yes, Means::Reads, all_production())
        },
        Capability {
            how: "GET A_ProductionOrder_2 in the order of its key. number, external_id, item_id, location_id, \
                  status and updated_since narrow within SAP; what is more exact, after reading. Without `kind` \
                  maintenance orders follow.",
            requires: READ_PRODUCTION,
            ..row(Verb::List, Support::Yes, Means::Reads, listed_production())
        },
    ]
}

const MAINTENANCE: &str = "on premise the active service API_MAINTENANCEORDER and S_SERVICE for it, in the cloud its communication arrangement";
const READ_MAINTENANCE: &[&str] =
    &[MAINTENANCE, "display of maintenance orders (I_AUART, I_IWERK, I_SWERK; I_VORG_ORD)"];
const CHANGE_MAINTENANCE: &[&str] = &[
    MAINTENANCE,
    "creation and change of maintenance orders and their status (I_AUART, I_IWERK, I_SWERK; I_VORG_ORD)",
];

fn of_maintenance() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "One deep insert, POST MaintenanceOrder, with operations, components and long text. Planning \
                  plant and the work center's plant are the location unless custom_fields name them. The \
                  gateway's reference stands in the field that `maintenance_reference_field` names.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Create, Support::Yes, Means::Writes, all_maintenance())
        },
        Capability {
            how: "PATCH, POST and DELETE of each entity, in version 2 with the etag just read: header, long \
                  text, operations, components.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Update, Support::Yes, Means::Writes, all_maintenance())
        },
        Capability {
            how: "POST ReleaseMaintenanceOrder, from planned.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Release, Support::Yes, Means::Releases, &[])
        },
        Capability {
            how: "POST SetMaintOrdToTechCompleted, from released and in_progress.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Complete, Support::Yes, Means::Completes, &[])
        },
        Capability {
            how: "POST SetMaintOrderStatusToClosed, from completed.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Close, Support::Yes, Means::Closes, &[])
        },
        Capability {
            how: "Version 2: POST SetMaintOrderToDoNotExecute, from planned and released, as long as nothing was \
                  confirmed. Version 1 has no such function: from planned alone, the deletion mark.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Cancel, Support::Yes, Means::Cancels, &[])
        },
        Capability {
            how: "SAP deletes no maintenance order: POST SetMaintOrdStsToMrkdForDeltn sets the deletion mark, from \
                  planned, completed, closed and cancelled. The order stays readable as cancelled.",
            requires: CHANGE_MAINTENANCE,
            ..row(Verb::Delete, Support::Emulated, Means::MarksDeleted, &[])
        },
        Capability {
            how: "GET MaintenanceOrder with operations, components and long texts expanded, in English, because \
                  SAP writes the status in the language of the request. Version 1 tells no issued quantities, \
                  no actual_end and no created_at.",
            requires: READ_MAINTENANCE,
            ..row(Verb::Get, Support::Yes, Means::Reads, all_maintenance())
        },
        Capability {
            how: "GET MaintenanceOrder in the order of its key. number, external_id, location_id and \
                  updated_since narrow within SAP, status after reading: such pages may come part full.",
            requires: READ_MAINTENANCE,
            ..row(Verb::List, Support::Yes, Means::Reads, listed_maintenance())
        },
    ]
}

fn row(verb: Verb, supported: Support, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::WorkOrder, verb, supported, means, fields)
}

/// A new order has no lists: they come from the production version.
fn new_production() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
        let parts = specs(production::fields::of_parts());
        let parts = parts.into_iter().map(|spec| FieldSpec { writable: Writable::No, ..spec });
        specs(production::fields::of_order()).into_iter().chain(parts).collect()
    });
    &SPECS
}

fn all_production() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(production::fields::of_order().chain(production::fields::of_parts())));
    &SPECS
}

fn listed_production() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
        let fields = production::fields::of_order().chain(production::fields::of_parts());
        specs(fields.chain(production::fields::FILTERS))
    });
    &SPECS
}

fn all_maintenance() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(maintenance::fields::all()));
    &SPECS
}

fn listed_maintenance() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(maintenance::fields::all().chain(maintenance::fields::FILTERS)));
    &SPECS
}
