//! NetSuite's status codes and ours.

use erpgate_model::{Decimal, LineStatus, PurchaseOrderStatus};

use crate::mapping::NativeLine;

/// One letter of NetSuite's for one word of ours; the first of a word's letters is the usual one.
const CODES: [(&str, PurchaseOrderStatus); 9] = [
    ("P", PurchaseOrderStatus::Draft),
    ("A", PurchaseOrderStatus::PendingApproval),
    ("C", PurchaseOrderStatus::Rejected),
    ("B", PurchaseOrderStatus::Open),
    ("D", PurchaseOrderStatus::PartiallyReceived),
    ("E", PurchaseOrderStatus::PartiallyReceived),
    ("F", PurchaseOrderStatus::Received),
    ("G", PurchaseOrderStatus::Received),
    ("H", PurchaseOrderStatus::Closed),
];

/// The letter in `B` or `PurchOrd:B`.
pub(super) fn letter(code: &str) -> &str {
    code.rsplit(':').next().unwrap_or(code)
}

/// Our word for NetSuite's code. An unknown code is an order that stands: `open`.
pub(super) fn status(code: &str) -> PurchaseOrderStatus {
    CODES
        .iter()
        .find(|(known, _)| *known == letter(code))
        .map_or(PurchaseOrderStatus::Open, |(_, status)| *status)
}

/// NetSuite's letters for our word; none for words that no NetSuite order has.
pub(super) fn letters(status: PurchaseOrderStatus) -> Vec<&'static str> {
    CODES.iter().filter(|(_, known)| *known == status).map(|(letter, _)| *letter).collect()
}

/// Where a line stands.
pub(super) fn line_status(line: &NativeLine<'_>) -> LineStatus {
    let (ordered, received) = (line.number("quantity"), line.number("quantityReceived"));
    if line.flag("isClosed") {
        LineStatus::Closed
    } else if received <= Decimal::ZERO {
        LineStatus::Open
    } else if received < ordered {
        LineStatus::PartiallyReceived
    } else {
        LineStatus::Received
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_code_mean_the_same() {
        assert_eq!(status("PurchOrd:H"), PurchaseOrderStatus::Closed);
        assert_eq!(status("H"), PurchaseOrderStatus::Closed);
    }

    #[test]
    fn every_letter_is_found_again_by_its_word() {
        for (letter, word) in CODES {
            assert!(letters(word).contains(&letter));
        }
        assert_eq!(letters(PurchaseOrderStatus::Cancelled), Vec::<&str>::new());
    }
}
