//! Business partners in the ledger, and what happens to them outside the API.

use super::ledger::fields;
use super::{Reply, State, World, outside};
use crate::odata::table::{Row, Tables};
use crate::services::business_partner::{
    ADDRESS, BANK, COMPANY, COMPANY_TEXT, CONTACT, EMAIL, FAX, IDENTIFICATION, INDUSTRY, PARTNER, PHONE,
    PURCHASING, PURCHASING_TEXT, ROLE, SUPPLIER, TAX, TEXT, URL, USAGE, admin, document,
};
use chrono::SecondsFormat;
use serde_json::{Map, Value as Json};

/// Parts by their name in the ledger.
const PARTS: [(&str, &str); 6] = [
    ("roles", ROLE),
    ("tax_numbers", TAX),
    ("banks", BANK),
    ("identifications", IDENTIFICATION),
    ("industries", INDUSTRY),
    ("contacts", CONTACT),
];
const OF_ADDRESS: [(&str, &str); 4] = [("emails", EMAIL), ("phones", PHONE), ("faxes", FAX), ("urls", URL)];

/// All partners, whole.
pub(super) fn all(world: &World) -> Vec<Json> {
    world.tables.all(PARTNER).map(|row| whole(&world.tables, row)).collect()
}

/// One partner, whole.
pub(super) fn one(world: &World, number: &str) -> Option<Json> {
    document::partner(&world.tables, number).map(|row| whole(&world.tables, row))
}

/// Something happens to a partner outside the API.
pub(super) fn act(state: &State, world: &mut World, number: &str, deed: &str) -> Reply {
    outside(state, world, PARTNER, |work| match deed {
        "touch" => admin::touch(work, number),
        "block" => admin::block(work, number),
        _ => Err(format!("'{deed}' is none of touch, block")),
    })
}

fn list(rows: Vec<&Row>) -> Json {
    rows.into_iter().map(|row| Json::Object(fields(row))).collect()
}

fn whole(tables: &Tables, partner: &Row) -> Json {
    let number = partner.text("BusinessPartner");
    let mut body = fields(partner);
    for (name, set) in PARTS {
        body.insert(name.into(), list(document::of(tables, set, number)));
    }
    let addresses = document::of(tables, ADDRESS, number);
    let addresses = addresses.into_iter().map(|row| Json::Object(address(tables, row)));
    body.insert("addresses".into(), addresses.collect());
    let supplier = document::of(tables, SUPPLIER, number).first().map(|row| {
        let mut body = fields(row);
        body.insert("texts".into(), list(document::of(tables, TEXT, number)));
        body.insert("company_texts".into(), list(document::of(tables, COMPANY_TEXT, number)));
        body.insert("purchasing_texts".into(), list(document::of(tables, PURCHASING_TEXT, number)));
        body.insert("companies".into(), list(document::of(tables, COMPANY, number)));
        body.insert("purchasing_organizations".into(), list(document::of(tables, PURCHASING, number)));
        Json::Object(body)
    });
    body.insert("supplier".into(), supplier.unwrap_or(Json::Null));
    body.insert("reference".into(), partner.text("BusinessPartnerIDByExtSystem").into());
    let created = partner.created.to_rfc3339_opts(SecondsFormat::Micros, true);
    body.insert("created_at".into(), created.into());
    body.insert("created_by".into(), partner.text("CreatedByUser").into());
    Json::Object(body)
}

fn address(tables: &Tables, row: &Row) -> Map<String, Json> {
    let mut body = fields(row);
    let id = row.text("AddressID");
    for (name, set) in OF_ADDRESS {
        body.insert(name.into(), list(document::of_address(tables, set, id)));
    }
    let usages = document::of(tables, USAGE, row.text("BusinessPartner"));
    let usages = usages.into_iter().filter(|usage| usage.text("AddressID") == id);
    body.insert("usages".into(), list(usages.collect()));
    body
}
