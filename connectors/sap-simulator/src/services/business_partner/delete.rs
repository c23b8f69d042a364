//! Deletion of a partner's parts, as far as the metadata allows it.

use super::{ADDRESS, CONTACT, EMAIL, FAX, PHONE, TAX, URL};
use super::{address, communication, contact, document, tax};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::services::Work;

/// Removes one row, with what belongs to it.
pub(super) fn apply(work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
    let number = document::number(work.tables, row);
    let number = number.ok_or_else(|| Failure::not_found("A_BusinessPartnerType"))?;
    match row.set.set.as_str() {
        ADDRESS => address::remove(work, row),
        EMAIL | PHONE | FAX | URL => communication::remove(work, row),
        CONTACT => contact::remove(work, row),
        set => work.tables.remove(set, &row.key()),
    }
    if row.set.set == TAX {
        tax::show(work, &number);
    }
    document::touch(work, &number);
    Ok(())
}
