//! Maintenance orders: a `supportCase`, with a `task` for each of its operations.

mod case;
mod fields;
mod list;
mod operations;
mod plan;

use erpgate_model::{Resource, WorkOrderKind, WorkOrderStatus};
use serde_json::json;

use crate::mapping::values::id_of;
use crate::mapping::{Fields, NativeRecord, RecordType};

pub(super) use fields::SPECS;
pub(super) use list::{list, read};
pub(super) use plan::plan;

/// The order itself.
pub(crate) static SUPPORT_CASE: RecordType = RecordType {
    resource: Resource::WorkOrder,
    path: "supportCase",
    id_prefix: "maintenance:",
    noun: "support case",
    header: &fields::CASE,
    lists: &[],
    custom: "custevent",
    derive: |_, _, _, _| {},
    show,
};

/// An operation of it.
static TASK: RecordType = RecordType {
    path: "task",
    id_prefix: "",
    noun: "task",
    header: &fields::TASK,
    show: show_task,
    ..SUPPORT_CASE
};

/// What the case says by itself. The settings know more of the status, and the tasks are records of their own.
fn show(case: &NativeRecord, order: &mut Fields) {
    let held = case.fields();
    let name = held.get("status").and_then(|status| Some(status["refName"].as_str()?.to_owned()));
    order.insert("kind".into(), json!(WorkOrderKind::Maintenance));
    order.insert("status".into(), json!(by_stage(held)));
    order.insert("native_status".into(), json!(name.or_else(|| held.get("status").and_then(id_of))));
    order.insert("operations".into(), json!([]));
    order.insert("components".into(), json!([]));
}

/// Each status of the account has one of three stages.
fn by_stage(held: &Fields) -> WorkOrderStatus {
    match held.get("stage").and_then(id_of).as_deref() {
        Some("CLOSED") => WorkOrderStatus::Closed,
        Some("ESCALATED") => WorkOrderStatus::InProgress,
        _ => WorkOrderStatus::Released,
    }
}

fn show_task(task: &NativeRecord, operation: &mut Fields) {
    let status = match task.fields().get("status").and_then(id_of).as_deref() {
        Some("COMPLETE") => WorkOrderStatus::Completed,
        Some("PROGRESS") => WorkOrderStatus::InProgress,
        _ => WorkOrderStatus::Planned,
    };
    operation.insert("status".into(), json!(status));
    // The version is the whole order's.
    operation.shift_remove("version");
}
