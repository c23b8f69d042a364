//! Work orders that the simulator's built-in world takes.

use erpgate_connector_suite::{Act, Sample, Writes, nothing_first};
use erpgate_model::{Resource, Verb, WorkOrderKind};
use serde_json::{Value, json};

const fn act(verb: Verb, after: &'static [Verb], status: &'static str) -> Act {
    Act { verb, after, status: Some(status) }
}

const ACTIONS: &[Act] = &[
    act(Verb::Release, &[], "released"),
    act(Verb::Complete, &[Verb::Release], "completed"),
    act(Verb::Close, &[Verb::Release, Verb::Complete], "closed"),
    act(Verb::Cancel, &[], "cancelled"),
    act(Verb::Cancel, &[Verb::Release], "cancelled"),
    act(Verb::Delete, &[], "cancelled"),
    act(Verb::Delete, &[Verb::Release, Verb::Complete], "cancelled"),
];

pub(crate) fn samples() -> [Sample; 2] {
    [
        Sample {
            resource: Resource::WorkOrder,
            kind: Some(WorkOrderKind::Production),
            ledger: &["production_orders"],
            writes: Some(Writes {
                prepare: nothing_first,
                plain: |_| production(&json!({})),
                full: |_| {
                    production(&json!({"external_id": "SHOP-4711", "description": "For the fair.\nHurry.",
                        "priority": "1", "unit": "PC", "routing_id": "0001",
                        "scheduled_start": "2031-02-03T06:30:00Z", "scheduled_end": "2031-02-07T14:00:00Z",
                        "custom_fields": {"YY1_Shift_ORD": "N1"}}))
                },
                left_out: &[],
                refused: |_| production(&json!({"item_id": "NOTHING"})),
                refusal: "Material NOTHING not maintained in plant 1010",
                patch: Some(|_| {
                    json!({"quantity": "4.5", "description": "Not so fast", "priority": "2",
                        "external_id": "CHANGED-1", "scheduled_start": "2032-02-02T07:00:00Z",
                        "scheduled_end": "2032-02-06T15:00:00Z", "custom_fields": {"YY1_Shift_ORD": "D2"}})
                }),
            }),
            actions: ACTIONS,
            known: None,
            unknown_id: "production:9999999",
        },
        Sample {
            resource: Resource::WorkOrder,
            kind: Some(WorkOrderKind::Maintenance),
            ledger: &["maintenance_orders"],
            writes: Some(Writes {
                prepare: nothing_first,
                plain: |_| maintenance(&json!({})),
                full: |_| maintenance(&everything()),
                left_out: &[],
                refused: |_| maintenance(&json!({"asset_id": "99999999"})),
                refusal: "Equipment 99999999 does not exist",
                patch: Some(|_| {
                    json!({"title": "Seal leaks badly", "description": "Mind the spring", "priority": "2",
                        "external_id": "CHANGED-1", "asset_id": "10000002", "work_center_id": "RES-0200",
                        "scheduled_start": "2032-02-02T07:00:00Z", "scheduled_end": "2032-02-06T15:00:00Z",
                        "custom_fields": {"YY1_Shift_MNT": "D2"}})
                }),
            }),
            actions: ACTIONS,
            known: None,
            unknown_id: "maintenance:4999999",
        },
    ]
}

pub(crate) fn production(more: &Value) -> Value {
    with(
        json!({"kind": "production", "type_id": "YBM1", "item_id": "FG100", "location_id": "1010",
            "quantity": "12.5"}),
        more,
    )
}

pub(crate) fn maintenance(more: &Value) -> Value {
    with(
        json!({"kind": "maintenance", "type_id": "YA01", "title": "Seal leaks", "asset_id": "10000001",
            "location_id": "1010", "operations": [{"title": "Take apart", "work": "2.5"}],
            "components": [{"item_id": "1000042", "quantity": "2", "storage_location_id": "101A"}]}),
        more,
    )
}

fn everything() -> Value {
    json!({
        "external_id": "SHOP-4711", "description": "It drips.\nSince Monday.", "priority": "1",
        "functional_location_id": "1010-HAL-01", "work_center_id": "RES-0100",
        "scheduled_start": "2031-02-03T06:30:00Z", "scheduled_end": "2031-02-03T14:00:00Z",
        "custom_fields": {"YY1_Shift_MNT": "N1"},
        "operations": [
            {"number": "0010", "title": "Take apart", "work_center_id": "RES-0200", "duration": "3.5",
                "duration_unit": "H", "work": "2.5", "work_unit": "H",
                "custom_fields": {"YY1_NeedsPermit_MOP": true}},
            {"number": "0020", "title": "Put together"},
        ],
        "components": [
            {"item_id": "1000042", "description": "Seal, blue", "quantity": "2", "unit": "EA",
                "location_id": "1010", "storage_location_id": "101A", "operation_number": "0010",
                "custom_fields": {"YY1_Shelf_MOC": "C-17"}},
            {"description": "Grease", "quantity": "0.5", "unit": "KG", "operation_number": "0020"},
        ],
    })
}

fn with(mut body: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}
