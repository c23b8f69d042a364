//! The samples of a work order and of what was done for one.

use chrono::TimeDelta;
use erpgate_model::{
    CustomFields, RecordEvent, Timestamp, Version, WorkOrder, WorkOrderCompletion, WorkOrderComponent,
    WorkOrderKind, WorkOrderOperation, WorkOrderStatus,
};
use serde_json::json;

use super::{RECORD_ID, decimal, some};

/// Every field is filled in: without `..Default`, a field that is added to the model must be added here.
pub(super) fn sample(what: RecordEvent, now: Timestamp) -> WorkOrder {
    let status = match what {
        RecordEvent::Created => WorkOrderStatus::Planned,
        RecordEvent::Updated | RecordEvent::StatusChanged => WorkOrderStatus::Released,
        RecordEvent::Deleted => WorkOrderStatus::Cancelled,
    };
    WorkOrder {
        id: WorkOrderKind::Production.record_id(RECORD_ID),
        number: some("1000042"),
        external_id: some("WO-2026-0042"),
        kind: WorkOrderKind::Production,
        type_id: some("YP01"),
        status,
        native_status: some("REL PRC"),
        title: some("Bolts for the spring"),
        description: some("Hexagon bolts M8 × 40, zinc coated."),
        priority: some("2"),
        company_id: some("1010"),
        location_id: some("1010"),
        item_id: some("TG11"),
        quantity: decimal("100"),
        unit: some("PC"),
        completed_quantity: decimal("0"),
        scrapped_quantity: decimal("0"),
        asset_id: some("10000017"),
        functional_location_id: some("1010-SPA"),
        work_center_id: some("ASSEMBLY"),
        bill_of_materials_id: some("00000042"),
        routing_id: some("50000042"),
        scheduled_start: Some(now + TimeDelta::days(1)),
        scheduled_end: Some(now + TimeDelta::days(2)),
        actual_start: Some(now),
        actual_end: Some(now),
        operations: vec![WorkOrderOperation {
            id: "0010".to_owned(),
            number: some("0010"),
            title: some("Press"),
            work_center_id: some("ASSEMBLY"),
            duration: decimal("1.5"),
            duration_unit: some("HUR"),
            work: decimal("3"),
            work_unit: some("HUR"),
            status: Some(status),
            custom_fields: CustomFields::from([("YY1_Shift_MOP".to_owned(), json!("2"))]),
        }],
        components: vec![WorkOrderComponent {
            id: "1".to_owned(),
            item_id: some("TG21"),
            description: some("Steel wire"),
            quantity: decimal("12.5"),
            unit: some("KG"),
            issued_quantity: decimal("0"),
            location_id: some("1010"),
            storage_location_id: some("101A"),
            operation_number: some("0010"),
            custom_fields: CustomFields::from([("YY1_Charge_MOC".to_owned(), json!("C-1"))]),
        }],
        custom_fields: CustomFields::from([("YY1_Project_MOH".to_owned(), json!("P-1"))]),
        version: Version::new("20260115080000.0000000"),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

/// Every field is filled in, as above.
pub(super) fn completion(now: Timestamp) -> WorkOrderCompletion {
    WorkOrderCompletion {
        id: WorkOrderKind::Production.record_id(RECORD_ID),
        number: some("90000042"),
        external_id: some("WC-2026-0042"),
        work_order_id: some("production:1000042"),
        operation_number: some("0010"),
        quantity: decimal("40"),
        scrapped_quantity: decimal("1"),
        unit: some("PC"),
        work: decimal("1.5"),
        work_unit: some("HUR"),
        posting_date: Some(now.date_naive()),
        location_id: some("1010"),
        storage_location_id: some("101A"),
        lot: some("L-2026-01"),
        serials: vec!["SN-1".to_owned()],
        is_final: Some(false),
        notes: some("First shift."),
        reversed_by: some("production:90000043"),
        custom_fields: CustomFields::from([("YY1_Shift_MOF".to_owned(), json!("1"))]),
        version: Version::new("20260115080000.0000000"),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}
