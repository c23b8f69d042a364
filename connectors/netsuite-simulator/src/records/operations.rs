//! Create, update, upsert and delete: a draft, the body, the rules, the save.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::apply::{Writing, apply};
use super::commit::commit;
use crate::http::{Locus, Problem};
use crate::metadata::RecordType;
use crate::rules::rules_of;
use crate::world::{Draft, World, already_exists};

/// Who writes, when, and whether anything is kept.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    pub(crate) by: String,
    pub(crate) now: DateTime<Utc>,
}

/// The `{id}` part of a record URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    Internal(u64),
    External(String),
}

impl Address {
    /// Reads `123` or `eid:X`; anything else is `INVALID_ID`.
    pub(crate) fn parse(text: &str, url: &str) -> Result<Self, Problem> {
        if let Some(external_id) = text.strip_prefix("eid:") {
            return Ok(Self::External(external_id.to_owned()));
        }
        match text.parse::<u64>() {
            Ok(id) if id > 0 && !text.starts_with(['0', '+']) => Ok(Self::Internal(id)),
            _ => Err(invalid_id(text, url)),
        }
    }
}

/// The error for something that cannot be a record id.
pub(crate) fn invalid_id(text: &str, url: &str) -> Problem {
    let detail = format!("Invalid record instance identifier '{text}'. Provide a valid record instance ID.");
    Problem::new(hyper::StatusCode::BAD_REQUEST, "INVALID_ID", detail).at(Locus::Url(url.to_owned()))
}

/// The internal id of the addressed record, or the error NetSuite answers with.
pub(crate) fn locate(world: &World, one: &RecordType, address: &Address) -> Result<u64, Problem> {
    match address {
        Address::Internal(id) if world.get(&one.name, *id).is_some() => Ok(*id),
        Address::Internal(id) if one.group == "transaction" && world.held_by_sibling(one, *id).is_some() => {
            Err(Problem::user("Transaction type specified is incorrect."))
        }
        Address::Internal(_) => Err(Problem::no_such_record()),
        Address::External(external_id) => world
            .by_external_id(&one.group, external_id)
            .filter(|record| record.record_type == one.name)
            .map(|record| record.id)
            .ok_or_else(|| Problem::no_such_external_id(external_id)),
    }
}

/// A draft of a new record with defaults and the body applied, not yet complete.
fn draft_new(
    world: &World,
    one: &Arc<RecordType>,
    body: &Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
    external_id: Option<&str>,
) -> Result<Draft, Problem> {
    let mut draft = Draft::new(one);
    draft.record.external_id = external_id.map(str::to_owned);
    draft.now = Some(writer.now);
    rules_of(&one.name).begin(world, &mut draft, writer.now);
    apply(world, &mut draft, body, writing)?;
    Ok(draft)
}

/// Creates a record; with `keep` false it only shows what would be created.
pub(crate) fn create(
    world: &mut World,
    one: &Arc<RecordType>,
    body: &Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
    keep: bool,
) -> Result<Draft, Problem> {
    let draft = draft_new(world, one, body, writing, writer, None)?;
    finish(world, draft, writer, keep)
}

/// Changes a record.
pub(crate) fn update(
    world: &mut World,
    one: &Arc<RecordType>,
    id: u64,
    body: &Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
    keep: bool,
) -> Result<Draft, Problem> {
    let record = world.get(&one.name, id).ok_or_else(Problem::no_such_record)?;
    let mut draft = Draft::of(one, record);
    draft.now = Some(writer.now);
    apply(world, &mut draft, body, writing)?;
    finish(world, draft, writer, keep)
}

/// Creates or changes the record with an external id.
pub(crate) fn upsert(
    world: &mut World,
    one: &Arc<RecordType>,
    external_id: &str,
    body: &Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
) -> Result<Draft, Problem> {
    match world.by_external_id(&one.group, external_id) {
        Some(record) if record.record_type != one.name => Err(already_exists(&one.group)),
        Some(record) => {
            let id = record.id;
            update(world, one, id, body, writing, writer, true)
        }
        None => {
            let draft = draft_new(world, one, body, writing, writer, Some(external_id))?;
            finish(world, draft, writer, true)
        }
    }
}

fn finish(world: &mut World, mut draft: Draft, writer: &Writer, keep: bool) -> Result<Draft, Problem> {
    let rules = rules_of(&draft.one.name);
    if keep {
        rules.check(world, &draft)?;
    }
    rules.complete(world, &mut draft);
    if keep { commit(world, draft, writer) } else { Ok(draft) }
}
