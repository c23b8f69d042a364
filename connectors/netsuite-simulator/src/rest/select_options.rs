//! `Accept: …; type=select-options`: the values that the fields of a record may take.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::{Call, Handled};
use crate::http::{Answer, media};
use crate::metadata::{Kind, RecordType};
use crate::world::{Cell, Draft, Record, World};

/// Whether the request asks for values instead of writing.
pub(super) fn wanted(call: Call<'_>) -> bool {
    call.request.media_type_is("accept", "select-options")
}

/// The choices of every field, or of those in `fields`, for a record as it would be with the body.
pub(super) fn answer(call: Call<'_>, world: &World, one: &RecordType, draft: &Draft) -> Handled {
    let only = call.view(one)?.fields;
    let shown = one.fields.iter().filter(|(name, field)| {
        !field.read_only && only.as_ref().is_none_or(|only| only.iter().any(|wanted| wanted == *name))
    });
    let mut out = Map::new();
    for (name, field) in shown {
        if let Some(options) = options(world, one, draft, name, &field.kind) {
            out.insert(name.clone(), json!({"_selectOptions": options}));
        }
    }
    Ok(Answer::json(StatusCode::OK, media::SELECT_OPTIONS, &Value::Object(out)))
}

/// Choices of a field; none for fields that are no choice, or that refer to records the account lacks.
fn options(world: &World, one: &RecordType, draft: &Draft, name: &str, kind: &Kind) -> Option<Vec<Value>> {
    match kind {
        Kind::Choice(ids) if !ids.is_empty() => {
            let labels = one.choices.get(name);
            let label = |id: &String| labels.and_then(|labels| labels.get(id)).unwrap_or(id).clone();
            Some(ids.iter().map(|id| json!({"id": id, "refName": label(id)})).collect())
        }
        Kind::Reference(target) | Kind::Many(target) => {
            let targets = world.types.targets(target);
            if targets.is_empty() {
                return None;
            }
            let records = targets.iter().flat_map(|one| world.all(&one.name));
            let usable = records.filter(|record| is_usable(record, draft));
            let option =
                |record: &Record| json!({"id": record.id.to_string(), "refName": world.display_name(record)});
            Some(usable.map(option).collect())
        }
        _ => None,
    }
}

/// Active, and where the draft has a subsidiary and the record belongs to one, to the same.
fn is_usable(record: &Record, draft: &Draft) -> bool {
    let is_inactive = matches!(record.cells.get("isInactive"), Some(Cell::Flag(true)));
    let theirs = (record.record_type == "location").then(|| record.id_in("subsidiary")).flatten();
    let fits = match (draft.record.id_in("subsidiary"), theirs) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => true,
    };
    !is_inactive && fits
}
