//! The samples of stock and of what moves it.

use chrono::TimeDelta;
use erpgate_model::{
    CustomFields, GoodsReceipt, GoodsReceiptLine, InventoryAdjustment, InventoryAdjustmentLine,
    InventoryLevel, InventoryTransfer, InventoryTransferLine, RecordId, Timestamp, Version,
};
use serde_json::json;

use super::{RECORD_ID, decimal, some};

const VERSION: &str = "20260115080000.0000000";

/// Every field is filled in: without `..Default`, a field that is added to the model must be added here.
pub(super) fn level() -> InventoryLevel {
    InventoryLevel {
        id: RecordId::new(RECORD_ID),
        item_id: some("TG11"),
        location_id: some("1010"),
        storage_location_id: some("101A"),
        bin_id: some("A-01-03"),
        lot: some("L-2026-01"),
        on_hand: decimal("250"),
        available: decimal("150"),
        on_order: decimal("100"),
        unit: some("PC"),
        version: Version::new(VERSION),
        native: None,
    }
}

/// Every field is filled in, as above.
pub(super) fn receipt(now: Timestamp) -> GoodsReceipt {
    GoodsReceipt {
        id: RecordId::new(RECORD_ID),
        number: some("5000000042"),
        external_id: some("GR-2026-0042"),
        purchase_order_id: some("4500000123"),
        posting_date: Some(now.date_naive()),
        document_date: Some(now.date_naive()),
        delivery_note: some("DN-77"),
        notes: some("One box was damaged."),
        reversed_by: some("2026/5000000043"),
        reverses: some("2026/5000000041"),
        lines: vec![GoodsReceiptLine {
            id: "1".to_owned(),
            item_id: some("TG11"),
            purchase_order_line_id: some("10"),
            quantity: decimal("60"),
            unit: some("PC"),
            location_id: some("1010"),
            storage_location_id: some("101A"),
            bin_id: some("A-01-03"),
            lot: some("L-2026-01"),
            serials: vec!["SN-1".to_owned()],
            final_delivery: Some(false),
            custom_fields: custom("YY1_Gate_MMI", "3"),
        }],
        custom_fields: custom("YY1_Truck_MMH", "HH-X 1"),
        version: Version::new(VERSION),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

/// Every field is filled in, as above.
pub(super) fn adjustment(now: Timestamp) -> InventoryAdjustment {
    InventoryAdjustment {
        id: RecordId::new(RECORD_ID),
        number: some("4900000042"),
        external_id: some("ADJ-2026-0042"),
        posting_date: Some(now.date_naive()),
        document_date: Some(now.date_naive()),
        company_id: some("1010"),
        account_id: some("54100000"),
        cost_center_id: some("10101101"),
        reason: some("0001"),
        notes: some("Found in the count."),
        native_type: some("701"),
        reversed_by: some("2026/4900000043"),
        reverses: some("2026/4900000041"),
        lines: vec![InventoryAdjustmentLine {
            id: "1".to_owned(),
            item_id: some("TG11"),
            location_id: some("1010"),
            storage_location_id: some("101A"),
            bin_id: some("A-01-03"),
            lot: some("L-2026-01"),
            serials: vec!["SN-1".to_owned()],
            change: decimal("-3"),
            unit: some("PC"),
            unit_cost: decimal("0.42"),
            custom_fields: custom("YY1_Count_MMI", "C-9"),
        }],
        custom_fields: custom("YY1_Count_MMH", "C-9"),
        version: Version::new(VERSION),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

/// Every field is filled in, as above.
pub(super) fn transfer(now: Timestamp) -> InventoryTransfer {
    InventoryTransfer {
        id: RecordId::new(RECORD_ID),
        number: some("4900000052"),
        external_id: some("TR-2026-0042"),
        posting_date: Some(now.date_naive()),
        document_date: Some(now.date_naive()),
        company_id: some("1010"),
        from_location_id: some("1010"),
        from_storage_location_id: some("101A"),
        to_location_id: some("1020"),
        to_storage_location_id: some("102A"),
        notes: some("For the Monday shift."),
        native_type: some("301"),
        reversed_by: some("2026/4900000053"),
        reverses: some("2026/4900000051"),
        lines: vec![InventoryTransferLine {
            id: "1".to_owned(),
            item_id: some("TG11"),
            quantity: decimal("25"),
            unit: some("PC"),
            lot: some("L-2026-01"),
            serials: vec!["SN-1".to_owned()],
            from_bin_id: some("A-01-03"),
            to_bin_id: some("B-02-01"),
            custom_fields: custom("YY1_Cart_MMI", "7"),
        }],
        custom_fields: custom("YY1_Cart_MMH", "7"),
        version: Version::new(VERSION),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

fn custom(name: &str, value: &str) -> CustomFields {
    CustomFields::from([(name.to_owned(), json!(value))])
}
