//! Addresses and what they are used for.

use super::{ADDRESS, EMAIL, FAX, PHONE, URL, USAGE};
use super::{communication, create, document, partner, role, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

/// The usage of a partner's standard address.
const STANDARD: &str = "XXDEFAULT";

/// Navigations to what belongs to an address, with the type of telephone number they stand for.
const REACHED_BY: [(&str, &str); 5] = [
    ("to_EmailAddress", ""),
    ("to_PhoneNumber", communication::FIXED_LINE),
    ("to_MobilePhoneNumber", communication::MOBILE),
    ("to_FaxNumber", ""),
    ("to_URLAddress", ""),
];

pub(super) fn add(
    work: &mut Work<'_>,
    number: &str,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = create::owned(work, number, &draft);
    let id = work.numbers.next_address();
    row.set_text("AddressID", &id);
    row.set_text("AddressUUID", create::uuid());
    if let Some(owner) = document::partner(work.tables, number) {
        row.set_text("Person", owner.text("PersonNumber"));
        partner::repeat_name(&mut row, &partner::name(owner));
    }
    keep_valid(work, &mut row);
    check(work, &row, wrong);
    let first = document::of(work.tables, ADDRESS, number).is_empty();
    let key = row.key();
    work.tables.put(row);
    for draft in draft.take_children("to_AddressUsage") {
        let mut usage = draft;
        usage.fields.insert("AddressID".into(), Value::Text(id.clone()));
        add_usage(work, number, &usage, wrong);
    }
    if first && !has_standard(work, number) {
        let mut usage = work.row(USAGE)?;
        usage.set_text("BusinessPartner", number);
        usage.set_text("AddressID", &id);
        usage.set_text("AddressUsage", STANDARD);
        usage.set("StandardUsage", Value::Bool(true));
        keep_valid(work, &mut usage);
        work.tables.put(usage);
    }
    for (navigation, kind) in REACHED_BY {
        for mut draft in draft.take_children(navigation) {
            if !kind.is_empty() {
                draft.fields.insert("PhoneNumberType".into(), Value::Text(kind.into()));
            }
            communication::add(work, number, &id, &draft, wrong);
        }
    }
    Ok(key)
}

fn has_standard(work: &Work<'_>, number: &str) -> bool {
    document::of(work.tables, USAGE, number).into_iter().any(|usage| usage.text("AddressUsage") == STANDARD)
}

pub(super) fn add_usage(work: &mut Work<'_>, number: &str, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    let mut row = create::owned(work, number, draft);
    keep_valid(work, &mut row);
    if row.text("AddressUsage").is_empty() {
        wrong.push(texts::required("AddressUsage"));
    }
    let id = row.text("AddressID");
    if !document::of(work.tables, ADDRESS, number).into_iter().any(|address| address.text("AddressID") == id)
    {
        wrong.push(texts::unknown(id, "BUT020", "AddressID"));
    }
    let key = row.key();
    work.tables.put(row);
    key
}

/// What is valid without a period is valid from now on for ever.
fn keep_valid(work: &Work<'_>, row: &mut Row) {
    if row.get("ValidityStartDate").is_initial() {
        row.set("ValidityStartDate", Value::Instant(work.now));
    }
    if row.get("ValidityEndDate").is_initial() {
        row.set("ValidityEndDate", document::forever());
    }
}

/// Adds what is wrong in an address, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    if row.text("Country").is_empty() {
        wrong.push(texts::required("Country"));
    }
    partner::check_country(work, row, "Country", wrong);
    partner::check_country(work, row, "POBoxDeviatingCountry", wrong);
    partner::check_language(work, row, "Language", wrong);
}

/// A customer's standard address, its first, needs a language.
pub(super) fn check_languages(work: &Work<'_>, number: &str, wrong: &mut Vec<Message>) {
    let standard = document::of(work.tables, ADDRESS, number).first().map(|row| row.text("Language"));
    if standard == Some("") && role::is_customer(work.tables, number) {
        wrong.push(texts::no_language());
    }
}

/// Removes an address with everything that belongs to it.
pub(super) fn remove(work: &mut Work<'_>, row: &Row) {
    let id = row.text("AddressID");
    let usages = document::of(work.tables, USAGE, row.text("BusinessPartner"));
    let usages = usages.into_iter().filter(|usage| usage.text("AddressID") == id);
    let further = [EMAIL, PHONE, FAX, URL];
    let further = further.iter().flat_map(|set| document::of_address(work.tables, set, id));
    let gone: Vec<(String, Key)> =
        usages.chain(further).map(|row| (row.set.set.clone(), row.key())).collect();
    for (set, key) in gone {
        work.tables.remove(&set, &key);
    }
    work.tables.remove(ADDRESS, &row.key());
}
