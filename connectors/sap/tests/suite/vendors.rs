//! Vendors that the simulator's built-in world takes.

use erpgate_connector_suite::{Act, Sample, Writes, nothing_first};
use erpgate_model::{Resource, Verb};
use serde_json::{Value, json};

const fn act(verb: Verb, after: &'static [Verb], status: &'static str) -> Act {
    Act { verb, after, status: Some(status) }
}

const ACTIONS: &[Act] = &[
    act(Verb::Block, &[], "blocked"),
    act(Verb::Unblock, &[Verb::Block], "active"),
    act(Verb::Deactivate, &[], "inactive"),
    act(Verb::Unblock, &[Verb::Deactivate], "active"),
    act(Verb::Delete, &[], "inactive"),
];

pub(crate) fn sample() -> Sample {
    Sample {
        resource: Resource::Vendor,
        kind: None,
        ledger: &["business_partners"],
        writes: Some(Writes {
            prepare: nothing_first,
            plain: |_| plain(),
            full: |_| full(),
            left_out: &[],
            refused: |_| {
                let mut refused = plain();
                refused["companies"][0]["company_id"] = json!("9999");
                refused
            },
            refusal: "Entry 9999 does not exist in T001",
            patch: Some(|_| {
                json!({"name": "Pumpenwerk Neu GmbH", "external_id": "CHANGED-1", "email": "new@pumpenwerk.example",
                    "phone": "0221 99", "website": "https://neu.example", "language": "en", "currency": "USD",
                    "payment_terms_id": "0004", "custom_fields": {"YY1_Rating_BP": "B"}})
            }),
        }),
        actions: ACTIONS,
        known: None,
        unknown_id: "4711",
    }
}

fn plain() -> Value {
    json!({
        "name": "Pumpenwerk Beispiel GmbH", "type_id": "BP02",
        "addresses": [{"city": "Köln", "country": "DE"}],
        "companies": [{"company_id": "1010", "reconciliation_account_id": "21100000"}],
        "purchasing_organizations": [{"organization_id": "1010", "currency": "EUR"}],
    })
}

fn full() -> Value {
    json!({
        "name": "Vereinigte Werkstätten für Pumpen, Ventile und Armaturen Beispiel GmbH", "type_id": "BP02",
        "external_id": "SHOP-4711", "is_person": false, "email": "orders@pumpenwerk.example",
        "phone": "0221 4711", "website": "https://pumpenwerk.example", "language": "de", "currency": "EUR",
        "payment_terms_id": "0002", "custom_fields": {"YY1_Rating_BP": "A+"},
        "addresses": [
            {"kind": "ORDERS", "is_default": true, "name": "Einkauf", "lines": ["Hauptstrasse 1", "Tor 4"],
                "city": "Köln", "region": "NW", "postal_code": "50667", "country": "DE"},
            {"city": "Bonn", "country": "DE"},
        ],
        "tax_ids": [{"kind": "DE0", "value": "DE123456789", "country": "DE"}],
        "bank_accounts": [
            {"iban": "DE89370400440532013000", "holder": "Pumpenwerk Beispiel GmbH"},
            {"account_number": "1234567890", "bank_code": "37040044", "country": "DE"},
        ],
        "companies": [{"company_id": "1010", "reconciliation_account_id": "21100000", "payment_terms_id": "0002"}],
        "purchasing_organizations": [{"organization_id": "1010", "currency": "EUR", "payment_terms_id": "0002",
            "incoterms": {"code": "DAP", "location": "Mannheim"}}],
    })
}
