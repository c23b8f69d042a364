//! Bank details. The bank key must be in the bank directory; an IBAN may stand for key and account.

use super::{BANK, create, document, partner, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

pub(super) fn add(work: &mut Work<'_>, number: &str, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    let mut row = create::owned(work, number, draft);
    let others = document::of(work.tables, BANK, number);
    if row.text("BankIdentification").is_empty() {
        let last =
            others.iter().filter_map(|other| other.text("BankIdentification").parse::<u32>().ok()).max();
        row.set_text("BankIdentification", format!("{:0>4}", last.unwrap_or(0) + 1));
    } else if others.iter().any(|other| other.key() == row.key()) {
        let id = row.text("BankIdentification");
        wrong.push(texts::exists(&format!("Bank details {id}"), "BankIdentification"));
    }
    if row.get("ValidityStartDate").is_initial() {
        row.set("ValidityStartDate", Value::Instant(work.now));
    }
    if row.get("ValidityEndDate").is_initial() {
        row.set("ValidityEndDate", document::forever());
    }
    derive(work, &mut row);
    check(work, &row, wrong);
    let key = row.key();
    work.tables.put(row);
    key
}

/// Fills what follows from the IBAN and from the bank directory.
pub(super) fn derive(work: &Work<'_>, row: &mut Row) {
    let iban: String = row.text("IBAN").chars().filter(|c| !c.is_whitespace()).collect();
    row.set_text("IBAN", &iban);
    row.default_text("BankCountryKey", iban.get(..2).unwrap_or_default());
    if row.text("BankNumber").is_empty() {
        // The national part begins with the bank key, in some countries after four letters of the bank.
        let country = row.text("BankCountryKey").to_owned();
        let starts = |from: usize, key: &str| iban.get(from..).is_some_and(|rest| rest.starts_with(key));
        let banks = &work.seed.partners.banks;
        let bank = banks
            .iter()
            .find(|bank| bank.country == country && (starts(4, &bank.key) || starts(8, &bank.key)));
        row.set_text("BankNumber", bank.map_or("", |bank| &bank.key));
    }
    let bank = work.seed.partners.bank(row.text("BankCountryKey"), row.text("BankNumber"));
    row.set_text("BankName", bank.map_or("", |bank| &bank.name));
    row.set_text("SWIFTCode", bank.map_or("", |bank| &bank.swift));
    row.set_text("CityName", bank.map_or("", |bank| &bank.city));
}

/// Adds what is wrong in bank details, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    let (country, key, iban) = (row.text("BankCountryKey"), row.text("BankNumber"), row.text("IBAN"));
    if !iban.is_empty() && !valid_iban(iban) {
        wrong.push(texts::wrong_iban(iban));
        return;
    }
    if country.is_empty() {
        wrong.push(texts::required("BankCountryKey"));
        return;
    }
    partner::check_country(work, row, "BankCountryKey", wrong);
    if key.is_empty() {
        wrong.push(texts::required("BankNumber"));
    } else if work.seed.partners.bank(country, key).is_none() {
        wrong.push(texts::unknown(&format!("{country} {key}"), "BNKA", "BankNumber"));
    }
    if row.text("BankAccount").is_empty() && iban.is_empty() {
        wrong.push(texts::required("BankAccount"));
    }
}

/// The check digits of ISO 13616: the rearranged number leaves 1 when divided by 97.
fn valid_iban(iban: &str) -> bool {
    let (Some(head), Some(rest)) = (iban.get(..4), iban.get(4..)) else { return false };
    let mut remainder = 0;
    for c in rest.chars().chain(head.chars()) {
        let Some(digit) = c.to_digit(36) else { return false };
        remainder = (remainder * if digit > 9 { 100 } else { 10 } + digit) % 97;
    }
    rest.len() >= 8 && remainder == 1
}

#[cfg(test)]
mod tests {
    use super::valid_iban;

    #[test]
    fn an_iban_is_valid_when_its_check_digits_are() {
        for iban in ["DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"] {
            assert!(valid_iban(iban), "{iban}");
        }
        for iban in ["DE88370400440532013000", "DE89", "", "DE8937040044053201300Ä"] {
            assert!(!valid_iban(iban), "{iban}");
        }
    }
}
