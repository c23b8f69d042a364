//! The bodies: the same for every ERP.

use serde_json::{Value, json};

pub(super) fn vendor(name: &str) -> Value {
    json!({
        "name": name,
        "external_id": "V-1001",
        "email": "sales@example.com",
        "phone": "49301234567",
        "payment_terms_id": "net-30",
        "addresses": [
            {"lines": ["Main Street 1"], "city": "Berlin", "postal_code": "10115", "country": "DE"},
        ],
    })
}

pub(super) fn purchase_order() -> Value {
    json!({
        "vendor_id": "acme",
        "external_id": "PO-7",
        "lines": [
            {"item_id": "bolt-m8", "quantity": "12", "unit_price": "3.25", "delivery_date": "2036-02-01"},
            {"item_id": "nut-m8", "quantity": "100", "unit_price": "0.08", "delivery_date": "2036-02-01"},
        ],
    })
}

pub(super) fn goods_receipt(order: &Value) -> Value {
    json!({
        "purchase_order_id": order["id"],
        "lines": [{"purchase_order_line_id": order["lines"][0]["id"], "quantity": "5"}],
    })
}

pub(super) fn change(quantity: &str) -> Value {
    json!({
        "external_id": "ADJ-1",
        "notes": "found in the corner",
        "lines": [{"item_id": "bolt-m8", "change": quantity}],
    })
}

pub(super) fn set_to(level: &str, expected: &str) -> Value {
    json!({"lines": [{"item_id": "bolt-m8", "set_to": level, "expected_on_hand": expected}]})
}

pub(super) fn transfer() -> Value {
    json!({
        "from_location_id": "berlin", "to_location_id": "hamburg",
        "lines": [{"item_id": "bolt-m8", "quantity": "3"}],
    })
}

pub(super) fn production_order() -> Value {
    json!({
        "kind": "production", "item_id": "cabinet", "quantity": "4", "external_id": "WO-1",
        "scheduled_start": "2036-02-01T08:00:00Z", "scheduled_end": "2036-02-03T16:00:00Z",
    })
}

pub(super) fn maintenance_order() -> Value {
    json!({"kind": "maintenance", "title": "Pump leaks", "asset_id": "pump-7"})
}
