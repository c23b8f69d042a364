//! A partner's general data: its category, its names, its language.

use super::{ADDRESS, SUPPLIER, document, texts};
use crate::odata::failure::Message;
use crate::odata::table::{Row, Tables};
use crate::odata::value::Value;
use crate::services::Work;

/// The categories of partners.
const PERSON: &str = "1";
const ORGANIZATION: &str = "2";
const GROUP: &str = "3";

/// Given at creation; a change is taken silently and has no effect.
pub(super) const SILENT: [&str; 2] = ["BusinessPartnerCategory", "BusinessPartnerGrouping"];

pub(super) fn is_person(partner: &Row) -> bool {
    partner.text("BusinessPartnerCategory") == PERSON
}

/// Fills what follows from other fields.
pub(super) fn derive(partner: &mut Row) {
    let name = name(partner);
    partner.set_text("BusinessPartnerFullName", cut(&name, 81));
    partner.set_text("BusinessPartnerName", cut(&name, 81));
    if is_person(partner) {
        partner.set_text("PersonFullName", cut(&name, 80));
        partner.set_text("IsNaturalPerson", "X");
    }
}

/// The partner's whole name.
pub(super) fn name(partner: &Row) -> String {
    let parts: &[&str] = match partner.text("BusinessPartnerCategory") {
        PERSON => &["FirstName", "MiddleName", "LastName"],
        GROUP => &["GroupBusinessPartnerName1", "GroupBusinessPartnerName2"],
        _ => &["OrganizationBPName1", "OrganizationBPName2", "OrganizationBPName3", "OrganizationBPName4"],
    };
    let parts: Vec<&str> =
        parts.iter().map(|name| partner.text(name)).filter(|text| !text.is_empty()).collect();
    parts.join(" ")
}

fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

/// Adds what is wrong in the general data, new or changed.
pub(super) fn check(work: &Work<'_>, partner: &Row, wrong: &mut Vec<Message>) {
    let category = partner.text("BusinessPartnerCategory");
    match category {
        "" => wrong.push(texts::required("BusinessPartnerCategory")),
        PERSON if partner.text("LastName").is_empty() => wrong.push(texts::required("LastName")),
        GROUP if partner.text("GroupBusinessPartnerName1").is_empty() => {
            wrong.push(texts::required("GroupBusinessPartnerName1"));
        }
        ORGANIZATION if partner.text("OrganizationBPName1").is_empty() => {
            wrong.push(texts::required("OrganizationBPName1"));
        }
        PERSON | ORGANIZATION | GROUP => {}
        other => wrong.push(texts::unknown(other, "TB001A", "BusinessPartnerCategory")),
    }
    let language = partner.text("CorrespondenceLanguage");
    if !language.is_empty() && category == ORGANIZATION {
        wrong.push(texts::language_of_organization());
    }
    check_language(work, partner, "CorrespondenceLanguage", wrong);
    check_language(work, partner, "Language", wrong);
}

/// Adds a message for a language that is not installed.
pub(super) fn check_language(work: &Work<'_>, row: &Row, property: &str, wrong: &mut Vec<Message>) {
    let language = row.text(property);
    if !language.is_empty() && !work.seed.partners.languages.iter().any(|known| known == language) {
        wrong.push(texts::unknown(language, "T002", property));
    }
}

/// Adds a message for a country that is not known.
pub(super) fn check_country(work: &Work<'_>, row: &Row, property: &str, wrong: &mut Vec<Message>) {
    let country = row.text(property);
    if !country.is_empty() && !work.seed.partners.countries.iter().any(|known| known == country) {
        wrong.push(texts::unknown(country, "T005", property));
    }
}

/// Carries a changed name to the rows that repeat it.
pub(super) fn spread_name(tables: &mut Tables, partner: &Row) {
    let (number, name) = (partner.text("BusinessPartner"), name(partner));
    for set in [SUPPLIER, ADDRESS] {
        let rows: Vec<Row> = document::of(tables, set, number).into_iter().cloned().collect();
        for mut row in rows {
            repeat_name(&mut row, &name);
            tables.put(row);
        }
    }
}

/// Writes the partner's name where a supplier or an address shows it.
pub(super) fn repeat_name(row: &mut Row, name: &str) {
    for (property, length) in [("SupplierName", 80), ("SupplierFullName", 220), ("FullName", 80)] {
        if row.set.property(property).is_some() {
            row.set(property, Value::Text(cut(name, length)));
        }
    }
}
