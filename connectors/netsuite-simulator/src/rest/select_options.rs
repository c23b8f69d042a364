//! `Accept: …; type=select-options`: the values that fields of a record may take.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::{Call, Handled};
use crate::http::{Answer, Problem, media};
use crate::metadata::{Kind, RecordType, find};
use crate::records::{self, Page};
use crate::rules::rules_of;
use crate::world::{Cell, Draft, Record, World};

/// A value: its id and the name that people see.
type Choice = (String, String);

/// Whether the request asks for values instead of writing.
pub(super) fn wanted(call: Call<'_>) -> bool {
    call.request.media_type_is("accept", "select-options")
}

/// The values of the fields in `fields` for a record as it would be with the body, each with pages of its own.
pub(super) fn answer(call: Call<'_>, world: &World, one: &RecordType, draft: &Draft) -> Handled {
    let fields = call.request.parameter("fields").unwrap_or_default();
    let names: Vec<&str> = fields.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(Problem::parameter("fields", "Provide the fields whose select options are wanted."));
    }
    let filters = filters(call.request.parameter("q").unwrap_or_default())?;
    let page = call.page()?;
    let place = format!("{}{}", call.request.origin, call.request.path);
    let mut out = Map::new();
    out.insert("links".into(), json!([{"rel": "self", "href": format!("{place}?fields={fields}")}]));
    for name in names {
        let (path, kind) = field(one, name)?;
        let label = path.last().copied().unwrap_or_default();
        let mut choices = choices(world, one, draft, label, kind);
        let here = filters.iter().filter(|filter| filter.field.eq_ignore_ascii_case(name));
        here.for_each(|filter| choices.retain(|(_, shown)| filter.fits(shown)));
        let page = Page { total: choices.len(), ..page };
        let shown = choices.iter().skip(page.offset).take(page.limit);
        let items: Vec<Value> = shown.map(|(id, label)| json!({"id": id, "refName": label})).collect();
        let options = records::collection(&items, &place, &format!("fields={name}"), page);
        let mut at = &mut out;
        for part in path {
            at = match at.entry(part).or_insert_with(|| json!({})) {
                Value::Object(inner) => inner,
                _ => return Err(unknown(name)),
            };
        }
        at.insert("_selectOptions".into(), options);
    }
    Ok(Answer::json(StatusCode::OK, media::SELECT_OPTIONS, &Value::Object(out)))
}

/// A body field, or `sublist.field`, with its declared names.
fn field<'a>(one: &'a RecordType, name: &str) -> Result<(Vec<&'a str>, &'a Kind), Problem> {
    let found = match name.split_once('.') {
        None => one.field(name).map(|(name, field)| (vec![name], field)),
        Some((list, name)) => one.sublist(list).and_then(|(list, sublist)| {
            find(&sublist.fields, name).map(|(name, field)| (vec![list, name], field))
        }),
    };
    match found {
        Some((path, field)) if matches!(field.kind, Kind::Choice(_) | Kind::Reference(_) | Kind::Many(_)) => {
            Ok((path, &field.kind))
        }
        _ => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> Problem {
    Problem::parameter("fields", format!("Invalid field name '{name}'. Provide select fields only."))
}

/// The values of a field; none where the account keeps no records for it.
fn choices(world: &World, one: &RecordType, draft: &Draft, name: &str, kind: &Kind) -> Vec<Choice> {
    match kind {
        Kind::Choice(ids) => {
            let labels = one.choices.get(name);
            let label = |id: &String| labels.and_then(|labels| labels.get(id)).unwrap_or(id).clone();
            let offered = ids.iter().filter(|id| rules_of(&one.name).offers(world, draft, name, id));
            offered.map(|id| (id.clone(), label(id))).collect()
        }
        Kind::Reference(target) | Kind::Many(target) => {
            let records = world.types.targets(target).into_iter().flat_map(|one| world.all(&one.name));
            let usable = records.filter(|record| is_usable(record, draft));
            usable.map(|record| (record.id.to_string(), world.display_name(record))).collect()
        }
        _ => Vec::new(),
    }
}

/// Active; a location also belongs to the subsidiary that the draft has.
fn is_usable(record: &Record, draft: &Draft) -> bool {
    let is_inactive = matches!(record.cells.get("isInactive"), Some(Cell::Flag(true)));
    let theirs = (record.record_type == "location").then(|| record.id_in("subsidiary")).flatten();
    let fits = match (draft.record.id_in("subsidiary"), theirs) {
        (Some(ours), Some(theirs)) => ours == theirs,
        _ => true,
    };
    !is_inactive && fits
}

/// A condition of `q` on the names of one field's values.
struct Filter {
    field: String,
    operator: String,
    text: String,
}

impl Filter {
    fn fits(&self, shown: &str) -> bool {
        let shown = shown.to_lowercase();
        match self.operator.as_str() {
            "CONTAIN" => shown.contains(&self.text),
            "START_WITH" => shown.starts_with(&self.text),
            _ => shown == self.text,
        }
    }
}

/// `field CONTAIN text, field IS "text, with a comma"`.
fn filters(q: &str) -> Result<Vec<Filter>, Problem> {
    let mut quoted = false;
    let parts = q.split(|letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    });
    let filter = |part: &str| {
        let mut words = part.trim().splitn(3, ' ');
        let (field, operator, text) = (words.next()?, words.next()?.to_uppercase(), words.next()?);
        let known = matches!(operator.as_str(), "CONTAIN" | "IS" | "START_WITH");
        let text = text.trim().trim_matches('"').to_lowercase();
        known.then(|| Filter { field: field.to_owned(), operator, text })
    };
    parts
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let detail =
                format!("The filter '{}' must be FIELD CONTAIN, IS or START_WITH TEXT.", part.trim());
            filter(part).ok_or_else(|| Problem::parameter("q", detail))
        })
        .collect()
}
