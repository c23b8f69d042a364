//! Identification numbers and industry sectors.

use super::{IDENTIFICATION, create, partner, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::{Key, Row};
use crate::services::Work;

pub(super) fn add(work: &mut Work<'_>, number: &str, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    let row = create::owned(work, number, draft);
    let key = row.key();
    for name in row.set.keys.iter().filter(|name| *name != "BusinessPartner") {
        if row.text(name).is_empty() {
            wrong.push(texts::required(name));
        }
    }
    if work.tables.get(&row.set.set, &key).is_some() {
        wrong.push(texts::exists("Entry", row.set.keys.last().map_or("", String::as_str)));
    }
    if row.set.set == IDENTIFICATION {
        let kind = row.text("BPIdentificationType");
        if !kind.is_empty() && !work.seed.partners.identification_types.iter().any(|known| known == kind) {
            wrong.push(texts::unknown(kind, "TB039A", "BPIdentificationType"));
        }
    }
    check(work, &row, wrong);
    work.tables.put(row);
    key
}

/// Adds what is wrong in an identification number, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    if row.set.set == IDENTIFICATION {
        partner::check_country(work, row, "Country", wrong);
    }
}
