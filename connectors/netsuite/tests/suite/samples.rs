//! Bodies that the simulated account takes: vendor 501 of subsidiary 1, items 701 and 702.

use erpgate_connector_suite::Samples;
use erpgate_model::RecordId;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) fn samples() -> Samples {
    Samples {
        order: body(&order()),
        full_order: body(&full_order()),
        left_out: &[
            ("custom_fields", "the behaviours compare mapped fields; custom fields have a test of their own"),
            ("lines.custom_fields", "as above"),
            (
                "lines.account_assignment.account_id",
                "belongs to expense lines, and the lines of the suite are changed in place with those of `order`, which \
                 have items; expense lines have tests of their own",
            ),
        ],
        refused_order: body(&refused_order()),
        refusal: "You have entered an Invalid Field Value 999999 for the following field: entity",
        line: body(
            &json!({"item_id": "703", "quantity": "3.5", "unit_price": "80.125", "location_id": "11"}),
        ),
        refused_line: body(&json!({"item_id": "999999", "quantity": "1", "unit_price": "1"})),
        patch: body(
            &json!({"notes": "changed by the suite", "delivery_date": "2027-02-01", "payment_terms_id": "3"}),
        ),
        unknown_id: RecordId::new("987654321"),
    }
}

fn order() -> Value {
    json!({
        "vendor_id": "501",
        "company_id": "1",
        "notes": "two lines",
        "lines": [
            {"item_id": "701", "quantity": "12.5", "unit_price": "3.999", "location_id": "11"},
            {"item_id": "702", "quantity": "4", "unit_price": "20", "location_id": "11"},
        ],
    })
}

fn refused_order() -> Value {
    let mut order = order();
    order["vendor_id"] = json!("999999");
    order
}

fn full_order() -> Value {
    json!({
        "external_id": "client-42",
        "vendor_id": "501",
        "company_id": "1",
        "currency": "EUR",
        "exchange_rate": "1.0825",
        "order_date": "2026-11-02",
        "delivery_date": "2026-12-15",
        "payment_terms_id": "3",
        "incoterms": {"code": "DAP"},
        "ship_to": {
            "name": "Goods In", "lines": ["Hafenstr. 1", "Tor 4"], "city": "Hamburg", "region": "HH",
            "postal_code": "20457", "country": "DE",
        },
        "bill_to": {
            "name": "Accounts", "lines": ["1 Main St"], "city": "Austin", "region": "TX",
            "postal_code": "78701", "country": "US",
        },
        "notes": "every field",
        "buyer_id": "301",
        "lines": [
            {
                "item_id": "703", "description": "First line", "quantity": "7.125", "unit": "Each", "unit_price": "99.95",
                "delivery_date": "2026-12-20", "location_id": "11", "department_id": "1", "class_id": "2",
                "tax_code_id": "5",
            },
            {
                "item_id": "702", "description": "Second line", "quantity": "2", "unit": "Each", "unit_price": "8.3333",
                "delivery_date": "2026-12-21", "location_id": "12", "department_id": "2", "class_id": "1",
                "tax_code_id": "6",
            },
        ],
    })
}

fn body<T: DeserializeOwned>(json: &Value) -> T {
    serde_json::from_value(json.clone()).expect("the sample has the unified form")
}
