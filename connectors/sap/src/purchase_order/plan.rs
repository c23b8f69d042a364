//! What an update comes to, step by step. Whatever can be refused without SAP is refused here,
//! before the first step is sent.

use erpgate_connector::Rejection;
use erpgate_model::{FieldError, Record};
use serde_json::{Value, json};

use super::convergence::already_added;
use super::native::{Document, assignments, item_id_of, schedule_lines};
use super::step::{Step, What};
use super::{Customs, fields, to_native};
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, add_custom_fields, properties};
use crate::odata;

/// The steps of a patch: header, note, changed lines, new lines, removed lines.
///
/// # Errors
/// When a line is not there, or SAP holds more than the patch can say.
pub(super) fn steps(
    patch: &Value,
    document: &Document,
    before: Option<&Record>,
) -> Result<Vec<Step>, Rejection> {
    let mut errors = Vec::new();
    let mut steps = Vec::new();
    let mut header = properties(fields::HEADER, "", patch, Nulls::Clear);
    add_custom_fields(&mut header, fields::HEADER, patch, "", &mut errors);
    if !header.is_empty() {
        steps.push(Step { what: What::Header(header), blame: Blame::record(fields::WRITTEN) });
    }
    if let Some(notes) = patch.get("notes") {
        let text = notes.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        steps.push(Step { what: What::Note(text), blame: Blame::whole(Some("/notes".to_owned())) });
    }
    let lines = |name: &str| patch["lines"][name].as_array().cloned().unwrap_or_default();
    for (index, line) in lines("update").iter().enumerate() {
        change_line(line, &format!("/lines/update/{index}"), document, &mut steps, &mut errors);
    }
    add_lines(&lines("add"), document, before, &mut steps, &mut errors);
    for (index, id) in lines("remove").iter().enumerate() {
        let (id, pointer) = (id.as_str().unwrap_or_default(), format!("/lines/remove/{index}"));
        match document.item(id) {
            None => errors.push(no_such_line(&pointer, id)),
            Some(_) => {
                let what = What::Remove(item_id_of(id).to_owned());
                steps.push(Step { what, blame: Blame::whole(Some(pointer)) });
            }
        }
    }
    if errors.is_empty() { Ok(steps) } else { Err(refused(errors)) }
}

/// Refuses a change of the note that stands, for an API that has none.
///
/// # Errors
/// When `notes` says something else than SAP holds.
pub(super) fn check_note_stays(
    patch: &Value,
    document: &Document,
    customs: &Customs,
) -> Result<(), Rejection> {
    let (Some(wanted), Some(held)) = (patch.get("notes"), document.note(customs)) else { return Ok(()) };
    if wanted.as_str().unwrap_or_default() == odata::text(held, "PlainLongText") {
        return Ok(());
    }
    let detail = "the order has a note, and CE_PURCHASEORDER_0001 neither changes nor deletes notes: change it in \
                  SAP, or let the connection use `purchase_order_api`: `v2`";
    Err(refused(vec![FieldError::at("/notes", "not_writable", detail)]))
}

fn add_lines(
    lines: &[Value],
    document: &Document,
    before: Option<&Record>,
    steps: &mut Vec<Step>,
    errors: &mut Vec<FieldError>,
) {
    let pointers: Vec<String> = (0..lines.len()).map(|index| format!("/lines/add/{index}")).collect();
    let items: Vec<Entity> = lines
        .iter()
        .zip(&pointers)
        .map(|(line, pointer)| to_native::new_item(line, &Value::Null, 0, pointer, errors))
        .collect();
    let standing = already_added(&items, document, before);
    for (((item, line), pointer), stands) in items.into_iter().zip(lines).zip(&pointers).zip(standing) {
        if !stands {
            steps.push(Step { what: What::Add(item), blame: Blame::line(fields::WRITTEN, pointer, line) });
        }
    }
}

fn change_line(
    line: &Value,
    pointer: &str,
    document: &Document,
    steps: &mut Vec<Step>,
    errors: &mut Vec<FieldError>,
) {
    let given = line["id"].as_str().unwrap_or_default();
    let Some(item) = document.item(given) else {
        errors.push(no_such_line(&format!("{pointer}/id"), given));
        return;
    };
    let id = item_id_of(given).to_owned();
    let mut wanted = properties(fields::LINE, "lines", line, Nulls::Clear);
    to_native::price_unit_follows_unit(&mut wanted);
    let account = account(line, pointer, item, errors);
    if let Some(category) = to_native::account_category(&account) {
        wanted.insert("AccountAssignmentCategory".to_owned(), json!(category));
    }
    add_custom_fields(&mut wanted, fields::LINE, line, pointer, errors);
    let schedule = schedule(line, pointer, item, errors);
    let whats = [
        (!wanted.is_empty()).then(|| What::Item { id: id.clone(), properties: wanted }),
        (!schedule.is_empty()).then(|| What::Schedule { id: id.clone(), properties: schedule }),
        (!account.is_empty()).then(|| What::Account { id: id.clone(), properties: account }),
    ];
    for what in whats.into_iter().flatten() {
        steps.push(Step { what, blame: Blame::line(fields::WRITTEN, pointer, line) });
    }
}

fn schedule(line: &Value, pointer: &str, item: &Value, errors: &mut Vec<FieldError>) -> Entity {
    let mut schedule = properties(fields::SCHEDULE, "lines", line, Nulls::Clear);
    let several = schedule_lines(item).len();
    if !schedule.is_empty() && several > 1 {
        let detail = format!("the line is delivered in {several} parts with a date each: change them in SAP");
        errors.push(FieldError::at(format!("{pointer}/delivery_date"), "not_writable", detail));
    }
    if let Some(quantity) = line.get("quantity").filter(|quantity| quantity.is_string()) {
        schedule.insert("ScheduleLineOrderQuantity".to_owned(), quantity.clone());
    }
    schedule
}

fn account(line: &Value, pointer: &str, item: &Value, errors: &mut Vec<FieldError>) -> Entity {
    let account = properties(fields::ACCOUNTS, "lines", line, Nulls::Skip);
    let several = assignments(item).len();
    let mut refuse = |detail: String| {
        errors.push(FieldError::at(format!("{pointer}/account_assignment"), "not_writable", detail));
    };
    if !account.is_empty() && several > 1 {
        refuse(format!("the line's cost is shared by {several} account assignments: change them in SAP"));
    } else if line.get("account_assignment").is_some_and(Value::is_null) && several > 0 {
        refuse(
            "an item cannot lose its account assignment; say what the cost is booked to instead".to_owned(),
        );
    }
    account
}

fn no_such_line(pointer: &str, id: &str) -> FieldError {
    FieldError::at(pointer, "no_such_reference", format!("the order has no line {id}"))
}
