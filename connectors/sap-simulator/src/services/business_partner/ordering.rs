//! What purchasing reads of a supplier when something is ordered: the live data, not the seed.

use super::{PARTNER, PURCHASING, SUPPLIER, document};
use crate::odata::table::{Row, Tables};

/// The supplier of this number.
pub(crate) fn supplier<'a>(tables: &'a Tables, number: &str) -> Option<&'a Row> {
    tables.get(SUPPLIER, &[document::padded(number)])
}

/// What an organization has agreed with the supplier: currency, terms, incoterms.
pub(crate) fn agreement<'a>(tables: &'a Tables, number: &str, organization: &str) -> Option<&'a Row> {
    tables.get(PURCHASING, &[document::padded(number), organization.to_owned()])
}

/// May nothing be ordered? The central blocks hold for every organization; a posting block and
/// deletion flags stop no order.
pub(crate) fn is_blocked(tables: &Tables, number: &str, organization: &str) -> bool {
    let partner = tables.get(PARTNER, &[document::padded(number)]);
    partner.is_some_and(|row| row.flag("BusinessPartnerIsBlocked"))
        || supplier(tables, number).is_some_and(|row| row.flag("PurchasingIsBlocked"))
        || agreement(tables, number, organization)
            .is_some_and(|row| row.flag("PurchasingIsBlockedForSupplier"))
}
