//! Changing an order: header and lines in one PATCH, so that all of it stands or nothing.

use std::collections::BTreeSet;

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, FieldError, PurchaseOrderPatch, Record, Target};
use serde_json::{Value, json};

use super::compare::{Doubt, all_stand};
use super::create::{refused, sublist_of};
use super::fields::Sublist;
use super::native::{Fields, NativeLine, NativeOrder};
use super::pointers::Sent;
use super::remove::{self, current, receipt};
use super::unified::Translation;
use crate::connector::Account;

pub(crate) async fn update(
    account: &Account,
    session: &Session,
    target: &Target,
    patch: &PurchaseOrderPatch,
    attempted: Attempted<'_>,
) -> Result<Receipt, WriteError> {
    let order = current(account, session, target, attempted.before).await?;
    let body = serde_json::to_value(patch).expect("patches are plain JSON");
    let Some(request) = Request::plan(&order, &body, attempted)? else {
        return Ok(receipt(&order));
    };
    remove::patch(account, session, &order, &request.query(), &request.body, &request.sent).await
}

/// What is still to be sent.
#[derive(Debug)]
struct Request {
    body: Value,
    sent: Sent,
    replaced: Vec<&'static str>,
}

/// One line of the request.
#[derive(Debug)]
struct Line {
    sublist: Sublist,
    fields: Fields,
    /// Where it stands in the client's body; nothing for lines that are listed only to keep them.
    pointer: Option<String>,
}

impl Request {
    /// What of the change does not stand yet; nothing when all of it does.
    fn plan(order: &NativeOrder, body: &Value, attempted: Attempted<'_>) -> Result<Option<Self>, Rejection> {
        let mut translation = Translation { clears: true, ..Translation::default() };
        let given = body.as_object().cloned().unwrap_or_default();
        let mut native = translation.header(&given);
        if all_stand(&native, order.fields(), Doubt::Differs) {
            native.clear();
        }
        let lines = order.lines();
        let removed = removed(&lines, body, attempted.before)?;
        let mut changed = changed(&lines, body, &removed, &mut translation)?;
        let added = added(&lines, body, attempted, &mut translation);
        if !translation.errors.is_empty() {
            return Err(refused(translation.errors));
        }

        let mut sent = Sent::new(body.clone());
        let mut replaced = Vec::new();
        for sublist in Sublist::BOTH {
            let replaces = lines.iter().any(|line| line.sublist == sublist && removed.contains(&line.id()));
            let mut list = Vec::new();
            for line in lines.iter().filter(|line| line.sublist == sublist && !removed.contains(&line.id())) {
                let change =
                    changed.iter().position(|(id, _)| *id == line.id()).map(|at| changed.remove(at).1);
                // NetSuite takes away what a replacing request does not list, and an unlisted key is kept
                // otherwise. A line without its key would be added once more.
                if change.is_some() || replaces {
                    let mut fields = Fields::from_iter([("line".to_owned(), line.key())]);
                    let pointer = change.map(|mut change| {
                        fields.append(&mut change.fields);
                        change.pointer
                    });
                    list.push(Value::Object(fields));
                    sent.push(sublist, pointer.flatten());
                }
            }
            for line in added.iter().filter(|line| line.sublist == sublist) {
                list.push(Value::Object(line.fields.clone()));
                sent.push(sublist, line.pointer.clone());
            }
            if replaces {
                replaced.push(sublist.name());
            }
            if replaces || !list.is_empty() {
                native.insert(sublist.name().to_owned(), json!({"items": list}));
            }
        }
        let body = Value::Object(native);
        Ok((body != json!({})).then_some(Self { body, sent, replaced }))
    }

    fn query(&self) -> String {
        if self.replaced.is_empty() { String::new() } else { format!("replace={}", self.replaced.join(",")) }
    }
}

/// The ids of the lines to take away that are still there.
fn removed(lines: &[NativeLine<'_>], body: &Value, before: bool) -> Result<BTreeSet<String>, Rejection> {
    let mut removed = BTreeSet::new();
    for (index, id) in entries(body, "remove").iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        if lines.iter().any(|line| line.id() == id) {
            removed.insert(id.to_owned());
        } else if !before {
            return Err(no_such_line(&format!("/lines/remove/{index}"), id));
        }
    }
    Ok(removed)
}

/// The changes of lines, by line id, that do not stand yet.
fn changed(
    lines: &[NativeLine<'_>],
    body: &Value,
    removed: &BTreeSet<String>,
    translation: &mut Translation,
) -> Result<Vec<(String, Line)>, Rejection> {
    let mut changes: Vec<(String, Line)> = Vec::new();
    for (index, patch) in entries(body, "update").iter().enumerate() {
        let pointer = format!("/lines/update/{index}");
        let (id, given) = (patch["id"].as_str().unwrap_or_default(), patch.as_object());
        let Some(line) = lines.iter().find(|line| line.id() == id) else {
            return Err(no_such_line(&format!("{pointer}/id"), id));
        };
        if removed.contains(id) || changes.iter().any(|(known, _)| known == id) {
            translation.refuse(
                &format!("{pointer}/id"),
                "invalid",
                "the line is changed twice, or changed and removed",
            );
            continue;
        }
        let fields = translation.line(given.unwrap_or(&Fields::new()), line.sublist, &pointer);
        if !all_stand(&fields, line.fields, Doubt::Differs) {
            changes.push((id.to_owned(), Line { sublist: line.sublist, fields, pointer: Some(pointer) }));
        }
    }
    Ok(changes)
}

/// The lines to add that an earlier send has not added. A line that is new since the basis and holds
/// what was sent counts as the one sent; each counts once.
fn added(
    lines: &[NativeLine<'_>],
    body: &Value,
    attempted: Attempted<'_>,
    translation: &mut Translation,
) -> Vec<Line> {
    let known: BTreeSet<&str> = match attempted.basis {
        Some(Record::PurchaseOrder(basis)) => basis.lines.iter().map(|line| line.id.as_str()).collect(),
        _ => BTreeSet::new(),
    };
    let mut fresh: Vec<&NativeLine<'_>> = lines
        .iter()
        .filter(|line| attempted.before && attempted.basis.is_some() && !known.contains(line.id().as_str()))
        .collect();
    let mut added = Vec::new();
    for (index, given) in entries(body, "add").iter().enumerate() {
        let pointer = format!("/lines/add/{index}");
        let given = given.as_object().cloned().unwrap_or_default();
        let Some(sublist) = sublist_of(&given) else {
            let detail = "needed; a line without an item needs account_assignment.account_id";
            translation.refuse(&format!("{pointer}/item_id"), "required", detail);
            continue;
        };
        translation.clears = false;
        let fields = translation.line(&given, sublist, &pointer);
        translation.clears = true;
        let stands = fresh
            .iter()
            .position(|line| line.sublist == sublist && all_stand(&fields, line.fields, Doubt::Equals));
        match stands {
            Some(at) => {
                fresh.remove(at);
            }
            None => added.push(Line { sublist, fields, pointer: Some(pointer) }),
        }
    }
    added
}

fn entries<'a>(body: &'a Value, what: &str) -> &'a [Value] {
    body["lines"][what].as_array().map_or(&[], Vec::as_slice)
}

fn no_such_line(pointer: &str, id: &str) -> Rejection {
    let detail = format!("the order has no line with the id {id}");
    let errors = vec![FieldError::at(pointer, "no_such_reference", detail.clone())];
    Rejection {
        code: FailureCode::RecordNotFound,
        detail: format!("nothing was sent to NetSuite: {detail}"),
        errors,
    }
}

#[cfg(test)]
mod tests {
    use erpgate_connector::Answer;
    use http::{HeaderMap, StatusCode};

    use super::*;

    const FIRST: Attempted<'_> = Attempted { before: false, basis: None };

    fn order(items: &Value) -> NativeOrder {
        let body = json!({"id": "7", "memo": "old", "item": {"items": items}}).to_string().into_bytes();
        NativeOrder::parse(&Answer { status: StatusCode::OK, headers: HeaderMap::new(), body }).unwrap()
    }

    fn two_lines() -> NativeOrder {
        order(
            &json!([{"line": 1, "item": {"id": "701"}, "quantity": 2}, {"line": 4, "item": {"id": "702"}, "quantity": 5}]),
        )
    }

    #[test]
    fn a_changed_line_goes_with_its_key_and_the_others_are_left_alone() {
        let body = json!({"lines": {"update": [{"id": "4", "quantity": "6"}]}});
        let request = Request::plan(&two_lines(), &body, FIRST).unwrap().unwrap();
        assert_eq!(request.query(), "");
        assert_eq!(
            request.body,
            serde_json::from_str::<Value>(r#"{"item":{"items":[{"line":4,"quantity":6}]}}"#).unwrap()
        );
    }

    #[test]
    fn a_removal_lists_every_other_line_by_its_key() {
        let body = json!({"lines": {
            "add": [{"item_id": "703", "quantity": "1"}], "remove": ["1"], "update": [{"id": "4", "description": "x"}],
        }});
        let request = Request::plan(&two_lines(), &body, FIRST).unwrap().unwrap();
        assert_eq!(request.query(), "replace=item");
        let expected =
            r#"{"item":{"items":[{"line":4,"description":"x"},{"item":{"id":"703"},"quantity":1}]}}"#;
        assert_eq!(request.body.to_string(), expected);
        let text = r#"{"o:errorDetails":[{"o:errorPath":"item.items[1].item","detail":"no"}]}"#;
        let answer = Answer {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: text.as_bytes().to_vec(),
        };
        let error = crate::errors::ErpError::parse(&answer).unwrap();
        let rejection = error.rejection(|detail| request.sent.locate(detail));
        assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/add/0/item_id"));
    }

    #[test]
    fn an_unknown_line_is_refused_before_anything_is_sent() {
        for (body, pointer) in [
            (json!({"lines": {"update": [{"id": "9", "quantity": "1"}]}}), "/lines/update/0/id"),
            (json!({"lines": {"remove": ["1", "9"]}}), "/lines/remove/1"),
        ] {
            let rejection = Request::plan(&two_lines(), &body, FIRST).unwrap_err();
            assert_eq!(rejection.code, FailureCode::RecordNotFound);
            assert_eq!(rejection.errors[0].pointer.as_deref(), Some(pointer));
        }
    }

    #[test]
    fn what_stands_already_is_not_sent() {
        let body = json!({"notes": "old", "lines": {"update": [{"id": "1", "quantity": "2.0"}]}});
        assert!(Request::plan(&two_lines(), &body, FIRST).unwrap().is_none());
    }
}
