//! Bodies that the simulator's built-in world takes.

use erpgate_connector_suite::Samples;
use erpgate_model::{NewPurchaseOrder, NewPurchaseOrderLine, RecordId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) fn samples(api: &str) -> Samples {
    let mut refused = order();
    refused["vendor_id"] = json!("99999999");
    Samples {
        order: read::<NewPurchaseOrder>(order()),
        full_order: read::<NewPurchaseOrder>(full_order()),
        left_out: &[],
        refused_order: read::<NewPurchaseOrder>(refused),
        refusal: "Vendor 99999999 not created",
        line: read::<NewPurchaseOrderLine>(json!({"item_id": "TG12", "quantity": "4.5", "unit": "PC",
            "unit_price": "7.25", "location_id": "1010", "delivery_date": "2031-05-06"})),
        refused_line: read::<NewPurchaseOrderLine>(json!({"item_id": "TG99", "quantity": "1", "unit": "PC",
            "unit_price": "1", "location_id": "1010"})),
        patch: read(patch(api)),
        unknown_id: RecordId::new("4599999999"),
    }
}

/// V4 changes no notes.
fn patch(api: &str) -> Value {
    let mut patch = json!({"payment_terms_id": "0002", "external_id": "CHANGED-1",
        "incoterms": {"code": "DAP", "location": "Mannheim"}, "custom_fields": {"YY1_Project_PDH": "South"}});
    if api == "v2" {
        patch["notes"] = json!("Ring at gate 4");
    }
    patch
}

fn order() -> Value {
    json!({
        "vendor_id": "10300001", "company_id": "1010", "purchasing_organization_id": "1010",
        "purchasing_group_id": "001", "type_id": "NB", "currency": "EUR",
        "lines": [
            {"item_id": "TG11", "quantity": "12.5", "unit": "PC", "unit_price": "3.999", "location_id": "1010"},
            {"item_id": "TG20", "quantity": "100", "unit": "KG", "unit_price": "20", "location_id": "1010"},
        ],
    })
}

fn full_order() -> Value {
    let mut order = order();
    let more = json!({
        "external_id": "SHOP-4711", "exchange_rate": "1.25", "order_date": "2031-02-03",
        "delivery_date": "2031-04-05", "payment_terms_id": "0004",
        "incoterms": {"code": "FOB", "location": "Hamburg"}, "notes": "Two pallets at most.\nThank you.",
        "custom_fields": {"YY1_Project_PDH": "North"},
        "ship_to": {"name": "Hall 3", "lines": ["Main Street 1"], "city": "Mannheim", "region": "BW",
            "postal_code": "68159", "country": "DE"},
    });
    for (name, value) in more.as_object().expect("an object") {
        order[name] = value.clone();
    }
    let line = json!({
        "description": "Bolt M8", "item_group_id": "L002", "unit_price": "39.99", "price_quantity": "10",
        "delivery_date": "2031-04-05", "storage_location_id": "101A", "tax_code_id": "V1",
        "account_assignment": {"account_id": "400000", "cost_center_id": "10101101", "order_id": "600001",
            "project_id": "P-100", "asset_id": "100000"},
        "over_delivery_tolerance_percent": "10", "under_delivery_tolerance_percent": "2.5",
        "custom_fields": {"YY1_Color_PDI": "red"},
    });
    for (name, value) in line.as_object().expect("an object") {
        order["lines"][0][name] = value.clone();
    }
    order["lines"][1]["delivery_date"] = json!("2031-04-05");
    order
}

fn read<T: DeserializeOwned>(body: Value) -> T {
    serde_json::from_value(body).expect("the sample is a valid body")
}
