//! Vendors that the simulated account takes.

use std::sync::atomic::{AtomicUsize, Ordering};

use erpgate_connector_suite::{Act, Sample, Stand, Writes};
use erpgate_model::{Resource, Verb};
use futures::future::BoxFuture;
use serde_json::{Value, json};

pub(crate) fn sample() -> Sample {
    Sample {
        resource: Resource::Vendor,
        kind: None,
        ledger: &["vendors"],
        writes: Some(Writes {
            prepare: a_name,
            plain,
            full,
            left_out: &[(
                "custom_fields",
                "the behaviours compare mapped fields; custom fields have a test of their own",
            )],
            refused: |name| {
                let mut body = plain(name);
                body["payment_terms_id"] = json!("999999");
                body
            },
            refusal: "You have entered an Invalid Field Value 999999 for the following field: terms",
            patch: Some(
                |_| json!({"notes": "changed by the suite", "phone": "+49 30 555", "payment_terms_id": "3"}),
            ),
        }),
        actions: &[
            Act { verb: Verb::Block, after: &[], status: Some("inactive") },
            Act { verb: Verb::Deactivate, after: &[], status: Some("inactive") },
            Act { verb: Verb::Unblock, after: &[Verb::Deactivate], status: Some("active") },
            Act { verb: Verb::Delete, after: &[], status: None },
        ],
        known: None,
        unknown_id: "987654321",
    }
}

/// NetSuite takes each name once.
fn a_name(_: &Stand) -> BoxFuture<'_, Value> {
    static NUMBER: AtomicUsize = AtomicUsize::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Box::pin(async move { json!(format!("Sample Supplies {number}")) })
}

fn plain(name: &Value) -> Value {
    json!({"name": name, "companies": [{"company_id": "1"}], "email": "orders@sample.example"})
}

fn full(name: &Value) -> Value {
    json!({
        "external_id": "client-42", "type_id": "1", "name": name, "legal_name": "Sample Supplies Limited",
        "is_person": false, "email": "orders@sample.example", "phone": "+1 555 0142", "website": "https://sample.example",
        "currency": "EUR", "payment_terms_id": "2", "notes": "every field", "companies": [{"company_id": "1"}],
        "tax_ids": [{"kind": "taxIdNum", "value": "12-3456789"}, {"kind": "vatRegNumber", "value": "DE123456789"}],
        "addresses": [
            {
                "kind": "Head office", "name": "Orders", "lines": ["1 Side St", "Gate 2"], "city": "Austin",
                "region": "TX", "postal_code": "78702", "country": "US", "is_default": true,
            },
            {
                "kind": "Works", "name": "Goods In", "lines": ["Werkstr. 9"], "city": "Ulm", "region": "BW",
                "postal_code": "89073", "country": "DE", "is_default": false,
            },
        ],
    })
}
