//! NetSuite's status codes of work orders and ours.

use erpgate_model::{Verb, WorkOrderStatus};

use crate::work_order::transitions::Transition;

use WorkOrderStatus::{Cancelled, Closed, Completed, InProgress, Planned, Released};

/// One letter of NetSuite's for each word of ours. Built is reached by what was built alone.
const CODES: [(&str, WorkOrderStatus); 6] =
    [("A", Planned), ("B", Released), ("C", Cancelled), ("D", InProgress), ("G", Completed), ("H", Closed)];

/// Where a client may lead an order.
pub(super) const TRANSITIONS: [Transition; 3] = [
    Transition { verb: Verb::Release, to: Released, from: &[Planned] },
    Transition { verb: Verb::Close, to: Closed, from: &[Planned, Released, InProgress, Completed] },
    Transition { verb: Verb::Cancel, to: Cancelled, from: &[Planned, Released] },
];

/// The letter in `B` or `WorkOrd:B`.
pub(super) fn letter(code: &str) -> &str {
    code.rsplit(':').next().unwrap_or(code)
}

/// Our word for NetSuite's code. An unknown code is an order that stands: `released`.
pub(super) fn status(code: &str) -> WorkOrderStatus {
    CODES.iter().find(|(known, _)| *known == letter(code)).map_or(Released, |(_, status)| *status)
}

/// NetSuite's letter for our word.
pub(super) fn code(status: WorkOrderStatus) -> &'static str {
    CODES.iter().find(|(_, known)| *known == status).map_or("B", |(letter, _)| letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_letter_and_leads_back() {
        for word in [Planned, Released, InProgress, Completed, Closed, Cancelled] {
            assert_eq!(status(code(word)), word);
            assert_eq!(status(&format!("WorkOrd:{}", code(word))), word);
        }
    }
}
