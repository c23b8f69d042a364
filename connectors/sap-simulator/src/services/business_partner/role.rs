//! Roles. A supplier's role makes the partner a supplier.

use super::{ROLE, create, document, supplier, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Tables};
use crate::odata::value::Value;
use crate::services::Work;

/// Supplier in financial accounting; company code data need it.
pub(super) const ACCOUNTING: &str = "FLVN00";
/// Supplier in purchasing; purchasing organization data need it.
pub(super) const PURCHASING: &str = "FLVN01";
/// The customer's roles.
const CUSTOMER: [&str; 2] = ["FLCU00", "FLCU01"];

pub(super) fn add(
    work: &mut Work<'_>,
    number: &str,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = create::owned(work, number, draft);
    let id = row.text("BusinessPartnerRole").to_owned();
    if id.is_empty() {
        wrong.push(texts::required("BusinessPartnerRole"));
    } else if !work.seed.partners.roles.contains(&id) {
        wrong.push(texts::unknown(&id, "TB003", "BusinessPartnerRole"));
    }
    if has(work.tables, number, &id) {
        wrong.push(texts::exists(&format!("Role {id}"), "BusinessPartnerRole"));
    }
    if row.get("ValidFrom").is_initial() {
        row.set("ValidFrom", Value::Instant(work.now));
    }
    if row.get("ValidTo").is_initial() {
        row.set("ValidTo", document::forever());
    }
    let key = row.key();
    work.tables.put(row);
    if id == ACCOUNTING || id == PURCHASING {
        supplier::ensure(work, number)?;
    }
    Ok(key)
}

pub(super) fn has(tables: &Tables, number: &str, role: &str) -> bool {
    document::of(tables, ROLE, number).into_iter().any(|row| row.text("BusinessPartnerRole") == role)
}

pub(super) fn is_customer(tables: &Tables, number: &str) -> bool {
    CUSTOMER.iter().any(|role| has(tables, number, role))
}
