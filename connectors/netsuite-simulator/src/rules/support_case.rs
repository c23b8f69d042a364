//! Support cases: the service job that a customer asks for.

use chrono::{DateTime, Utc};

use super::{Rules, missing};
use crate::http::Problem;
use crate::world::{Cell, Draft, Record, World};

/// The rules of `supportCase`.
pub(super) struct SupportCase;

/// Status and priority of a case that says nothing else: Not Started, Medium.
const DEFAULTS: [(&str, &str, &str); 2] =
    [("status", "supportCaseStatus", "1"), ("priority", "supportCasePriority", "2")];

const FLAGS: [&str; 5] = ["isInactive", "helpDesk", "internalOnly", "messageNew", "emailForm"];

impl Rules for SupportCase {
    fn begin(&self, world: &World, draft: &mut Draft, now: DateTime<Utc>) {
        draft.default_date("startDate", now.date_naive());
        for (field, target, id) in DEFAULTS {
            if world.follow(target, id).is_some() {
                draft.set_default(field, Cell::Reference(id.to_owned()));
            }
        }
        for field in FLAGS {
            draft.set_default(field, Cell::Flag(false));
        }
    }

    fn field_set(&self, world: &World, draft: &mut Draft, field: &str) -> Result<(), Problem> {
        if field == "company" {
            let company = draft.record.id_in("company").and_then(|id| world.follow("customer", id));
            for field in ["subsidiary", "email", "phone"] {
                if let Some(cell) = company.and_then(|company| company.cells.get(field)) {
                    draft.set_default(field, cell.clone());
                }
            }
        }
        Ok(())
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let mut fields = vec!["title", "company", "status"];
        fields.extend(world.switches.one_world.then_some("subsidiary"));
        match missing(draft, &fields) {
            labels if labels.is_empty() => Ok(()),
            labels => Err(Problem::missing(&labels)),
        }
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        let Some(stage) = stage(world, &draft.record) else { return };
        let before = draft.record.text("stage");
        draft.set("stage", Cell::Text(stage.clone()));
        if before.as_deref() == Some(stage.as_str()) {
            return;
        }
        let Some(now) = draft.now.map(Cell::Instant) else { return };
        let index = draft.record.append_line("statusHistory");
        if let Some(line) =
            draft.record.sublists.get_mut("statusHistory").and_then(|lines| lines.get_mut(index))
        {
            line.cells.insert("date".into(), now.clone());
            line.cells.insert("stage".into(), Cell::Choice(stage.clone()));
        }
        if stage == "CLOSED" {
            draft.set_default("endDate", now);
        } else if before.as_deref() == Some("CLOSED") {
            draft.record.cells.remove("endDate");
            draft.set("lastReopenedDate", now);
        }
    }

    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        let id = record.id.to_string();
        if world.all("task").any(|task| task.id_in("supportCase") == Some(id.as_str())) {
            return Err(Problem::user("This record cannot be deleted because it has dependent records."));
        }
        Ok(())
    }
}

/// `OPEN`, `ESCALATED` or `CLOSED`, as the status says.
fn stage(world: &World, case: &Record) -> Option<String> {
    let status = case.id_in("status").and_then(|id| world.follow("supportCaseStatus", id))?;
    status.text("stage")
}
