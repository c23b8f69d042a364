//! Changes of a partner and of its parts, one entity at a time.

use super::{ADDRESS, BANK, COMPANY, EMAIL, FAX, IDENTIFICATION, PARTNER, PHONE, PURCHASING, TAX, URL};
use super::{address, bank, communication, document, identification, partner, supplier, tax};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::services::Work;

/// Takes a changed row. A change that changes nothing leaves the partner's date alone.
pub(super) fn apply(work: &mut Work<'_>, before: &Row, mut after: Row) -> Result<(), Failure> {
    let number = document::number(work.tables, before);
    let number = number.ok_or_else(|| Failure::not_found("A_BusinessPartnerType"))?;
    let set = before.set.set.as_str();
    if set == PARTNER {
        for name in partner::SILENT {
            after.set(name, before.get(name).clone());
        }
    }
    derive(work, set, before, &mut after);
    if after.same_values(before) {
        return Ok(());
    }
    let mut wrong = Vec::new();
    match set {
        PARTNER => partner::check(work, &after, &mut wrong),
        ADDRESS => address::check(work, &after, &mut wrong),
        EMAIL | PHONE | FAX | URL => communication::check(work, &after, &mut wrong),
        TAX => tax::check(&after, &mut wrong),
        BANK => bank::check(work, &after, &mut wrong),
        IDENTIFICATION => identification::check(work, &after, &mut wrong),
        COMPANY | PURCHASING => supplier::check_view(work, &after, &mut wrong),
        _ => {}
    }
    match set {
        EMAIL | PHONE | FAX | URL => communication::put(work, after.clone()),
        _ => work.tables.put(after.clone()),
    }
    match set {
        PARTNER => partner::spread_name(work.tables, &after),
        ADDRESS => address::check_languages(work, &number, &mut wrong),
        TAX => tax::show(work, &number),
        _ => {}
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    document::touch(work, &number);
    Ok(())
}

/// Fills anew what follows from the changed fields.
fn derive(work: &Work<'_>, set: &str, before: &Row, after: &mut Row) {
    match set {
        PARTNER => partner::derive(after),
        EMAIL | PHONE | FAX | URL => communication::derive(after),
        BANK => {
            // A new IBAN alone means a new bank as well.
            let same_bank = after.get("BankNumber") == before.get("BankNumber");
            if same_bank && after.get("IBAN") != before.get("IBAN") && !after.text("IBAN").is_empty() {
                after.set_text("BankNumber", "");
                after.set_text("BankCountryKey", "");
            }
            bank::derive(work, after);
        }
        _ => {}
    }
}
