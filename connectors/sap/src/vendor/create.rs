//! Create: one deep insert.

use erpgate_connector::{Receipt, Rejection, Session, WriteError};
use erpgate_model::{FieldError, NewVendor, RecordId};
use http::Method;
use serde_json::{Value, json};

use super::part::{ADDRESSES, BANK_ACCOUNTS, COMPANIES, ORGANIZATIONS, PARTS, Part, TAX_IDS};
use super::reach::WAYS;
use super::{Customs, PARTNER, TO_SUPPLIER, Vendors, fields, names, to_native};
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, Row, add_custom_fields, properties};
use crate::messages;
use crate::odata;
use crate::service::Change;
use crate::settings::VendorReferenceField;

/// Supplier in accounting and supplier in purchasing: with both, companies and purchasing organizations
/// can be added at any time.
const ROLES: [&str; 2] = ["FLVN00", "FLVN01"];

impl Vendors {
    pub(super) async fn create(&self, session: &Session, vendor: &NewVendor) -> Result<Receipt, WriteError> {
        let body = json!(vendor);
        let mut partner = new_partner(&body, self.customs)?;
        if let Some(reference) = session.reference() {
            partner.insert(self.customs.reference_field.property().to_owned(), json!(reference.as_str()));
        }
        let change = Change {
            method: Method::POST,
            path: PARTNER.to_owned(),
            body: Some(Value::Object(partner)),
            etag: None,
        };
        let lines = PARTS.iter().flat_map(|part| entries(&body, part)).collect();
        let answer = self.service.change(session, &change, &Blame::lines(fields::WRITTEN, lines)).await?;
        let made = answer.json().unwrap_or_default();
        let made = made.get("d").unwrap_or(&Value::Null);
        let numbers = [odata::text(made, "Supplier"), odata::text(made, "BusinessPartner")];
        match numbers.into_iter().find(|number| !number.is_empty()) {
            Some(number) => Ok(Receipt::of(RecordId::new(number), messages::warnings(&answer))),
            // The vendor probably stands; the reference finds it.
            None => Err(session.unreadable(&answer)),
        }
    }
}

/// The properties of the partner itself that a body mentions, without its name.
pub(super) fn header(body: &Value, nulls: Nulls, customs: Customs, errors: &mut Vec<FieldError>) -> Entity {
    let mut partner = properties(fields::HEADER, "", body, nulls);
    let taken: Vec<Row> = [fields::HEADER, fields::NAMES].concat();
    add_custom_fields(&mut partner, &taken, body, "", errors);
    let reference = customs.reference_field.property();
    if partner.contains_key(reference) {
        let pointer = if customs.reference_field == VendorReferenceField::BusinessPartnerIDByExtSystem {
            "/external_id".to_owned()
        } else {
            format!("/custom_fields/{reference}")
        };
        let detail = format!(
            "the connection's setting `vendor_reference_field` keeps {reference} for the gateway's reference"
        );
        errors.push(FieldError::at(pointer, "not_writable", detail));
    }
    partner
}

fn new_partner(body: &Value, customs: Customs) -> Result<Entity, Rejection> {
    let mut errors = Vec::new();
    let mut partner = header(body, Nulls::Skip, customs, &mut errors);
    let category = if body["is_person"] == json!(true) { names::PERSON } else { names::ORGANIZATION };
    partner.insert("BusinessPartnerCategory".to_owned(), json!(category));
    match names::properties(body["name"].as_str().unwrap_or_default(), category) {
        Ok(names) => partner.extend(names.into_iter().filter(|(_, part)| *part != json!(""))),
        Err(error) => errors.push(error),
    }
    let roles = ROLES.map(|role| json!({"BusinessPartnerRole": role}));
    partner.insert("to_BusinessPartnerRole".to_owned(), json!(roles));
    let addresses = new_addresses(body, &mut errors);
    let taxes = new_entries(&TAX_IDS, body, &mut errors);
    let banks = new_entries(&BANK_ACCOUNTS, body, &mut errors);
    for (part, entries) in [(&ADDRESSES, addresses), (&TAX_IDS, taxes), (&BANK_ACCOUNTS, banks)] {
        if !entries.is_empty() {
            partner.insert(part.navigation.to_owned(), json!(entries));
        }
    }
    let supplier = new_supplier(body, &mut errors);
    if !supplier.is_empty() {
        partner.insert(TO_SUPPLIER.to_owned(), Value::Object(supplier));
    }
    if errors.is_empty() { Ok(partner) } else { Err(refused(errors)) }
}

/// The standard address first, because SAP makes the first one the standard.
fn new_addresses(body: &Value, errors: &mut Vec<FieldError>) -> Vec<Entity> {
    let mut addresses = new_entries(&ADDRESSES, body, errors);
    let given = body[ADDRESSES.list].as_array().map_or(&[][..], Vec::as_slice);
    for (address, given) in addresses.iter_mut().zip(given) {
        address.extend(to_native::usage(given));
    }
    let defaults: Vec<usize> =
        (0..given.len()).filter(|index| given[*index]["is_default"] == json!(true)).collect();
    if let [_, second, ..] = defaults.as_slice() {
        let detail = "one address alone can be the standard one";
        errors.push(FieldError::at(format!("/addresses/{second}/is_default"), "invalid", detail));
    }
    if let Some(first) = defaults.first() {
        addresses[..=*first].rotate_right(1);
    }
    let said = |field: &str| body[field].as_str().filter(|text| !text.is_empty());
    for way in &WAYS {
        match (said(way.field), addresses.first_mut()) {
            (None, _) => {}
            (Some(text), Some(address)) => {
                address.insert(way.navigation.to_owned(), json!([way.new_entry(text)]));
            }
            (Some(_), None) => errors.push(to_native::needs_address(way.field)),
        }
    }
    match (said("language"), addresses.first_mut()) {
        (None, _) => {}
        (Some(language), Some(address)) => {
            address.insert("Language".to_owned(), json!(language.to_uppercase()));
        }
        (Some(_), None) => errors.push(to_native::needs_address("language")),
    }
    addresses
}

/// Companies and purchasing organizations, each with what the vendor says for all of them.
fn new_supplier(body: &Value, errors: &mut Vec<FieldError>) -> Entity {
    let mut supplier = Entity::new();
    let shared = [("payment_terms_id", "PaymentTerms"), ("currency", "PurchaseOrderCurrency")];
    let mut held = Vec::new();
    for part in [&COMPANIES, &ORGANIZATIONS] {
        let mut entries = new_entries(part, body, errors);
        for (field, property) in shared {
            let has_property = part.rows.iter().any(|row| row.native() == property);
            for entry in entries.iter_mut().filter(|_| has_property && body[field].is_string()) {
                held.push(field);
                entry.entry(property).or_insert_with(|| body[field].clone());
            }
        }
        if !entries.is_empty() {
            supplier.insert(part.navigation.to_owned(), json!(entries));
        }
    }
    let without_holder = |field: &&str| body[*field].is_string() && !held.contains(field);
    let fields = shared.map(|(field, _)| field);
    errors.extend(fields.iter().copied().filter(without_holder).map(to_native::needs_holder));
    supplier
}

fn new_entries(part: &Part, body: &Value, errors: &mut Vec<FieldError>) -> Vec<Entity> {
    let entries = entries(body, part);
    entries.map(|(pointer, entry)| to_native::entity(part, &entry, None, &pointer, errors)).collect()
}

fn entries(body: &Value, part: &Part) -> impl Iterator<Item = (String, Value)> {
    let entries = body[part.list].as_array().cloned().unwrap_or_default();
    let list = part.list;
    entries.into_iter().enumerate().map(move |(index, entry)| (format!("/{list}/{index}"), entry))
}
