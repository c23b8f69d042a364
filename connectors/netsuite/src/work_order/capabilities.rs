//! What can be done with work orders and their completions.

use erpgate_model::{Capability, FieldSpec, Means, Resource, Support, Verb, WorkOrderKind};

use super::{completion, maintenance, production};
use crate::capabilities::{REST, SUITEQL, create, row, with};

const OF: Resource = Resource::WorkOrder;
const DONE: Resource = Resource::WorkOrderCompletion;

const PRODUCTION: [Capability; 9] = [
    create(
        OF,
        "POST record/v1/workOrder with the reference as externalId, which NetSuite keeps unique. Without components \
         NetSuite takes those of the bill of materials. New orders are planned, unless the setting new_work_orders \
         says otherwise.",
    ),
    row(
        OF,
        Verb::Update,
        Support::Yes,
        Means::Writes,
        "PATCH record/v1/workOrder/{id}: order and components in one request. Components are taken away by listing \
         the others with ?replace=item.",
    ),
    row(
        OF,
        Verb::Delete,
        Support::Yes,
        Means::Removes,
        "DELETE record/v1/workOrder/{id}. NetSuite refuses when something was issued, built or completed.",
    ),
    row(
        OF,
        Verb::Release,
        Support::Yes,
        Means::Releases,
        "PATCH record/v1/workOrder/{id}: orderStatus B (Released), from planned.",
    ),
    row(
        OF,
        Verb::Complete,
        Support::No,
        Means::Completes,
        "NetSuite has no such status to set: an order is Built when what was built reaches its quantity. Post what \
         was produced as completions; close ends an order that will not reach it.",
    ),
    row(
        OF,
        Verb::Close,
        Support::Yes,
        Means::Closes,
        "PATCH record/v1/workOrder/{id}: orderStatus H (Closed). With work in process: POST \
         record/v1/workOrder/{id}/!transform/workOrderClose, a document that books what is left of the costs.",
    ),
    row(
        OF,
        Verb::Cancel,
        Support::Yes,
        Means::Cancels,
        "PATCH record/v1/workOrder/{id}: orderStatus C (Cancelled), from planned or released. For good.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/workOrder/{id}?expandSubResources=true; `production:eid:X` reads by external id.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions of type WorkOrd finds the ids, then each order is read.",
    ),
];

const MAINTENANCE: [Capability; 9] = [
    create(
        OF,
        "POST record/v1/supportCase with the reference as externalId, then POST record/v1/task for each operation, with \
         the reference and its place. The customer whom NetSuite wants on a case comes from the setting \
         case_customer, or from custom_fields.company.",
    ),
    row(
        OF,
        Verb::Update,
        Support::Yes,
        Means::Writes,
        "PATCH record/v1/supportCase/{id}, then POST, PATCH and DELETE of record/v1/task, one by one.",
    ),
    row(
        OF,
        Verb::Delete,
        Support::Yes,
        Means::Removes,
        "DELETE of each record/v1/task of the case, then of record/v1/supportCase/{id}.",
    ),
    row(
        OF,
        Verb::Release,
        Support::Yes,
        Means::Releases,
        "PATCH record/v1/supportCase/{id}: the status that the setting case_statuses.released names.",
    ),
    row(
        OF,
        Verb::Complete,
        Support::Yes,
        Means::Completes,
        "PATCH record/v1/supportCase/{id}: the status that the setting case_statuses.completed names.",
    ),
    row(
        OF,
        Verb::Close,
        Support::Yes,
        Means::Closes,
        "PATCH record/v1/supportCase/{id}: the status that the setting case_statuses.closed names; 5 (Closed) unless said.",
    ),
    row(
        OF,
        Verb::Cancel,
        Support::Yes,
        Means::Cancels,
        "PATCH record/v1/supportCase/{id}: the status that the setting case_statuses.cancelled names.",
    ),
    row(
        OF,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/supportCase/{id}; SuiteQL finds its tasks, then each is read.",
    ),
    row(
        OF,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over supportcase finds the ids, then each case and its tasks are read.",
    ),
];

const COMPLETIONS: [Capability; 4] = [
    create(
        DONE,
        "POST record/v1/workOrder/{id}/!transform/assemblyBuild, or workOrderCompletion for an order with work in \
         process, with the reference as externalId. Without a quantity NetSuite takes what remains. With the setting \
         component_use = issue a workOrderIssue of the components is sent before the completion.",
    ),
    row(
        DONE,
        Verb::Reverse,
        Support::Emulated,
        Means::Removes,
        "NetSuite has no opposite posting: DELETE record/v1/assemblyBuild/{id} or workOrderCompletion/{id} takes the \
         document away, and what it did to stock and order with it. The issue that was sent for a completion goes \
         before it.",
    ),
    row(
        DONE,
        Verb::Get,
        Support::Yes,
        Means::Reads,
        "GET record/v1/assemblyBuild/{id}, else record/v1/workOrderCompletion/{id}.",
    ),
    row(
        DONE,
        Verb::List,
        Support::Yes,
        Means::Reads,
        "SuiteQL over transactions of type Build, then WOCompl, finds the ids, then each is read.",
    ),
];

/// Every verb, for each kind of order.
pub(crate) fn capabilities() -> Vec<Capability> {
    let (made, maintained) = (WorkOrderKind::Production, WorkOrderKind::Maintenance);
    let mut rows = of_kind(made, &PRODUCTION, produce, &production::SPECS);
    rows.extend(of_kind(maintained, &MAINTENANCE, maintain, &maintenance::SPECS));
    rows.extend(of_kind(made, &COMPLETIONS, produce, &completion::SPECS));
    let none = COMPLETIONS.map(|row| Capability {
        supported: Support::No,
        how: "NetSuite keeps no record of work done for a support case but the status of its tasks and time sheets.",
        ..row
    });
    rows.extend(of_kind(maintained, &none, maintain, &[]));
    rows
}

fn of_kind(
    kind: WorkOrderKind,
    rows: &[Capability],
    requires: fn(Verb) -> &'static [&'static str],
    fields: &'static [FieldSpec],
) -> Vec<Capability> {
    let whole = |row: &Capability| with(Capability { kind: Some(kind), ..*row }, requires, fields);
    rows.iter().map(whole).collect()
}

fn produce(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Get | Verb::List => &["feature Work Orders", "Transactions > Work Order (View)", REST, SUITEQL],
        Verb::Create => &[
            "feature Work Orders; for work in process: Manufacturing Work In Process",
            "Transactions > Work Order, Build Assemblies, Work Order Completion (Create)",
            REST,
        ],
        Verb::Delete | Verb::Reverse => &[
            "feature Work Orders",
            "Transactions > Work Order, Build Assemblies, Work Order Completion (Full)",
            REST,
        ],
        _ => &["feature Work Orders", "Transactions > Work Order (Edit), Work Order Close (Create)", REST],
    }
}

fn maintain(verb: Verb) -> &'static [&'static str] {
    match verb {
        Verb::Get | Verb::List => {
            &["feature Customer Support and Service", "Lists > Cases, Tasks (View)", REST, SUITEQL]
        }
        Verb::Create => &[
            "feature Customer Support and Service",
            "Lists > Cases, Tasks (Create)",
            "Lists > Customers (View)",
            REST,
        ],
        Verb::Delete => {
            &["feature Customer Support and Service", "Lists > Cases, Tasks (Full)", REST, SUITEQL]
        }
        _ => &["feature Customer Support and Service", "Lists > Cases, Tasks (Edit)", REST, SUITEQL],
    }
}
