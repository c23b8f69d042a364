//! Tasks: what somebody has to do, alone or for a support case.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Rules, missing};
use crate::http::Problem;
use crate::world::{Cell, Draft, Record, World};

/// The rules of `task`.
pub(super) struct Task;

impl Rules for Task {
    fn begin(&self, _world: &World, draft: &mut Draft, now: DateTime<Utc>) {
        let today = now.date_naive();
        for field in ["startDate", "dueDate"] {
            draft.default_date(field, today);
        }
        draft.set_default("status", Cell::Choice("NOTSTART".into()));
        draft.set_default("priority", Cell::Choice("MEDIUM".into()));
        for field in ["accessLevel", "sendEmail", "timedEvent"] {
            draft.set_default(field, Cell::Flag(false));
        }
    }

    fn field_set(&self, world: &World, draft: &mut Draft, field: &str) -> Result<(), Problem> {
        let record = &draft.record;
        if field == "parent"
            && record.id > 0
            && record.id_in("parent") == Some(record.id.to_string().as_str())
        {
            return Err(Problem::field_value(&record.id.to_string(), "parent", "parent"));
        }
        if field == "supportCase" {
            let case = record.id_in("supportCase").and_then(|id| world.follow("supportCase", id));
            if let Some(company) = case.and_then(|case| case.cells.get("company")).cloned() {
                draft.set_default("company", company);
            }
        }
        Ok(())
    }

    fn check(&self, _world: &World, draft: &Draft) -> Result<(), Problem> {
        match missing(draft, &["title", "status"]) {
            labels if labels.is_empty() => Ok(()),
            labels => Err(Problem::missing(&labels)),
        }
    }

    fn complete(&self, _world: &World, draft: &mut Draft) {
        if draft.record.id_in("status") != Some("COMPLETE") {
            draft.record.cells.remove("completedDate");
            return;
        }
        draft.set("percentComplete", Cell::Decimal(Decimal::ONE_HUNDRED));
        if let Some(now) = draft.now {
            draft.default_date("completedDate", now.date_naive());
        }
    }

    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        let id = record.id.to_string();
        if world.all("task").any(|task| task.id_in("parent") == Some(id.as_str())) {
            return Err(Problem::user("This record cannot be deleted because it has dependent records."));
        }
        Ok(())
    }
}
