//! Which status an order may go to, and from where.

use erpgate_connector::Rejection;
use erpgate_model::{FailureCode, Verb, WorkOrderStatus};
use serde_json::json;

/// What an action leads to, and from where it may.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transition {
    pub(super) verb: Verb,
    pub(super) to: WorkOrderStatus,
    pub(super) from: &'static [WorkOrderStatus],
}

/// What is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Nothing: the order has the status.
    Stands,
    /// The order gets this status.
    To(WorkOrderStatus),
}

/// What an action does to an order with this status.
///
/// # Errors
/// `StateForbids` with both statuses, and what can be done instead.
pub(super) fn go(rows: &[Transition], verb: Verb, from: WorkOrderStatus) -> Result<Move, Rejection> {
    let row = rows.iter().find(|row| row.verb == verb);
    match row {
        Some(row) if row.to == from => Ok(Move::Stands),
        Some(row) if row.from.contains(&from) => Ok(Move::To(row.to)),
        _ => {
            let possible: Vec<&str> =
                rows.iter().filter(|row| row.from.contains(&from)).map(|row| row.verb.as_str()).collect();
            let instead = match possible.as_slice() {
                [] => "there is no way on from there".to_owned(),
                verbs => format!("from there it can only {}", verbs.join(" or ")),
            };
            let (from, to) = (word(from), row.map_or_else(|| verb.to_string(), |row| word(row.to)));
            let detail = format!("the work order is {from} and cannot become {to}; {instead}");
            Err(Rejection::new(FailureCode::StateForbids, detail))
        }
    }
}

/// The status as records show it.
pub(super) fn word(status: WorkOrderStatus) -> String {
    json!(status).as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use erpgate_model::WorkOrderStatus::{Cancelled, Planned, Released};

    use super::*;

    const ROWS: [Transition; 2] = [
        Transition { verb: Verb::Release, to: Released, from: &[Planned] },
        Transition { verb: Verb::Cancel, to: Cancelled, from: &[Planned, Released] },
    ];

    #[test]
    fn an_order_goes_only_where_a_row_leads() {
        assert_eq!(go(&ROWS, Verb::Release, Planned), Ok(Move::To(Released)));
        assert_eq!(go(&ROWS, Verb::Release, Released), Ok(Move::Stands));
        assert_eq!(go(&ROWS, Verb::Release, Cancelled).unwrap_err().code, FailureCode::StateForbids);
    }

    #[test]
    fn a_refusal_names_both_statuses_and_the_way_on() {
        let rows = [Transition { from: &[Planned], ..ROWS[1] }, ROWS[0]];
        let detail = go(&rows, Verb::Cancel, Released).unwrap_err().detail;
        assert_eq!(
            detail,
            "the work order is released and cannot become cancelled; there is no way on from there"
        );
        let detail = go(&[ROWS[1], Transition { from: &[], ..ROWS[0] }], Verb::Release, Planned).unwrap_err();
        assert!(detail.detail.ends_with("from there it can only cancel"), "{}", detail.detail);
    }
}
