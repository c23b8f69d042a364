//! Where a work order stands, and what leads from there to elsewhere.

use erpgate_connector::Rejection;
use erpgate_model::{FailureCode, Verb, WorkOrderStatus};

use super::form::Form;

/// What SAP's statuses come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// CRTD.
    Created,
    /// PREL: some operations are released.
    PartlyReleased,
    /// REL.
    Released,
    /// TECO.
    Completed,
    /// CLSD.
    Closed,
    /// NCMP: it is not to be executed.
    NotExecuted,
    /// DLFL or DLT.
    Marked,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) stage: Stage,
    /// Confirmed or delivered in part or whole.
    pub(super) worked_on: bool,
    /// SAP's own statuses, such as `REL PCNF`.
    pub(super) native: String,
}

impl Standing {
    pub(super) fn status(&self) -> WorkOrderStatus {
        match self.stage {
            Stage::Created => WorkOrderStatus::Planned,
            Stage::PartlyReleased | Stage::Released if self.worked_on => WorkOrderStatus::InProgress,
            Stage::PartlyReleased | Stage::Released => WorkOrderStatus::Released,
            Stage::Completed => WorkOrderStatus::Completed,
            Stage::Closed => WorkOrderStatus::Closed,
            Stage::NotExecuted | Stage::Marked => WorkOrderStatus::Cancelled,
        }
    }

    /// In sentences: the status and SAP's own.
    pub(super) fn told(&self) -> String {
        format!("{} (SAP: {})", name(self.status()), self.native)
    }
}

/// A function that leads to another stage.
#[derive(Debug)]
pub(super) struct Transition {
    pub(super) verb: Verb,
    /// SAP's function import.
    pub(super) function: &'static str,
    /// From here, as long as nothing was done.
    pub(super) from: &'static [Stage],
    /// From here, when something was done.
    pub(super) from_when_worked_on: &'static [Stage],
    /// What the verb wants stands already.
    pub(super) reached: &'static [Stage],
}

impl Transition {
    fn leads_from(&self, standing: &Standing) -> bool {
        let from = if standing.worked_on { self.from_when_worked_on } else { self.from };
        from.contains(&standing.stage)
    }
}

/// What an action comes to.
#[derive(Debug)]
pub(super) enum Way {
    /// It stands already.
    Reached,
    /// By this function.
    By(&'static Transition),
}

/// The way of a verb from where the order stands.
///
/// # Errors
/// Names the status, the one that was wanted, and what leads on from here.
pub(super) fn way(form: &Form, number: &str, verb: Verb, standing: &Standing) -> Result<Way, Rejection> {
    let found = form.transitions.iter().find(|transition| transition.verb == verb);
    match found {
        Some(transition) if transition.reached.contains(&standing.stage) => Ok(Way::Reached),
        Some(transition) if transition.leads_from(standing) => Ok(Way::By(transition)),
        _ => Err(forbidden(form, number, verb, standing)),
    }
}

/// The refusal of a verb from where the order stands.
pub(super) fn forbidden(form: &Form, number: &str, verb: Verb, standing: &Standing) -> Rejection {
    let open: Vec<&str> = form
        .transitions
        .iter()
        .filter(|transition| transition.leads_from(standing))
        .map(|transition| transition.verb.as_str())
        .collect();
    let open = if open.is_empty() { "nothing".to_owned() } else { open.join(", ") };
    let detail = format!(
        "{} {number} is {}, from where {verb} does not lead to {}; allowed now: {open}",
        form.noun,
        standing.told(),
        name(wanted(verb)),
    );
    Rejection::new(FailureCode::StateForbids, detail)
}

fn wanted(verb: Verb) -> WorkOrderStatus {
    match verb {
        Verb::Release => WorkOrderStatus::Released,
        Verb::Complete => WorkOrderStatus::Completed,
        Verb::Close => WorkOrderStatus::Closed,
        _ => WorkOrderStatus::Cancelled,
    }
}

fn name(status: WorkOrderStatus) -> &'static str {
    match status {
        WorkOrderStatus::Planned => "planned",
        WorkOrderStatus::Released => "released",
        WorkOrderStatus::InProgress => "in_progress",
        WorkOrderStatus::Completed => "completed",
        WorkOrderStatus::Closed => "closed",
        WorkOrderStatus::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{maintenance, production};
    use super::*;

    fn standing(stage: Stage, worked_on: bool) -> Standing {
        Standing { stage, worked_on, native: "TEST".to_owned() }
    }

    fn allowed(form: &Form, stage: Stage, worked_on: bool) -> Vec<Verb> {
        let verbs = [Verb::Release, Verb::Complete, Verb::Close, Verb::Cancel, Verb::Delete];
        let leads =
            |verb: &Verb| matches!(way(form, "1", *verb, &standing(stage, worked_on)), Ok(Way::By(_)));
        verbs.into_iter().filter(leads).collect()
    }

    #[test]
    fn each_stage_of_a_production_order_has_its_ways() {
        use Verb::{Cancel, Close, Complete, Delete, Release};
        let form = &production::FORM;
        assert_eq!(allowed(form, Stage::Created, false), [Release, Cancel, Delete]);
        assert_eq!(allowed(form, Stage::PartlyReleased, false), [Release, Complete, Cancel, Delete]);
        assert_eq!(allowed(form, Stage::Released, false), [Complete, Cancel, Delete]);
        assert_eq!(allowed(form, Stage::Released, true), [Complete]);
        assert_eq!(allowed(form, Stage::Completed, true), [Close, Delete]);
        assert_eq!(allowed(form, Stage::Closed, true), [Delete]);
        assert_eq!(allowed(form, Stage::Marked, false), []);
    }

    #[test]
    fn each_stage_of_a_maintenance_order_has_its_ways_in_both_versions() {
        use Verb::{Cancel, Close, Complete, Delete, Release};
        let (first, second) = (&maintenance::FIRST, &maintenance::SECOND);
        assert_eq!(allowed(second, Stage::Created, false), [Release, Cancel, Delete]);
        assert_eq!(allowed(second, Stage::Released, false), [Complete, Cancel]);
        assert_eq!(allowed(first, Stage::Released, false), [Complete]);
        assert_eq!(allowed(first, Stage::Created, false), [Release, Cancel, Delete]);
        assert_eq!(allowed(second, Stage::Released, true), [Complete]);
        assert_eq!(allowed(second, Stage::Completed, true), [Close, Delete]);
        assert_eq!(allowed(second, Stage::NotExecuted, false), [Delete]);
    }

    #[test]
    fn a_refusal_names_from_where_to_where_and_what_is_allowed() {
        let refused = way(&production::FORM, "1000001", Verb::Close, &standing(Stage::Created, false));
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, FailureCode::StateForbids);
        assert_eq!(
            refused.detail,
            "production order 1000001 is planned (SAP: TEST), from where close does not lead to closed; \
             allowed now: release, cancel, delete"
        );
    }
}
