//! What happens to a partner outside the API.

use super::{SUPPLIER, document};
use crate::odata::value::Value;
use crate::services::Work;

/// Changes a partner as somebody in SAP GUI would: its date and etags move on.
///
/// # Errors
/// A sentence when the partner does not exist.
pub(crate) fn touch(work: &mut Work<'_>, number: &str) -> Result<(), String> {
    let found = document::partner(work.tables, number).map(|row| row.text("BusinessPartner").to_owned());
    let number = found.ok_or_else(|| format!("there is no business partner {number}"))?;
    document::touch(work, &number);
    Ok(())
}

/// Blocks the supplier for all purchasing organizations.
///
/// # Errors
/// A sentence when there is no such supplier.
pub(crate) fn block(work: &mut Work<'_>, number: &str) -> Result<(), String> {
    let found = document::of(work.tables, SUPPLIER, number).first().map(|row| (*row).clone());
    let mut supplier = found.ok_or_else(|| format!("there is no supplier {number}"))?;
    supplier.set("PurchasingIsBlocked", Value::Bool(true));
    work.tables.put(supplier);
    touch(work, number)?;
    Ok(())
}
