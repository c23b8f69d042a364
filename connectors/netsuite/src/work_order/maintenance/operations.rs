//! Operations of a maintenance order: each is a task of its own, made, changed and taken away by its id.

use std::collections::BTreeSet;

use erpgate_connector::{Attempted, Rejection};
use erpgate_model::{FailureCode, FieldError, Reference};
use serde_json::{Value, json};

use super::TASK;
use super::case::Case;
use crate::records::{Change, Creation, Planned, Removal, refused};

/// New tasks of a case. Each carries the write's reference with its place, so that NetSuite refuses a second
/// one; `case` is the case in NetSuite's words.
pub(super) fn made(
    entries: &[Value],
    at: &str,
    reference: Option<&Reference>,
    case: &Value,
) -> Result<Vec<Planned>, Rejection> {
    let mut steps = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let at = format!("{at}/{index}");
        let mark = reference.map(|reference| Reference::stored(format!("{reference}-{}", index + 1)));
        let given = entry.as_object().cloned().unwrap_or_default();
        let mut creation = Creation::plan(&TASK, mark.as_ref(), &given, entry.clone())
            .map_err(|refusal| below(refusal, &at))?;
        creation.native["supportCase"] = case.clone();
        creation.sent = creation.sent.below(&at);
        steps.push(Planned::Create(creation));
    }
    Ok(steps)
}

/// What a patch does to the tasks of a case.
pub(super) fn changed(
    case: &Case,
    changes: &Value,
    reference: Option<&Reference>,
    attempted: Attempted<'_>,
) -> Result<Vec<Planned>, Rejection> {
    let list = |name: &str| changes[name].as_array().map_or(&[][..], Vec::as_slice);
    let task = |id: &str| case.tasks.iter().find(|task| task.native_id() == id).cloned();
    let (mut steps, mut seen) = (Vec::new(), BTreeSet::new());
    for (index, patch) in list("update").iter().enumerate() {
        let (at, id) = (format!("/operations/update/{index}"), patch["id"].as_str().unwrap_or_default());
        let Some(task) = task(id) else { return Err(no_such_operation(&format!("{at}/id"), id)) };
        if !seen.insert(id) {
            return Err(twice(&format!("{at}/id")));
        }
        let given = patch.as_object().cloned().unwrap_or_default();
        let planned = Change::plan(task, &given, patch, attempted).map_err(|refusal| below(refusal, &at))?;
        steps.push(match planned {
            Planned::Change(change) => Planned::Change(Change { sent: change.sent.below(&at), ..change }),
            other => other,
        });
    }
    for (index, id) in list("remove").iter().enumerate() {
        let (at, id) = (format!("/operations/remove/{index}"), id.as_str().unwrap_or_default());
        match task(id) {
            Some(_) if !seen.insert(id) => return Err(twice(&at)),
            Some(record) => steps.push(Planned::Remove(Removal { record })),
            None if attempted.before => {}
            None => return Err(no_such_operation(&at, id)),
        }
    }
    let case = json!({"id": case.record.native_id()});
    steps.extend(made(list("add"), "/operations/add", reference, &case)?);
    Ok(steps)
}

/// The refusal at its place in the client's body.
fn below(mut refusal: Rejection, at: &str) -> Rejection {
    for error in &mut refusal.errors {
        error.pointer = error.pointer.take().map(|pointer| format!("{at}{pointer}"));
    }
    refusal
}

fn no_such_operation(pointer: &str, id: &str) -> Rejection {
    let detail = format!("the record has no operation with the id {id}");
    let errors = vec![FieldError::at(pointer, "no_such_reference", detail.clone())];
    let detail = format!("nothing was sent to NetSuite: {detail}");
    Rejection { code: FailureCode::RecordNotFound, detail, errors }
}

fn twice(pointer: &str) -> Rejection {
    let detail = "the operation is changed twice, or changed and removed";
    refused(vec![FieldError::at(pointer, "invalid", detail)])
}
