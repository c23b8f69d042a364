//! Undoing a document by its opposite. NetSuite's REST service could only delete a document, and with it the
//! history; so an opposite one is made.
//!
//! Its external id is made from the id of the document that it undoes. NetSuite keeps external ids unique, so
//! there is at most one opposite of a document, whoever asks for it and however often.

use std::collections::BTreeSet;

use erpgate_connector::{Session, Sighting, WriteError};
use erpgate_model::{Decimal, FieldError, Reference, Target};
use serde_json::{Value, json};

use super::detail::exact;
use super::numbers::Numbers;
use super::portions::text;
use crate::connector::Account;
use crate::mapping::values::{decimal, id_of};
use crate::mapping::{Fields, NativeRecord, RecordType, Sent};
use crate::records::{Creation, Planned, current, locate, refused};

const PREFIX: &str = "EGREV-";

/// Fields of a document that its opposite has too, in the order in which NetSuite must apply them.
const HEADER: [&str; 7] =
    ["subsidiary", "account", "adjLocation", "location", "department", "class", "customer"];
/// Fields of a line likewise.
const LINE: [&str; 5] = ["item", "location", "units", "department", "class"];

/// The external id of the document that undoes the one with this id.
pub(super) fn reference(id: &str) -> Reference {
    Reference::stored(format!("{PREFIX}{id}"))
}

/// The id of the document that the one with this external id undid.
pub(crate) fn reversed(external_id: &str) -> Option<&str> {
    external_id.strip_prefix(PREFIX)
}

/// Says which document the record undid, if any.
pub(crate) fn show(native: &Fields, record: &mut Fields) {
    let external_id = native.get("externalId").and_then(Value::as_str);
    if let Some(id) = external_id.and_then(reversed) {
        record.insert("reverses".to_owned(), json!(id));
    }
}

/// The opposite of a document, if it has none yet.
///
/// # Errors
/// `RecordNotFound`, `StaleVersion`, or a lot that the account knows no more.
pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    target: &Target,
    before: bool,
) -> Result<Planned, WriteError> {
    let original = current(account, session, record_type, target, before).await?;
    let reference = reference(original.id().as_str());
    if let Sighting::Found(_) = locate(account, session, record_type, &reference).await? {
        return Ok(Planned::Stands(original.id().clone()));
    }
    let came = rows_of(&original).filter_map(|row| text(&row["receiptInventoryNumber"])).collect::<Vec<_>>();
    let came: BTreeSet<&str> = came.iter().map(String::as_str).collect();
    let numbers = Numbers::load(account, session, &came).await?;
    let mut native = header(&original);
    native.insert("externalId".to_owned(), json!(reference));
    let number = original.fields().get("tranId").and_then(Value::as_str).unwrap_or(original.id().as_str());
    native.insert("memo".to_owned(), json!(format!("Reversal of {number}")));
    let is_transfer = original.fields().contains_key("transferLocation");
    if is_transfer {
        for (end, other) in [("location", "transferLocation"), ("transferLocation", "location")] {
            if let Some(id) = original.fields().get(other).and_then(id_of) {
                native.insert(end.to_owned(), json!({"id": id}));
            }
        }
    }
    let mut errors = Vec::new();
    let lines = original.lines();
    let lines: Vec<Value> = lines
        .iter()
        .map(
            |line| if is_transfer { back(line.fields) } else { opposite(line.fields, &numbers, &mut errors) },
        )
        .collect();
    if !errors.is_empty() {
        return Err(refused(errors).into());
    }
    native.insert("inventory".to_owned(), json!({"items": lines}));
    let creation = Creation {
        record_type,
        path: record_type.path.to_owned(),
        reference: Some(reference),
        native: Value::Object(native),
        sent: Sent::new(record_type, Value::Null),
    };
    Ok(Planned::Reverse { creation, original: original.id().clone() })
}

fn rows_of(record: &NativeRecord) -> impl Iterator<Item = &Value> {
    let lines = record.fields().get("inventory").and_then(|list| list["items"].as_array());
    lines.into_iter().flatten().flat_map(rows)
}

fn rows(line: &Value) -> &[Value] {
    line["inventoryDetail"]["inventoryAssignment"]["items"].as_array().map_or(&[], Vec::as_slice)
}

fn header(original: &NativeRecord) -> Fields {
    let mut native = references(original.fields(), &HEADER);
    native.extend(custom(original.fields(), "custbody"));
    native
}

/// What is named by an id stays named by it.
fn references(held: &Fields, names: &[&str]) -> Fields {
    let value = |name: &str| {
        let held = held.get(name)?;
        let id = id_of(held)?;
        Some((name.to_owned(), if held.is_object() { json!({"id": id}) } else { json!(id) }))
    };
    names.iter().filter_map(|name| value(name)).collect()
}

/// Custom fields and segments, because accounts make some of them mandatory.
fn custom(held: &Fields, prefix: &str) -> Vec<(String, Value)> {
    let is_one = |name: &str| name.starts_with(prefix) || name.starts_with("cseg");
    let plain = |value: &Value| match value {
        Value::Object(reference) => reference.get("id").map(|id| json!({"id": id})),
        Value::Null | Value::Array(_) => None,
        plain => Some(plain.clone()),
    };
    let own = held.iter().filter(|(name, _)| is_one(name));
    own.filter_map(|(name, value)| Some((name.clone(), plain(value)?))).collect()
}

fn quantity(value: &Value) -> Decimal {
    id_of(value).and_then(|text| decimal(&text)).unwrap_or(Decimal::ZERO)
}

fn negated(value: &Value) -> Decimal {
    quantity(value).checked_mul(Decimal::from(-1)).unwrap_or(Decimal::ZERO)
}

/// A line that takes back what a line of an adjustment changed.
fn opposite(line: &Fields, numbers: &Numbers, errors: &mut Vec<FieldError>) -> Value {
    let line = Value::Object(line.clone());
    let Value::Object(held) = &line else { return Value::Null };
    let mut native = references(held, &LINE);
    let change = negated(&line["adjustQtyBy"]);
    native.insert("adjustQtyBy".to_owned(), exact(change));
    // What comes back is worth what it was worth when it went.
    if !change.is_negative() && !line["unitCost"].is_null() {
        native.insert("unitCost".to_owned(), line["unitCost"].clone());
    }
    if let Some(memo) = line["memo"].as_str() {
        native.insert("memo".to_owned(), json!(memo));
    }
    native.extend(custom(held, "custcol"));
    let item = id_of(&line["item"]).unwrap_or_default();
    let details: Vec<Value> = rows(&line)
        .iter()
        .map(|row| {
            let mut detail = kept(row, &[("binNumber", "binNumber"), ("inventoryStatus", "inventoryStatus")]);
            if let Some(text) = text(&row["receiptInventoryNumber"]) {
                if let Some(id) = numbers.id(&item, &text) {
                    detail.insert("issueInventoryNumber".to_owned(), json!({"id": id}));
                } else {
                    errors.push(FieldError {
                        pointer: None,
                        code: "no_such_reference".to_owned(),
                        detail: format!("NetSuite knows the lot or serial number {text} no more"),
                        native: None,
                    });
                }
            } else if let Some(text) = text(&row["issueInventoryNumber"]) {
                detail.insert("receiptInventoryNumber".to_owned(), json!(text));
            }
            detail.insert("quantity".to_owned(), exact(negated(&row["quantity"])));
            Value::Object(detail)
        })
        .collect();
    if !details.is_empty() {
        let detail = json!({"quantity": exact(change), "inventoryAssignment": {"items": details}});
        native.insert("inventoryDetail".to_owned(), detail);
    }
    Value::Object(native)
}

/// A line that moves back what a line of a transfer moved.
fn back(line: &Fields) -> Value {
    let line = Value::Object(line.clone());
    let Value::Object(held) = &line else { return Value::Null };
    let mut native = references(held, &LINE);
    let moved = quantity(&line["adjustQtyBy"]);
    native.insert("adjustQtyBy".to_owned(), exact(moved));
    native.extend(custom(held, "custcol"));
    let details: Vec<Value> = rows(&line)
        .iter()
        .map(|row| {
            let mut detail = kept(
                row,
                &[
                    ("issueInventoryNumber", "issueInventoryNumber"),
                    ("binNumber", "toBinNumber"),
                    ("toBinNumber", "binNumber"),
                    ("inventoryStatus", "toInventoryStatus"),
                    ("toInventoryStatus", "inventoryStatus"),
                ],
            );
            // The goods arrived in the status that they had, unless the transfer said another.
            if row["toInventoryStatus"].is_null()
                && let Some(status) = detail.get("toInventoryStatus").cloned()
            {
                detail.insert("inventoryStatus".to_owned(), status);
            }
            detail.insert("quantity".to_owned(), exact(quantity(&row["quantity"])));
            Value::Object(detail)
        })
        .collect();
    if !details.is_empty() {
        let detail = json!({"quantity": exact(moved), "inventoryAssignment": {"items": details}});
        native.insert("inventoryDetail".to_owned(), detail);
    }
    Value::Object(native)
}

/// References of a row, by new names.
fn kept(row: &Value, names: &[(&str, &str)]) -> Fields {
    let one = |(held, name): &(&str, &str)| Some(((*name).to_owned(), json!({"id": id_of(&row[*held])?})));
    names.iter().filter_map(one).collect()
}
