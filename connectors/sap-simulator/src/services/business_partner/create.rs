//! New partners by deep insert, and new parts of a partner that is there.

use super::{
    ADDRESS, BANK, COMPANY, COMPANY_TEXT, CONTACT, EMAIL, FAX, IDENTIFICATION, INDUSTRY, PARTNER, PHONE,
    PURCHASING, PURCHASING_TEXT, ROLE, TAX, TEXT, URL, USAGE,
};
use super::{address, bank, communication, contact, document, identification, numbers, partner, role};
use super::{supplier, supplier_text, tax};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

/// The parts of a partner, in the order in which they need each other.
const PARTS: [&str; 7] = [
    "to_BusinessPartnerRole",
    "to_BusinessPartnerAddress",
    "to_BusinessPartnerTax",
    "to_BusinessPartnerBank",
    "to_BuPaIdentification",
    "to_BuPaIndustry",
    "to_BusinessPartnerContact",
];

/// A whole partner.
pub(super) fn partner(work: &mut Work<'_>, mut draft: Draft) -> Result<Key, Failure> {
    let mut wrong = Vec::new();
    let mut row = work.filled(&draft);
    partner::check(work, &row, &mut wrong);
    let found = wrong.len();
    numbers::assign(work, &mut row, &mut wrong);
    if wrong.len() > found {
        // Without a number of its own there is nothing the parts could belong to.
        return Err(Failure::business(wrong));
    }
    partner::derive(&mut row);
    document::date_creation(&mut row, work.user);
    row.set("BusinessPartnerUUID", Value::Text(uuid()));
    if partner::is_person(&row) {
        row.set_text("PersonNumber", work.numbers.next_address());
    }
    let number = row.text("BusinessPartner").to_owned();
    let key = row.key();
    work.tables.put(row);
    for part in PARTS {
        for draft in draft.take_children(part) {
            add(work, &number, draft, &mut wrong)?;
        }
    }
    for draft in draft.take_children("to_Supplier") {
        supplier::take(work, &number, draft, &mut wrong)?;
    }
    address::check_languages(work, &number, &mut wrong);
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    work.documents.push(number);
    Ok(key)
}

/// A part of a partner that is there already.
pub(super) fn part(work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
    let filled = work.filled(&draft);
    let number = document::number(work.tables, &filled);
    let number = number.filter(|number| document::partner(work.tables, number).is_some());
    let number = number.ok_or_else(|| Failure::not_found("A_BusinessPartnerType"))?;
    let mut wrong = Vec::new();
    let key = add(work, &number, draft, &mut wrong)?;
    address::check_languages(work, &number, &mut wrong);
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    document::touch(work, &number);
    Ok(key)
}

fn add(work: &mut Work<'_>, number: &str, draft: Draft, wrong: &mut Vec<Message>) -> Result<Key, Failure> {
    match draft.set.set.as_str() {
        ROLE => role::add(work, number, &draft, wrong),
        ADDRESS => address::add(work, number, draft, wrong),
        USAGE => Ok(address::add_usage(work, number, &draft, wrong)),
        EMAIL | PHONE | FAX | URL => {
            let id = draft.text("AddressID").to_owned();
            Ok(communication::add(work, number, &id, &draft, wrong))
        }
        TAX => Ok(tax::add(work, number, &draft, wrong)),
        BANK => Ok(bank::add(work, number, &draft, wrong)),
        IDENTIFICATION | INDUSTRY => Ok(identification::add(work, number, &draft, wrong)),
        CONTACT => contact::add(work, number, draft, wrong),
        COMPANY | PURCHASING => supplier::add_view(work, number, draft, wrong),
        TEXT | COMPANY_TEXT | PURCHASING_TEXT => Ok(supplier_text::add(work, number, &draft, wrong)),
        // A partner is no part, and the metadata lets nobody create the others.
        PARTNER => Err(Failure::not_found("A_BusinessPartnerType")),
        other => Err(Failure::not_found(other)),
    }
}

/// The row of a part with its owner's number.
pub(super) fn owned(work: &Work<'_>, number: &str, draft: &Draft) -> Row {
    let mut row = work.filled(draft);
    for name in ["BusinessPartner", "Supplier"] {
        if row.set.is_key(name) {
            row.set_text(name, number);
        }
    }
    row
}

/// A fresh UUID in the usual form.
pub(super) fn uuid() -> String {
    let digits = hex::encode(rand::random::<[u8; 16]>());
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
