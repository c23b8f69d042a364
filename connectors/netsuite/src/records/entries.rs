//! Which entries of a list a change still has to take away, change and add.

use std::collections::BTreeSet;

use erpgate_connector::{Attempted, Rejection};
use erpgate_model::{FailureCode, FieldError};
use serde_json::Value;

use crate::mapping::{Doubt, Fields, List, NativeLine, Sublist, Translation, all_stand};

/// One line of the request.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) sublist: &'static Sublist,
    pub(super) fields: Fields,
    /// Where it stands in the client's body.
    pub(super) pointer: String,
}

/// The ids of the entries to take away that are still there.
pub(super) fn removed(
    list: &List,
    lines: &[NativeLine<'_>],
    body: &Fields,
    before: bool,
) -> Result<BTreeSet<String>, Rejection> {
    let mut removed = BTreeSet::new();
    for (index, id) in entries(list, body, "remove").iter().enumerate() {
        let id = id.as_str().unwrap_or_default();
        if lines.iter().any(|line| line.id() == id) {
            removed.insert(id.to_owned());
        } else if !before {
            return Err(no_such_entry(list, &format!("/{}/remove/{index}", list.name), id));
        }
    }
    Ok(removed)
}

/// The changes of entries, by id, that do not stand yet.
pub(super) fn changed(
    list: &'static List,
    lines: &[NativeLine<'_>],
    body: &Fields,
    removed: &BTreeSet<String>,
    translation: &mut Translation,
) -> Result<Vec<(String, Line)>, Rejection> {
    let mut seen = BTreeSet::new();
    let mut changes: Vec<(String, Line)> = Vec::new();
    for (index, patch) in entries(list, body, "update").iter().enumerate() {
        let pointer = format!("/{}/update/{index}", list.name);
        let (id, given) = (patch["id"].as_str().unwrap_or_default(), patch.as_object());
        let Some(line) = lines.iter().find(|line| line.id() == id) else {
            return Err(no_such_entry(list, &format!("{pointer}/id"), id));
        };
        if removed.contains(id) || !seen.insert(id) {
            let detail = format!("the {} is changed twice, or changed and removed", list.noun);
            translation.refuse(&format!("{pointer}/id"), "invalid", &detail);
            continue;
        }
        let fields = translation.entry(given.unwrap_or(&Fields::new()), list, line.sublist, &pointer);
        if !all_stand(&fields, line.fields, Doubt::Differs) {
            changes.push((id.to_owned(), Line { sublist: line.sublist, fields, pointer }));
        }
    }
    Ok(changes)
}

/// The entries to add that an earlier send has not added. A line that is new since the basis and holds
/// what was sent counts as the one sent; each counts once.
pub(super) fn added(
    list: &'static List,
    lines: &[NativeLine<'_>],
    body: &Fields,
    attempted: Attempted<'_>,
    translation: &mut Translation,
) -> Vec<Line> {
    let basis = attempted.basis.map(|basis| basis.to_json()[list.name].take());
    let known: BTreeSet<&str> =
        basis.iter().filter_map(Value::as_array).flatten().filter_map(|entry| entry["id"].as_str()).collect();
    let mut fresh: Vec<&NativeLine<'_>> = lines
        .iter()
        .filter(|line| attempted.before && basis.is_some() && !known.contains(line.id().as_str()))
        .collect();
    let mut added = Vec::new();
    for (index, given) in entries(list, body, "add").iter().enumerate() {
        let pointer = format!("/{}/add/{index}", list.name);
        let given = given.as_object().cloned().unwrap_or_default();
        let sublist = match (list.choose)(&given) {
            Ok(sublist) => sublist,
            Err((field, detail)) => {
                translation.refuse(&format!("{pointer}/{field}"), "required", detail);
                continue;
            }
        };
        translation.clears = false;
        let fields = translation.entry(&given, list, sublist, &pointer);
        translation.clears = true;
        let stands = fresh
            .iter()
            .position(|line| line.sublist == sublist && all_stand(&fields, line.fields, Doubt::Equals));
        match stands {
            Some(at) => {
                fresh.remove(at);
            }
            None => added.push(Line { sublist, fields, pointer }),
        }
    }
    added
}

fn entries<'a>(list: &List, body: &'a Fields, what: &str) -> &'a [Value] {
    body.get(list.name).and_then(|changes| changes.get(what)?.as_array()).map_or(&[], Vec::as_slice)
}

fn no_such_entry(list: &List, pointer: &str, id: &str) -> Rejection {
    let detail = format!("the record has no {} with the id {id}", list.noun);
    let errors = vec![FieldError::at(pointer, "no_such_reference", detail.clone())];
    Rejection {
        code: FailureCode::RecordNotFound,
        detail: format!("nothing was sent to NetSuite: {detail}"),
        errors,
    }
}
