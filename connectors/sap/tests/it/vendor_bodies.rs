//! Vendors that the simulator's built-in world takes.

use erpgate_model::{Action, Command, NewRecord, Patch, RecordId, Resource, Update, Verb};
use serde_json::{Value, json};

use crate::bodies::target;

pub(crate) const IBAN: &str = "DE89370400440532013000";

/// A vendor in which every field has a value.
pub(crate) fn vendor() -> Value {
    json!({
        "name": "Pumpenwerk Beispiel GmbH", "type_id": "BP02", "external_id": "SHOP-4711",
        "email": "orders@pumpenwerk.example", "phone": "0221 4711", "website": "https://pumpenwerk.example",
        "language": "de", "currency": "EUR", "payment_terms_id": "0002",
        "addresses": [{"name": "Einkauf", "lines": ["Hauptstrasse 1", "Tor 4"], "city": "Köln", "region": "NW",
            "postal_code": "50667", "country": "DE"}],
        "tax_ids": [{"kind": "DE0", "value": "DE123456789", "country": "DE"}],
        "bank_accounts": [{"iban": IBAN, "holder": "Pumpenwerk Beispiel GmbH"}],
        "companies": [{"company_id": "1010", "reconciliation_account_id": "21100000"}],
        "purchasing_organizations": [{"organization_id": "1010",
            "incoterms": {"code": "DAP", "location": "Mannheim"}}],
    })
}

/// `vendor()` with other fields on top; null takes one away.
pub(crate) fn vendor_with(more: Value) -> Value {
    let mut vendor = vendor();
    let Value::Object(more) = more else { panic!("an object") };
    for (name, value) in more {
        if value.is_null() {
            vendor.as_object_mut().expect("an object").remove(&name);
        } else {
            vendor[name] = value;
        }
    }
    vendor
}

pub(crate) fn create(body: &Value) -> Command {
    Command::Create(NewRecord::read(Resource::Vendor, body).expect("a valid body"))
}

pub(crate) fn update(id: &RecordId, patch: &Value) -> Command {
    let patch = Patch::read(Resource::Vendor, patch).expect("a valid body");
    Command::Update(Update { target: target(id), patch })
}

pub(crate) fn act(verb: Verb, id: &RecordId) -> Command {
    Command::Act(Action { resource: Resource::Vendor, verb, target: target(id) })
}
