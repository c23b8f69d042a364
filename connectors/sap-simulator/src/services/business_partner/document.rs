//! A business partner as a whole: the rows that belong to it, and its last change.

use super::{
    ADDRESS, BANK, COMPANY, COMPANY_TEXT, CONTACT, CONTACT_FUNCTION, EMAIL, FAX, IDENTIFICATION, INDUSTRY,
    PARTNER, PHONE, PURCHASING, PURCHASING_TEXT, ROLE, SUPPLIER, TAX, TEXT, URL, USAGE,
};
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;
use chrono::{DateTime, NaiveTime, Timelike, Utc};

/// Sets whose key begins with the partner's number; a supplier has the number of its partner.
const NUMBERED: [&str; 13] = [
    PARTNER,
    ADDRESS,
    USAGE,
    ROLE,
    TAX,
    BANK,
    IDENTIFICATION,
    SUPPLIER,
    COMPANY,
    PURCHASING,
    TEXT,
    COMPANY_TEXT,
    PURCHASING_TEXT,
];
/// Sets whose key begins with an address's number.
const OF_ADDRESS: [&str; 4] = [EMAIL, PHONE, FAX, URL];
/// Sets that name their partner further back in the key.
const OTHERS: [&str; 3] = [INDUSTRY, CONTACT, CONTACT_FUNCTION];
/// The properties that may hold a partner's number, the more telling first.
const OWNERS: [&str; 3] = ["BusinessPartner", "BusinessPartnerCompany", "Supplier"];

/// A number as it stands in keys: digits are padded to ten.
pub(super) fn padded(number: &str) -> String {
    if number.bytes().all(|b| b.is_ascii_digit()) { format!("{number:0>10}") } else { number.to_uppercase() }
}

fn owner(row: &Row) -> Option<&str> {
    OWNERS.iter().map(|name| row.text(name)).find(|number| !number.is_empty())
}

/// The number of the partner a row belongs to.
pub(super) fn number(tables: &Tables, row: &Row) -> Option<String> {
    if let Some(number) = owner(row) {
        return Some(number.to_owned());
    }
    let address = tables.all(ADDRESS).find(|address| address.text("AddressID") == row.text("AddressID"))?;
    Some(address.text("BusinessPartner").to_owned())
}

pub(crate) fn partner<'a>(tables: &'a Tables, number: &str) -> Option<&'a Row> {
    tables.get(PARTNER, &[padded(number)])
}

/// The rows of one set that belong to a partner.
pub(crate) fn of<'a>(tables: &'a Tables, set: &str, number: &str) -> Vec<&'a Row> {
    if OTHERS.contains(&set) {
        return tables.all(set).filter(|row| owner(row) == Some(number)).collect();
    }
    tables.under(set, &[padded(number)])
}

/// The e-mail addresses, telephone numbers and so on of an address.
pub(crate) fn of_address<'a>(tables: &'a Tables, set: &str, address: &str) -> Vec<&'a Row> {
    tables.under(set, &[padded(address)])
}

/// Every row of a partner.
fn rows(tables: &Tables, number: &str) -> Vec<Row> {
    let own = NUMBERED.iter().chain(&OTHERS).flat_map(|set| of(tables, set, number));
    let addresses = of(tables, ADDRESS, number);
    let further = addresses.into_iter().flat_map(|address| {
        OF_ADDRESS.iter().flat_map(|set| of_address(tables, set, address.text("AddressID")))
    });
    own.chain(further).cloned().collect()
}

/// Dates a change: whichever part changed, the partner's date moves, and the etags of all parts with it.
pub(super) fn touch(work: &mut Work<'_>, number: &str) {
    for mut row in rows(work.tables, number) {
        row.changed = work.now;
        if row.set.set == PARTNER {
            row.set("LastChangeDate", Value::Date(work.now.date_naive().and_time(NaiveTime::MIN)));
            row.set("LastChangeTime", Value::Time(second(work.now)));
            row.set_text("LastChangedByUser", work.user);
            row.set_text("ETag", stamp(work.user, work.now));
        }
        work.tables.put(row);
    }
    work.documents.push(number.to_owned());
}

/// Dates the creation. There is no last change until something changes.
pub(super) fn date_creation(partner: &mut Row, user: &str) {
    let now = partner.created;
    partner.set_text("CreatedByUser", user);
    partner.set("CreationDate", Value::Date(now.date_naive().and_time(NaiveTime::MIN)));
    partner.set("CreationTime", Value::Time(second(now)));
    partner.set_text("ETag", stamp(user, now));
}

/// The property ETag: who changed the partner last, and when.
fn stamp(user: &str, now: DateTime<Utc>) -> String {
    format!("{user}{}", now.format("%Y%m%d%H%M%S")).chars().take(26).collect()
}

/// The time of day in whole seconds.
fn second(now: DateTime<Utc>) -> NaiveTime {
    now.time().with_nanosecond(0).unwrap_or(NaiveTime::MIN)
}

/// SAP's end of time, as an instant.
pub(super) fn forever() -> Value {
    let end = DateTime::parse_from_rfc3339("9999-12-31T23:59:59Z");
    end.map_or(Value::Null, |end| Value::Instant(end.to_utc()))
}

/// SAP's end of time, as a date.
pub(super) fn last_day() -> Value {
    let end = chrono::NaiveDate::from_ymd_opt(9999, 12, 31);
    end.map_or(Value::Null, |end| Value::Date(end.and_time(NaiveTime::MIN)))
}
