//! What is moved in the simulated account: items 701 and 702 in no lots, 703 in lots, 706 with serial numbers,
//! 707 in bins 31 and 32 of location 11 (33 is a bin of location 12).

use erpgate_connector_suite::{Act, Sample, Stand, Visit, Writes, nothing_first};
use erpgate_model::{Resource, Verb};
use futures::future::BoxFuture;
use serde_json::{Value, json};

const UNKNOWN: &str = "987654321";
const UNKNOWN_ITEM: &str = "You have entered an Invalid Field Value 999999 for the following field: item";
const REVERSE: &[Act] = &[Act { verb: Verb::Reverse, after: &[], status: None }];

pub(crate) fn samples() -> Vec<Sample> {
    vec![levels(), adjustments(), transfers(), receipts()]
}

fn levels() -> Sample {
    Sample {
        resource: Resource::InventoryLevel,
        kind: None,
        ledger: &["stock"],
        writes: None,
        actions: &[],
        known: Some("701-11-0-0"),
        unknown_id: UNKNOWN,
    }
}

fn adjustments() -> Sample {
    Sample {
        resource: Resource::InventoryAdjustment,
        kind: None,
        ledger: &["inventory_adjustments"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| {
                json!({"company_id": "1", "account_id": "59", "lines": [
                    {"item_id": "701", "location_id": "11", "change": "-3"},
                    {"item_id": "702", "location_id": "12", "change": "2.5"},
                ]})
            },
            full: |_| full_adjustment(),
            left_out: &[
                ("lines.set_to", "the lines of one adjustment all say `change`, or all say `set_to`"),
                ("lines.expected_on_hand", "as above"),
            ],
            refused: |_| {
                json!({"company_id": "1", "account_id": "59", "lines": [
                    {"item_id": "999999", "location_id": "11", "change": "1"},
                ]})
            },
            refusal: UNKNOWN_ITEM,
            patch: None,
        }),
        actions: REVERSE,
        known: None,
        unknown_id: UNKNOWN,
    }
}

fn full_adjustment() -> Value {
    json!({
        "company_id": "1", "account_id": "59", "external_id": "COUNT-7", "posting_date": "2026-11-20",
        "cost_center_id": "1", "reason": "damaged", "notes": "counted twice",
        "custom_fields": {"custbody_project_code": "P-7"},
        "lines": [
            {"item_id": "703", "location_id": "11", "lot": "LOT-N", "change": "1.5", "unit": "Each", "unit_cost": "99.955",
             "custom_fields": {"custcol_cost_note": "n"}},
            {"item_id": "703", "location_id": "11", "lot": "LOT-A", "change": "-2"},
            {"item_id": "706", "location_id": "11", "serials": ["SN-8", "SN-9"], "change": "2"},
            {"item_id": "706", "location_id": "11", "serials": ["SN-0001"], "change": "-1"},
            {"item_id": "707", "location_id": "11", "bin_id": "31", "change": "-2.5"},
        ],
    })
}

fn transfers() -> Sample {
    Sample {
        resource: Resource::InventoryTransfer,
        kind: None,
        ledger: &["inventory_transfers"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| {
                json!({"company_id": "1", "from_location_id": "11", "to_location_id": "12", "lines": [
                    {"item_id": "701", "quantity": "4"}, {"item_id": "702", "quantity": "0.5"},
                ]})
            },
            full: |_| {
                json!({
                    "company_id": "1", "from_location_id": "11", "to_location_id": "12", "external_id": "MOVE-7",
                    "posting_date": "2026-11-20", "notes": "to the shop",
                    "custom_fields": {"custbody_project_code": "P-7"},
                    "lines": [
                        {"item_id": "703", "quantity": "2.5", "lot": "LOT-A", "unit": "Each",
                         "custom_fields": {"custcol_cost_note": "n"}},
                        {"item_id": "706", "quantity": "1", "serials": ["SN-0002"]},
                        {"item_id": "707", "quantity": "3", "from_bin_id": "31", "to_bin_id": "33"},
                    ],
                })
            },
            left_out: &[],
            refused: |_| {
                json!({"company_id": "1", "from_location_id": "11", "to_location_id": "12", "lines": [
                    {"item_id": "999999", "quantity": "1"},
                ]})
            },
            refusal: UNKNOWN_ITEM,
            patch: None,
        }),
        actions: REVERSE,
        known: None,
        unknown_id: UNKNOWN,
    }
}

fn receipts() -> Sample {
    Sample {
        resource: Resource::GoodsReceipt,
        kind: None,
        ledger: &["item_receipts"],
        writes: Some(Writes {
            prepare: an_order,
            plain: |order| json!({"purchase_order_id": order, "lines": [{"purchase_order_line_id": "1", "quantity": "2.5"}]}),
            full: |order| {
                json!({
                    "purchase_order_id": order, "external_id": "IN-7", "posting_date": "2026-11-20",
                    "delivery_note": "L 4711", "notes": "first truck",
                    "custom_fields": {"custbody_project_code": "P-7"},
                    "lines": [
                        {"purchase_order_line_id": "2", "quantity": "2.5", "unit": "Each", "lot": "LOT-A", "location_id": "12"},
                        {"purchase_order_line_id": "2", "quantity": "1", "unit": "Each", "lot": "LOT-N", "location_id": "12"},
                        {"purchase_order_line_id": "3", "quantity": "2", "serials": ["SN-18", "SN-19"]},
                        {"purchase_order_line_id": "4", "quantity": "3", "bin_id": "32", "final_delivery": true,
                         "custom_fields": {"custcol_cost_note": "n"}},
                    ],
                })
            },
            left_out: &[],
            refused: |order| json!({"purchase_order_id": order, "lines": [{"purchase_order_line_id": "1", "quantity": "999"}]}),
            refusal: "You have entered an Invalid Field Value 999 for the following field: quantity",
            patch: None,
        }),
        actions: REVERSE,
        known: None,
        unknown_id: UNKNOWN,
    }
}

/// The id of an order of everything that can be received.
fn an_order(stand: &Stand) -> BoxFuture<'_, Value> {
    Box::pin(async {
        let line = |item: &str, quantity: &str| json!({"item_id": item, "quantity": quantity, "unit_price": "1", "unit": "Each", "location_id": "11"});
        let order = json!({"vendor_id": "501", "company_id": "1", "lines": [
            line("701", "5"), line("703", "6"), line("706", "2"), line("707", "4"),
        ]});
        let order = serde_json::from_value(order).expect("the order has the unified form");
        let receipt = Visit::with(&stand.connector).create(&order).await.expect("the order is valid");
        json!(receipt.id())
    })
}
