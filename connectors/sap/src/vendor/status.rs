//! Whether one can order from a vendor.

use erpgate_model::VendorStatus;

use super::native::Document;
use crate::odata::flag;

/// Marks that take a vendor out of use, on the partner and on the supplier.
const OUT_OF_USE: [&str; 2] = ["IsMarkedForArchiving", "DeletionIndicator"];
/// Marks that stop orders or postings.
const BLOCKS: [&str; 3] = ["BusinessPartnerIsBlocked", "PurchasingIsBlocked", "PostingIsBlocked"];

/// SAP's own marks that are set, by their names.
pub(super) fn marks(document: &Document) -> Vec<&'static str> {
    let is_set = |name: &&str| flag(document.partner(), name) || flag(document.supplier(), name);
    OUT_OF_USE.into_iter().chain(BLOCKS).filter(is_set).collect()
}

/// The status that follows from the marks. Flags of single companies and organizations do not count.
pub(super) fn of(document: &Document) -> VendorStatus {
    let marks = marks(document);
    if marks.iter().any(|mark| OUT_OF_USE.contains(mark)) {
        VendorStatus::Inactive
    } else if marks.is_empty() {
        VendorStatus::Active
    } else {
        VendorStatus::Blocked
    }
}
