//! Commands that the simulator's built-in world takes.

use erpgate_model::{Command, NewRecord, Patch, RecordId, Target, Update};
use serde_json::{Value, json};

pub(crate) fn order() -> Value {
    json!({
        "vendor_id": "10300001", "company_id": "1010", "purchasing_organization_id": "1010",
        "purchasing_group_id": "001", "type_id": "NB", "currency": "EUR",
        "lines": [{"item_id": "TG11", "quantity": "12.50", "unit": "PC", "unit_price": "3.999",
            "location_id": "1010", "delivery_date": "2031-04-05"}],
    })
}

/// `order()` with other fields on top.
pub(crate) fn order_with(more: Value) -> Value {
    let mut order = order();
    let Value::Object(more) = more else { panic!("an object") };
    for (name, value) in more {
        order[name] = value;
    }
    order
}

pub(crate) fn create(body: Value) -> Command {
    Command::Create(NewRecord::PurchaseOrder(Box::new(serde_json::from_value(body).expect("a valid body"))))
}

pub(crate) fn update(id: &RecordId, patch: Value) -> Command {
    let target = target(id);
    let patch = Patch::PurchaseOrder(serde_json::from_value(patch).expect("a valid body"));
    Command::Update(Update { target, patch })
}

pub(crate) fn target(id: &RecordId) -> Target {
    Target { id: id.clone(), if_match: None }
}
