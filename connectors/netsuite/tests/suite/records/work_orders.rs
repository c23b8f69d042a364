//! Work orders that the simulated account takes: assembly 733 is made of 732, 731 and 701; customer 601.

use erpgate_connector_suite::{Act, Sample, Stand, Visit, Writes, nothing_first};
use erpgate_model::{Command, NewRecord, RecordId, Resource, Target, Verb, WorkOrderKind};
use futures::future::BoxFuture;
use serde_json::{Value, json};

pub(crate) fn samples() -> Vec<Sample> {
    vec![production(), maintenance(), completion()]
}

fn production() -> Sample {
    Sample {
        resource: Resource::WorkOrder,
        kind: Some(WorkOrderKind::Production),
        ledger: &["work_orders"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| pumps(),
            full: |_| full_pumps(),
            left_out: &[("components.custom_fields", "the account has no custom fields of components")],
            refused: |_| {
                let mut order = pumps();
                order["item_id"] = json!("999999");
                order
            },
            refusal: "You have entered an Invalid Field Value 999999 for the following field: assemblyItem",
            patch: Some(|_| json!({"quantity": "4", "description": "changed by the suite"})),
        }),
        actions: &[
            Act { verb: Verb::Release, after: &[], status: Some("released") },
            Act { verb: Verb::Close, after: &[Verb::Release], status: Some("closed") },
            Act { verb: Verb::Cancel, after: &[], status: Some("cancelled") },
            Act { verb: Verb::Delete, after: &[], status: None },
        ],
        known: None,
        unknown_id: "production:987654321",
    }
}

fn pumps() -> Value {
    json!({"kind": "production", "item_id": "733", "company_id": "1", "location_id": "11", "quantity": "3"})
}

fn full_pumps() -> Value {
    json!({
        "kind": "production",
        "external_id": "client-wo-1",
        "type_id": "wip",
        "item_id": "733",
        "company_id": "1",
        "location_id": "11",
        "description": "every field",
        "quantity": "2.5",
        "unit": "Each",
        "bill_of_materials_id": "5",
        "routing_id": "1",
        "scheduled_start": "2026-12-01T00:00:00Z",
        "scheduled_end": "2026-12-05T00:00:00Z",
        "custom_fields": {"custbody_project_code": "P-7"},
        "components": [
            {"item_id": "731", "description": "First", "quantity": "0.625", "unit": "Each", "location_id": "11"},
            {"item_id": "702", "description": "Second", "quantity": "2", "unit": "Each", "location_id": "12"},
        ],
    })
}

fn maintenance() -> Sample {
    Sample {
        resource: Resource::WorkOrder,
        kind: Some(WorkOrderKind::Maintenance),
        ledger: &["support_cases"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| leak(),
            full: |_| full_leak(),
            left_out: &[("custom_fields", "the account's one custom field of cases holds the asset")],
            refused: |_| {
                let mut order = leak();
                order["priority"] = json!("99");
                order
            },
            refusal: "You have entered an Invalid Field Value 99 for the following field: priority",
            patch: Some(|_| json!({"title": "Pump leaks badly", "priority": "1"})),
        }),
        actions: &[
            Act { verb: Verb::Release, after: &[], status: Some("released") },
            Act { verb: Verb::Complete, after: &[Verb::Release], status: Some("completed") },
            Act { verb: Verb::Close, after: &[Verb::Complete], status: Some("closed") },
            Act { verb: Verb::Cancel, after: &[], status: Some("cancelled") },
            Act { verb: Verb::Delete, after: &[], status: None },
        ],
        known: None,
        unknown_id: "maintenance:987654321",
    }
}

fn leak() -> Value {
    json!({"kind": "maintenance", "title": "Pump leaks", "description": "Since Monday", "company_id": "1"})
}

fn full_leak() -> Value {
    json!({
        "kind": "maintenance",
        "title": "Pump leaks",
        "description": "Since Monday",
        "company_id": "1",
        "type_id": "1",
        "priority": "1",
        "asset_id": "PUMP-7",
        "work_center_id": "301",
        "scheduled_start": "2026-12-01T00:00:00Z",
        "operations": [
            {"title": "Drain", "work_center_id": "301", "custom_fields": {"custevent_equipment": "VALVE-1"}},
            {"title": "Change the seal", "work_center_id": "301", "custom_fields": {"custevent_equipment": "SEAL-1"}},
        ],
    })
}

fn completion() -> Sample {
    Sample {
        resource: Resource::WorkOrderCompletion,
        kind: Some(WorkOrderKind::Production),
        ledger: &["work_order_completions", "assembly_builds"],
        writes: Some(Writes {
            prepare: released_order,
            plain: |order| json!({"work_order_id": order, "quantity": "1"}),
            full: |order| {
                json!({
                    "work_order_id": order, "operation_number": "30", "quantity": "1.5", "scrapped_quantity": "0.5",
                    "posting_date": "2026-12-02", "location_id": "11", "notes": "every field", "external_id": "client-done-1",
                })
            },
            left_out: &[
                ("lot", "the assembly has no lots; what is sent has a test of its own"),
                ("serials", "as above"),
                ("custom_fields", "the account has no custom fields of completions"),
            ],
            refused: |order| json!({"work_order_id": order, "quantity": "99"}),
            refusal: "You have entered an Invalid Field Value 99 for the following field: completedQuantity",
            patch: None,
        }),
        actions: &[Act { verb: Verb::Reverse, after: &[], status: None }],
        known: None,
        unknown_id: "production:987654321",
    }
}

/// A released order with work in process and a routing, of which nothing is done yet.
fn released_order(stand: &Stand) -> BoxFuture<'_, Value> {
    Box::pin(async {
        let mut order = pumps();
        (order["type_id"], order["routing_id"]) = (json!("wip"), json!("1"));
        let order = NewRecord::read(Resource::WorkOrder, &order).expect("the sample has the unified form");
        let made = Visit::with(&stand.connector).apply(&Command::Create(order), None).await;
        let id: RecordId = made.expect("the order can be made").id().clone();
        let target = Target { id: id.clone(), if_match: None };
        let release = Command::act(Resource::WorkOrder, Verb::Release, target);
        Visit::with(&stand.connector).apply(&release, None).await.expect("the order can be released");
        json!(id)
    })
}
