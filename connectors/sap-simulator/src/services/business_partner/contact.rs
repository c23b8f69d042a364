//! Contact persons: a relationship between a company and a person who is a partner as well.

use super::{CONTACT, CONTACT_FUNCTION, document, partner, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use chrono::NaiveTime;

/// The only category of relationship the service takes.
const CONTACT_PERSON: &str = "BUR001";

pub(super) fn add(
    work: &mut Work<'_>,
    number: &str,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = work.filled(&draft);
    row.set_text("BusinessPartnerCompany", number);
    row.default_text("RelationshipCategory", CONTACT_PERSON);
    if row.text("RelationshipCategory") != CONTACT_PERSON {
        wrong.push(texts::no_contact_person(row.text("RelationshipCategory")));
    }
    let person = row.text("BusinessPartnerPerson");
    if person.is_empty() {
        wrong.push(texts::required("BusinessPartnerPerson"));
    } else if !document::partner(work.tables, person).is_some_and(partner::is_person) {
        wrong.push(texts::unknown(person, "BUT000", "BusinessPartnerPerson"));
    }
    row.set_text("RelationshipNumber", work.numbers.next_relationship());
    if row.get("ValidityStartDate").is_initial() {
        row.set("ValidityStartDate", Value::Date(work.now.date_naive().and_time(NaiveTime::MIN)));
    }
    if row.get("ValidityEndDate").is_initial() {
        row.set("ValidityEndDate", document::last_day());
    }
    let sent = draft.take_children("to_ContactRelationship").into_iter().next();
    let mut function = match sent {
        Some(draft) => work.filled(&draft),
        None => work.row(CONTACT_FUNCTION)?,
    };
    for name in ["RelationshipNumber", "BusinessPartnerCompany", "BusinessPartnerPerson", "ValidityEndDate"] {
        function.set(name, row.get(name).clone());
    }
    function.set_text("RelationshipCategory", CONTACT_PERSON);
    let key = row.key();
    work.tables.put(function);
    work.tables.put(row);
    Ok(key)
}

/// Removes a contact person from the company; the person stays a partner.
pub(super) fn remove(work: &mut Work<'_>, row: &Row) {
    work.tables.remove(CONTACT_FUNCTION, &row.key());
    work.tables.remove(CONTACT, &row.key());
}
