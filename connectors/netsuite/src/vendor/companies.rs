//! The company that buys from a vendor: its primary subsidiary.

use serde_json::{Value, json};

use crate::mapping::values::{id_of, to_native};
use crate::mapping::{Fields, Kind, NativeRecord, Translation};

/// Where NetSuite keeps further companies.
const FURTHER: &str = "NetSuite keeps one primary subsidiary on the vendor; further ones are records of their own \
                       (vendorSubsidiaryRelationship), which the passthrough can write";

/// The id of the primary subsidiary among the vendor's companies: the name of its field.
const PRIMARY: &str = "subsidiary";

/// Puts the company in as the subsidiary, before everything else: NetSuite applies the keys one after the other.
pub(super) fn put(
    translation: &mut Translation,
    body: &Fields,
    held: Option<&NativeRecord>,
    native: &mut Fields,
) {
    let Some(given) = body.get("companies") else { return };
    let has_one = held.and_then(|held| held.fields().get("subsidiary")).is_some_and(|one| !one.is_null());
    let (added, place) =
        if held.is_some() { (&given["add"], "/companies/add") } else { (given, "/companies") };
    let mut chosen: Option<Value> = None;
    for (index, entry) in list(added).iter().enumerate() {
        if chosen.is_some() || has_one {
            translation.refuse(&format!("{place}/{index}"), "not_supported", FURTHER);
        } else {
            chosen = entry.get("company_id").cloned();
        }
    }
    for (index, entry) in list(&given["update"]).iter().enumerate() {
        if entry["id"] == PRIMARY {
            chosen = entry.get("company_id").cloned();
        } else {
            let detail = "the vendor has no company with this id";
            translation.refuse(&format!("/companies/update/{index}/id"), "no_such_reference", detail);
        }
    }
    for (index, _) in list(&given["remove"]).iter().enumerate() {
        let detail = "a vendor keeps its primary subsidiary: change it to another one";
        translation.refuse(&format!("/companies/remove/{index}"), "not_supported", detail);
    }
    if let Some(company) = chosen.filter(Value::is_string) {
        native.shift_insert(0, "subsidiary".to_owned(), to_native(Kind::Reference, &company));
    }
}

/// The company; none in an account without subsidiaries.
pub(super) fn shown(native: &Fields) -> Value {
    let company = native.get("subsidiary").and_then(id_of);
    company.iter().map(|id| json!({"id": PRIMARY, "company_id": id})).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
