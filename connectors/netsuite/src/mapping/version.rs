//! A version for a record that NetSuite gives none.

use erpgate_model::Version;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::native::Fields;

/// What is not the record's own: links, names of other records, balances, stock levels,
/// times that run on. They change
/// without the record.
const FOREIGN: [&str; 24] = [
    "links",
    "refName",
    "availableVendorCredit",
    "balance",
    "balancePrimary",
    "prepaymentBalance",
    "unbilledOrders",
    "unbilledOrdersPrimary",
    "lastPurchasePrice",
    "predConfidence",
    "predictedDays",
    "quantityAllocated",
    "quantityAvailable",
    "quantityCommitted",
    "quantityDemandAllocated",
    "quantityOnHand",
    "quantityOnShipments",
    "timeElapsed",
    "timeOnHold",
    "timeOpen",
    "timeToAssign",
    "timeToClose",
    "timeRemaining",
    "actualTime",
];

/// Sixteen hexadecimal digits of the SHA-256 over the record, with its keys in order.
/// `lastModifiedDate` alone would not do: it counts whole seconds.
pub(crate) fn version(record: &Fields) -> Version {
    let mut digest = Sha256::new();
    add_fields(record, &mut digest);
    Version::new(hex::encode(&digest.finalize()[..8]))
}

fn add_fields(fields: &Fields, digest: &mut Sha256) {
    let mut names: Vec<&String> = fields.keys().filter(|name| !FOREIGN.contains(&name.as_str())).collect();
    names.sort();
    digest.update("{");
    for name in names {
        digest.update(Value::String(name.clone()).to_string());
        add(&fields[name], digest);
    }
    digest.update("}");
}

fn add(value: &Value, digest: &mut Sha256) {
    match value {
        Value::Object(fields) => add_fields(fields, digest),
        Value::Array(list) => {
            digest.update("[");
            for entry in list {
                add(entry, digest);
                digest.update(",");
            }
            digest.update("]");
        }
        plain => digest.update(plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn version_of(record: &Value) -> Version {
        version(record.as_object().unwrap())
    }

    #[test]
    fn the_order_of_keys_and_what_is_foreign_do_not_matter() {
        let one = json!({"memo": "a", "entity": {"id": "7", "refName": "Acme"}, "links": [1], "balance": 5});
        let other = json!({"entity": {"refName": "Acme Inc", "id": "7"}, "balance": 9, "memo": "a"});
        assert_eq!(version_of(&one), version_of(&other));
    }

    #[test]
    fn every_own_value_matters() {
        let one = json!({"memo": "a", "item": {"items": [{"line": 1, "quantity": 2}]}});
        let other = json!({"memo": "a", "item": {"items": [{"line": 1, "quantity": 3}]}});
        assert_ne!(version_of(&one), version_of(&other));
        assert_eq!(version_of(&one).as_str().len(), 16);
    }
}
