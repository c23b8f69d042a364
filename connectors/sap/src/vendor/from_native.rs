//! From SAP's entities to the unified record.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Vendor;
use serde_json::{Map, Value, json};

use super::mask::mask_bank;
use super::names::{PERSON, name_of};
use super::native::{Document, is_standard, purpose};
use super::part::{ADDRESSES, BANK_ACCOUNTS, COMPANIES, ORGANIZATIONS, PARTS, Part, TAX_IDS};
use super::reach::WAYS;
use super::{Customs, contacts, fields, status, to_native};
use crate::mapping::{custom_fields, is_reference, nest_incoterms, unified};
use crate::odata;
use crate::settings::VendorReferenceField;

/// The unified record of a document.
///
/// # Errors
/// When a value is not of the form that the table says.
pub(super) fn record(document: Document, customs: Customs, native: bool) -> Result<Vendor, Trouble> {
    let partner = document.partner();
    let mut vendor = unified(fields::HEADER, "", partner);
    let number = document.supplier_number().to_owned();
    let marks = status::marks(&document);
    let derived = [
        ("id", json!(number)),
        ("number", json!(number)),
        ("status", json!(status::of(&document))),
        ("native_status", if marks.is_empty() { Value::Null } else { json!(marks.join(" ")) }),
        ("name", text(&name_of(partner))),
        ("is_person", json!(odata::text(partner, "BusinessPartnerCategory") == PERSON)),
        ("language", language(&document)),
        ("currency", common(&document, &[&ORGANIZATIONS], "PurchaseOrderCurrency")),
        ("payment_terms_id", common(&document, &[&COMPANIES, &ORGANIZATIONS], "PaymentTerms")),
        ("custom_fields", custom_fields(partner)),
        ("version", json!(document.version())),
        ("created_at", json!(document.created_at(customs))),
        ("updated_at", json!(document.updated_at(customs))),
        ("contacts", contacts::shown(&document)),
    ];
    vendor.extend(derived.map(|(name, value)| (name.to_owned(), value)));
    for way in &WAYS {
        let entry = document.default_address().and_then(|address| way.entry(address));
        vendor.insert(way.field.to_owned(), text(&entry.map(|entry| way.shown(entry)).unwrap_or_default()));
    }
    for part in PARTS {
        let entries = document.entries(part).map(|entry| self::entry(&document, part, entry));
        vendor.insert(part.list.to_owned(), Value::Array(entries.collect()));
    }
    if customs.reference_field == VendorReferenceField::BusinessPartnerIDByExtSystem {
        // Then the property holds the gateway's reference and no id of the client's.
        vendor.entry("external_id").and_modify(|id| {
            if id.as_str().is_some_and(is_reference) {
                *id = Value::Null;
            }
        });
    }
    let mut record: Vendor = serde_json::from_value(Value::Object(vendor)).map_err(|error| {
        Trouble::new(TroubleKind::Unreadable, format!("vendor {number} is not as expected: {error}"))
    })?;
    record.native = native.then(|| document.into_native());
    Ok(record)
}

fn entry(document: &Document, part: &Part, native: &Value) -> Value {
    let mut native = native.clone();
    if part.list == BANK_ACCOUNTS.list {
        mask_bank(&mut native);
    }
    let mut entry: Map<String, Value> = unified(part.rows, part.list, &native);
    entry.insert("id".to_owned(), json!(odata::text(&native, part.id)));
    if part.list == ADDRESSES.list {
        let is_default = document.default_address().is_some_and(|address| address == &native);
        entry.insert("kind".to_owned(), json!(purpose(&native)));
        entry.insert("is_default".to_owned(), json!(is_default || is_standard(&native)));
        entry.insert("lines".to_owned(), json!(to_native::street_lines(&native)));
    } else if part.list == TAX_IDS.list {
        entry.insert("value".to_owned(), text(to_native::tax_number(&native)));
        entry.insert("country".to_owned(), json!(to_native::tax_country(odata::text(&native, part.id))));
    } else if part.list == ORGANIZATIONS.list {
        nest_incoterms(&mut entry);
    }
    Value::Object(entry)
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

/// SAP writes the codes of ISO 639-1 in capitals.
fn language(document: &Document) -> Value {
    let language = document.default_address().map(|address| odata::text(address, "Language"));
    text(&language.unwrap_or_default().to_lowercase())
}

/// The one value of all entries; nothing when they differ.
fn common(document: &Document, parts: &[&Part], property: &str) -> Value {
    let mut values: Vec<&str> = parts
        .iter()
        .flat_map(|part| document.entries(part))
        .map(|entry| odata::text(entry, property))
        .collect();
    values.sort_unstable();
    values.dedup();
    match values.as_slice() {
        [one] => text(one),
        _ => Value::Null,
    }
}
