//! Bodies of writes: JSON checked against the entity type before any business rule sees it.

use super::failure::{Failure, Message};
use super::literal::{parse_date, parse_instant, parse_time};
use super::metadata::{Edm, EntitySet, Metadata, Property};
use super::value::Value;
use chrono::DateTime;
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An entity as a client sent it.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) set: Arc<EntitySet>,
    pub(crate) fields: BTreeMap<String, Value>,
    /// Navigation name and the entities under it.
    pub(crate) children: BTreeMap<String, Vec<Draft>>,
    /// What [`super::table::Row::aside`] keeps for a V4 service.
    pub(crate) aside: BTreeMap<String, Value>,
}

/// What differs between the JSON formats of V2 and V4.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Reads one value, or says what is wrong with it.
    pub(crate) value: fn(&Property, &Json) -> Result<Value, String>,
    /// Is this member control information and no property?
    pub(crate) is_control: fn(&EntitySet, &str) -> bool,
    pub(crate) unknown: fn(&str) -> Failure,
}

const V2: Form =
    Form { value, is_control: |_, name| name == "__metadata", unknown: Failure::invalid_property };

impl Draft {
    pub(crate) fn new(set: &Arc<EntitySet>) -> Self {
        Self {
            set: Arc::clone(set),
            fields: BTreeMap::new(),
            children: BTreeMap::new(),
            aside: BTreeMap::new(),
        }
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        match self.fields.get(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn take_children(&mut self, navigation: &str) -> Vec<Self> {
        self.children.remove(navigation).unwrap_or_default()
    }
}

pub(crate) const WRONG_VALUE: &str = "CX_SXML_PARSE_ERROR";

/// Reads a body, or says everything that is wrong with it.
pub(crate) fn parse(metadata: &Metadata, set: &Arc<EntitySet>, body: &[u8]) -> Result<Draft, Failure> {
    let json: Json = serde_json::from_slice(body).map_err(|error| {
        Failure::new(400, WRONG_VALUE, format!("Error while parsing the request body: {error}"))
    })?;
    // Clients that send back what they read wrap it in "d".
    let Json::Object(mut fields) = json else {
        return Err(Failure::new(400, WRONG_VALUE, "The request body is not a JSON object"));
    };
    if let (1, Some(Json::Object(inner))) = (fields.len(), fields.get_mut("d")) {
        fields = std::mem::take(inner);
    }
    let mut wrong = Vec::new();
    let draft = entity(metadata, set, fields, V2, &mut wrong)?;
    if wrong.is_empty() { Ok(draft) } else { Err(Failure::business(wrong)) }
}

/// One entity with the entities inside it; wrong values are added to `wrong`.
pub(crate) fn entity(
    metadata: &Metadata,
    set: &Arc<EntitySet>,
    fields: Map<String, Json>,
    form: Form,
    wrong: &mut Vec<Message>,
) -> Result<Draft, Failure> {
    let mut draft = Draft::new(set);
    for (name, json) in fields {
        if (form.is_control)(set, &name) {
            continue;
        }
        if let Some(navigation) = set.navigation(&name) {
            let target = metadata.set(&navigation.target).ok_or_else(|| (form.unknown)(&name))?;
            let Some(list) = inline(json) else { continue };
            let mut children = Vec::with_capacity(list.len());
            for child in list {
                let Json::Object(child) = child else { return Err((form.unknown)(&name)) };
                children.push(entity(metadata, target, child, form, wrong)?);
            }
            draft.children.insert(name, children);
            continue;
        }
        let property = set.property(&name).ok_or_else(|| (form.unknown)(&name))?;
        match (form.value)(property, &json) {
            Ok(value) => {
                draft.fields.insert(name, value);
            }
            Err(text) => wrong.push(Message::error(WRONG_VALUE, text, &name)),
        }
    }
    Ok(draft)
}

/// The entities inside a navigation property: `[…]`, `{"results":[…]}` or one object; none for null and
/// for a deferred link sent back.
fn inline(json: Json) -> Option<Vec<Json>> {
    match json {
        Json::Array(list) => Some(list),
        Json::Object(mut object) => match object.remove("results") {
            Some(Json::Array(list)) => Some(list),
            _ if object.contains_key("__deferred") => None,
            _ => Some(vec![Json::Object(object)]),
        },
        _ => None,
    }
}

fn value(property: &Property, json: &Json) -> Result<Value, String> {
    let invalid = || format!("Property '{}' has invalid value '{}'", property.name, shown(json));
    match (property.edm, json) {
        (_, Json::Null) => Ok(Value::initial(property)),
        (Edm::Text | Edm::Guid, Json::String(sent)) => match text(property, sent) {
            Ok(fitting) => Ok(Value::Text(fitting)),
            Err(Some(why)) => Err(format!("{}: {why}", invalid())),
            Err(None) => Err(invalid()),
        },
        (Edm::Decimal | Edm::Int64, Json::String(text)) => {
            decimal(property, text).map(Value::Decimal).map_err(|why| format!("{}: {why}", invalid()))
        }
        (Edm::Byte | Edm::Int16 | Edm::Int32 | Edm::Double, Json::Number(number)) => {
            number.to_string().parse().map(Value::Decimal).map_err(|_| invalid())
        }
        (Edm::Boolean, Json::Bool(flag)) => Ok(Value::Bool(*flag)),
        (Edm::DateTime, Json::String(text)) => {
            let date = millis(text).map(|at| at.naive_utc()).or_else(|| parse_date(text));
            date.map(Value::Date).ok_or_else(invalid)
        }
        (Edm::DateTimeOffset, Json::String(text)) => {
            millis(text).or_else(|| parse_instant(text)).map(Value::Instant).ok_or_else(invalid)
        }
        (Edm::Time, Json::String(text)) => parse_time(text).map(Value::Time).ok_or_else(invalid),
        _ => Err(invalid()),
    }
}

pub(crate) fn shown(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

/// A text in its property's form, or why it does not fit.
pub(crate) fn text(property: &Property, text: &str) -> Result<String, Option<String>> {
    if let Some(max) = property.max_length.filter(|max| text.chars().count() > *max) {
        return Err(Some(format!("maximum length {max} is exceeded")));
    }
    if property.is_numeric_text() && !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(None);
    }
    Ok(if text.is_empty() { String::new() } else { property.outer(text) })
}

/// A number that fits the property's precision and scale.
pub(crate) fn decimal(property: &Property, text: &str) -> Result<Decimal, String> {
    let number: Decimal = text.trim().parse().map_err(|_| "not a decimal number".to_owned())?;
    let exact = number.normalize();
    let scale = property.scale.unwrap_or(0);
    if exact.scale() > scale {
        return Err(format!("more than {scale} decimal places"));
    }
    let whole = property.precision.unwrap_or(28).saturating_sub(scale);
    let digits = exact.trunc().abs().to_string().trim_start_matches('0').len();
    if u32::try_from(digits).unwrap_or(u32::MAX) > whole {
        return Err(format!("more than {whole} digits before the decimal point"));
    }
    Ok(exact)
}

/// `/Date(1795392000000)/` with or without an offset in minutes, which only names the sender's zone.
fn millis(text: &str) -> Option<DateTime<chrono::Utc>> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let sign = inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-')).map(|(at, _)| at);
    DateTime::from_timestamp_millis(inner[..sign.unwrap_or(inner.len())].parse().ok()?)
}
