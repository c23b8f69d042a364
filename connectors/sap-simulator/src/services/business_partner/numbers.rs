//! Number ranges: which grouping gives numbers, and which takes them from the client.

use super::{document, texts};
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::services::Work;

/// Gives a new partner its number.
pub(super) fn assign(work: &mut Work<'_>, partner: &mut Row, wrong: &mut Vec<Message>) {
    let given = partner.text("BusinessPartner").to_owned();
    let groupings = &work.seed.partners.groupings;
    if partner.text("BusinessPartnerGrouping").is_empty() {
        let fits = groupings.iter().find(|grouping| grouping.first_number.is_some() == given.is_empty());
        partner.set_text("BusinessPartnerGrouping", fits.map_or("", |grouping| &grouping.id));
    }
    let id = partner.text("BusinessPartnerGrouping").to_owned();
    let Some(grouping) = work.seed.partners.grouping(&id) else {
        wrong.push(texts::unknown(&id, "TB001", "BusinessPartnerGrouping"));
        return;
    };
    match grouping.first_number {
        Some(_) if !given.is_empty() => wrong.push(texts::number_not_needed(&id)),
        Some(first) => {
            let number = next(work, &id, first);
            partner.set_text("BusinessPartner", number);
        }
        None if given.is_empty() => wrong.push(texts::number_needed(&id)),
        None if document::partner(work.tables, &given).is_some() => {
            wrong.push(texts::exists(&format!("Business partner {given}"), "BusinessPartner"));
        }
        None => {}
    }
}

/// The next number of a range that no partner has.
fn next(work: &mut Work<'_>, grouping: &str, first: u64) -> String {
    let mut next = work.numbers.business_partners.get(grouping).map_or(first, |last| last + 1);
    while document::partner(work.tables, &next.to_string()).is_some() {
        next += 1;
    }
    work.numbers.business_partners.insert(grouping.to_owned(), next);
    next.to_string()
}
