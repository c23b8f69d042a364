//! How an address is reached: e-mail, telephone, fax, home page.

use super::{ADDRESS, EMAIL, FAX, PHONE, URL, document, partner, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The types of telephone numbers.
pub(super) const FIXED_LINE: &str = "1";
pub(super) const MOBILE: &str = "3";

/// The property that holds the entry itself, the flag of the standard entry, and the country.
fn names(set: &str) -> (&'static str, &'static str, &'static str) {
    match set {
        EMAIL => ("EmailAddress", "IsDefaultEmailAddress", ""),
        PHONE => ("PhoneNumber", "IsDefaultPhoneNumber", "DestinationLocationCountry"),
        FAX => ("FaxNumber", "IsDefaultFaxNumber", "FaxCountry"),
        _ => ("WebsiteURL", "IsDefaultURLAddress", ""),
    }
}

/// Adds one entry to an address of the partner.
pub(super) fn add(
    work: &mut Work<'_>,
    number: &str,
    address: &str,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Key {
    let set = draft.set.set.as_str();
    let (_, flag, country) = names(set);
    let mut row = work.filled(draft);
    row.set_text("AddressID", address);
    let addresses = document::of(work.tables, ADDRESS, number);
    match addresses.into_iter().find(|known| known.text("AddressID") == address) {
        Some(known) => {
            row.set_text("Person", known.text("Person"));
            if !country.is_empty() {
                row.default_text(country, known.text("Country"));
            }
        }
        None => wrong.push(texts::unknown(address, "ADRC", "AddressID")),
    }
    if set == PHONE {
        row.default_text("PhoneNumberType", FIXED_LINE);
    }
    let others: Vec<Row> = document::of_address(work.tables, set, address).into_iter().cloned().collect();
    let last = others.iter().filter_map(|other| other.text("OrdinalNumber").parse::<u32>().ok()).max();
    row.set_text("OrdinalNumber", (last.unwrap_or(0) + 1).to_string());
    if !others.iter().any(|other| alike(other, &row) && other.flag(flag)) {
        row.set(flag, Value::Bool(true));
    }
    if set == URL && row.get("ValidityStartDate").is_initial() {
        let beginning = NaiveDate::from_ymd_opt(1, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
        row.set("ValidityStartDate", beginning.map_or(Value::Null, Value::Date));
    }
    derive(&mut row);
    check(work, &row, wrong);
    let key = row.key();
    put(work, row);
    key
}

/// Entries of which one is the standard: telephone numbers by their type, the others all.
fn alike(one: &Row, other: &Row) -> bool {
    one.text("PhoneNumberType") == other.text("PhoneNumberType")
}

/// Stores an entry. Of each kind one is the standard entry.
pub(super) fn put(work: &mut Work<'_>, row: Row) {
    let set = row.set.set.clone();
    let (_, flag, _) = names(&set);
    if row.flag(flag) {
        let others: Vec<Row> = document::of_address(work.tables, &set, row.text("AddressID"))
            .into_iter()
            .filter(|other| other.key() != row.key() && alike(other, &row) && other.flag(flag))
            .cloned()
            .collect();
        for mut other in others {
            // The flag of a home page is part of its key.
            work.tables.remove(&set, &other.key());
            other.set(flag, Value::Bool(false));
            work.tables.put(other);
        }
    }
    work.tables.put(row);
}

/// Fills what follows from the entry.
pub(super) fn derive(row: &mut Row) {
    let upper = |text: &str, length: usize| text.to_uppercase().chars().take(length).collect::<String>();
    match row.set.set.as_str() {
        EMAIL => {
            let search = upper(row.text("EmailAddress"), 20);
            row.set_text("SearchEmailAddress", search);
        }
        URL => {
            let url = row.text("WebsiteURL").to_owned();
            row.set_text("SearchURLAddress", upper(&url, 50));
            row.set("URLFieldLength", Value::Decimal(Decimal::from(url.chars().count())));
        }
        _ => {}
    }
}

/// Adds what is wrong in an entry, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    let (entry, _, country) = names(&row.set.set);
    if row.text(entry).is_empty() {
        wrong.push(texts::required(entry));
    }
    if !country.is_empty() {
        partner::check_country(work, row, country, wrong);
    }
}

/// Removes an entry; the next of its kind becomes the standard one.
pub(super) fn remove(work: &mut Work<'_>, row: &Row) {
    let set = row.set.set.as_str();
    let (_, flag, _) = names(set);
    work.tables.remove(set, &row.key());
    let others = document::of_address(work.tables, set, row.text("AddressID"));
    let next = others.into_iter().find(|other| alike(other, row)).cloned();
    if let (true, Some(mut next)) = (row.flag(flag), next) {
        work.tables.remove(set, &next.key());
        next.set(flag, Value::Bool(true));
        work.tables.put(next);
    }
}
