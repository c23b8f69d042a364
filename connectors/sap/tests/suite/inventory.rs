//! Stock that the simulator's built-in world takes and gives.

use std::pin::Pin;

use erpgate_connector_suite::{Act, Sample, Stand, Visit, Writes, nothing_first};
use erpgate_model::{Resource, Verb};
use serde_json::{Value, json};

use super::samples::samples as orders;

const REVERSE: &[Act] = &[Act { verb: Verb::Reverse, after: &[], status: None }];
const OF_A_COUNT: &str = "belongs to counts, which have a sample of their own";
const NOT_OF_A_COUNT: &str = "a count has no such field";

pub(crate) fn samples() -> [Sample; 5] {
    [level(), change(), count(), transfer(), receipt()]
}

fn level() -> Sample {
    Sample {
        resource: Resource::InventoryLevel,
        kind: None,
        ledger: &[],
        writes: None,
        actions: &[],
        known: Some("TG11.1010.101A."),
        unknown_id: "NIX.1010.101A.",
    }
}

/// A record that is kept as documents in this list of the ledger.
fn kept(resource: Resource, ledger: &'static [&'static str], writes: Writes) -> Sample {
    Sample {
        resource,
        kind: None,
        ledger,
        writes: Some(writes),
        actions: REVERSE,
        known: None,
        unknown_id: "2026-4999999999",
    }
}

const MOVEMENTS: &[&str] = &["material_documents"];

fn change() -> Sample {
    let writes = Writes {
        prepare: nothing_first,
        plain: |_| json!({"lines": [line("TG11", &json!({"change": "-0.5", "unit": "PC"}))]}),
        full: |_| {
            json!({"external_id": "ADJ-1", "account_id": "400000", "cost_center_id": "10101101", "reason": "2",
            "custom_fields": {"YY1_Gate_MDH": "North"}, "notes": "counted by hand",
            "posting_date": today(), "document_date": "2026-01-31",
            "lines": [
                line("TG20", &json!({"change": "1.25", "unit": "KG", "lot": "B0001", "unit_cost": "2.4",
                    "custom_fields": {"YY1_NetWeight_MDI": "1.125"}})),
                line("TG30", &json!({"change": "2", "unit": "PC", "serials": ["NEW-1", "NEW-2"]})),
            ]})
        },
        left_out: &[("lines.set_to", OF_A_COUNT), ("lines.expected_on_hand", OF_A_COUNT)],
        refused: |_| json!({"lines": [line("NIX", &json!({"change": "1"}))]}),
        refusal: "Material NIX not maintained in plant 1010",
        patch: None,
    };
    kept(Resource::InventoryAdjustment, MOVEMENTS, writes)
}

fn count() -> Sample {
    let writes = Writes {
        prepare: nothing_first,
        // Every second count finds a difference again, so that each can be taken back.
        plain: |_| json!({"lines": [line("TG12", &json!({"set_to": fresh_level(), "unit": "PC"}))]}),
        full: |_| {
            json!({"external_id": "COUNT-1", "reason": "2", "notes": "yearly count",
                "custom_fields": {"YY1_Team_PIH": "Night"}, "posting_date": today(),
                "document_date": "2026-01-31", "lines": [line("TG20",
                    &json!({"set_to": "119.75", "expected_on_hand": "120.5", "unit": "KG", "lot": "B0002",
                        "custom_fields": {"YY1_Shelf_PII": "C-17"}}))]})
        },
        left_out: &[
            ("lines.change", "belongs to goods movements, which have a sample of their own"),
            ("account_id", NOT_OF_A_COUNT),
            ("cost_center_id", NOT_OF_A_COUNT),
            ("lines.serials", NOT_OF_A_COUNT),
            ("lines.unit_cost", NOT_OF_A_COUNT),
        ],
        refused: |_| json!({"lines": [line("NIX", &json!({"set_to": "1"}))]}),
        refusal: "Material NIX not maintained in plant 1010",
        patch: None,
    };
    let ledger = &["physical_inventory_documents"];
    Sample { unknown_id: "count-2026-999999999", ..kept(Resource::InventoryAdjustment, ledger, writes) }
}

fn transfer() -> Sample {
    let writes = Writes {
        prepare: nothing_first,
        plain: |_| moved(&json!({"lines": [{"item_id": "TG11", "quantity": "0.5", "unit": "PC"}]})),
        full: |_| {
            moved(&json!({"external_id": "MOVE-1", "notes": "for the fair",
                "custom_fields": {"YY1_Gate_MDH": "North"}, "posting_date": today(),
                "document_date": "2026-01-31", "to_location_id": "1010", "lines": [
                    {"item_id": "TG20", "quantity": "1.25", "unit": "KG", "lot": "B0002",
                        "custom_fields": {"YY1_NetWeight_MDI": "1.125"}},
                    {"item_id": "TG30", "quantity": "1", "unit": "PC", "serials": ["SN-0002"]}]}))
        },
        left_out: &[],
        refused: |_| moved(&json!({"lines": [{"item_id": "NIX", "quantity": "1"}]})),
        refusal: "Material NIX not maintained in plant 1010",
        patch: None,
    };
    kept(Resource::InventoryTransfer, MOVEMENTS, writes)
}

fn receipt() -> Sample {
    let writes = Writes {
        prepare: ordered,
        plain: |order| {
            json!({"purchase_order_id": order, "lines": [
                {"purchase_order_line_id": "10", "quantity": "2.5", "unit": "PC", "storage_location_id": "101A"}]})
        },
        full: |order| {
            json!({"purchase_order_id": order, "external_id": "GR-1", "delivery_note": "LS-77",
                "notes": "two boxes",
                "custom_fields": {"YY1_Gate_MDH": "North"}, "posting_date": today(), "document_date": "2026-01-31", "lines": [
                    {"purchase_order_line_id": "20", "quantity": "4", "unit": "KG", "location_id": "1010",
                        "storage_location_id": "101A", "lot": "B0002", "final_delivery": true,
                        "custom_fields": {"YY1_NetWeight_MDI": "1.125"}}]})
        },
        left_out: &[("lines.serials", "the order is of goods without serial numbers")],
        refused: |order| {
            json!({"purchase_order_id": order, "lines": [
                {"purchase_order_line_id": "10", "quantity": "9999", "storage_location_id": "101A"}]})
        },
        refusal: "PU Ordered quantity exceeded",
        patch: None,
    };
    kept(Resource::GoodsReceipt, MOVEMENTS, writes)
}

fn ordered(stand: &Stand) -> Pin<Box<dyn Future<Output = Value> + Send + '_>> {
    Box::pin(async {
        let receipt = Visit::with(&stand.connector).create(&orders("v2").order).await;
        json!(receipt.expect("the sample order is valid").id())
    })
}

fn line(item: &str, more: &Value) -> Value {
    let mut line = json!({"item_id": item, "location_id": "1010", "storage_location_id": "101A"});
    extend(&mut line, more);
    line
}

fn moved(more: &Value) -> Value {
    let mut body = json!({"from_location_id": "1010", "from_storage_location_id": "101A",
        "to_storage_location_id": "101B"});
    extend(&mut body, more);
    body
}

fn extend(body: &mut Value, more: &Value) {
    let more = more.as_object().expect("an object").clone();
    body.as_object_mut().expect("an object").extend(more);
}

/// The simulator's clock is the machine's here, and it posts in the current month and the one before.
fn today() -> String {
    use erpgate_model::Clock as _;
    erpgate_model::SystemClock.now().date_naive().to_string()
}

/// A level unlike the one before.
fn fresh_level() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(100);
    format!("{}.5", NEXT.fetch_add(1, Ordering::Relaxed))
}
