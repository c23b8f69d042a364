//! Resource paths: `A_PurchaseOrder('4500000001')/to_PurchaseOrderItem/$count`.

use super::failure::Failure;
use super::function::Function;
use super::literal::{literal, parse_literal};
use super::metadata::{EntitySet, Metadata, Navigation};
use super::table::{Key, Row, Tables};
use super::value::Value;
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use winnow::combinator::{separated, separated_pair};
use winnow::prelude::*;
use winnow::token::take_while;

/// One step of a path, decoded.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) key: Option<String>,
}

/// What a path leads to.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    ServiceDocument,
    Metadata,
    Batch,
    Function(Arc<Function>),
    /// All entities of a set, or those related to one parent.
    Feed {
        set: Arc<EntitySet>,
        parent: Option<Parent>,
        count: bool,
    },
    Entity {
        set: Arc<EntitySet>,
        key: Key,
    },
    Property {
        set: Arc<EntitySet>,
        key: Key,
        name: String,
        raw: bool,
    },
}

/// The entity a collection was reached from.
#[derive(Debug, Clone)]
pub(crate) struct Parent {
    pub(crate) set: Arc<EntitySet>,
    pub(crate) key: Key,
    pub(crate) navigation: String,
}

impl Parent {
    pub(crate) fn link<'a>(&'a self, tables: &'a Tables) -> Option<(&'a Row, &'a Navigation)> {
        Some((tables.get(self.set.table(), &self.key)?, self.set.navigation(&self.navigation)?))
    }
}

/// Follows a raw (still percent-encoded) path, without the service part.
pub(crate) fn resolve(raw: &str, metadata: &Metadata, tables: &Tables) -> Result<Target, Failure> {
    let segments = split(raw);
    let Some((first, rest)) = segments.split_first() else { return Ok(Target::ServiceDocument) };
    match first.name.as_str() {
        "$metadata" if rest.is_empty() => return Ok(Target::Metadata),
        "$batch" if rest.is_empty() => return Ok(Target::Batch),
        name if rest.is_empty() && first.key.is_none() => {
            if let Some(function) = metadata.function(name) {
                return Ok(Target::Function(Arc::clone(function)));
            }
        }
        _ => {}
    }
    let set = metadata.set(&first.name).ok_or_else(|| Failure::not_found(&first.name))?;
    let mut target = enter(Arc::clone(set), None, first, tables)?;
    for segment in rest {
        target = step(target, segment, metadata, tables)?;
    }
    Ok(target)
}

fn step(from: Target, segment: &Segment, metadata: &Metadata, tables: &Tables) -> Result<Target, Failure> {
    let name = segment.name.as_str();
    match from {
        Target::Feed { set, parent, count: false } if name == "$count" => {
            Ok(Target::Feed { set, parent, count: true })
        }
        Target::Property { set, key, name: property, raw: false } if name == "$value" => {
            Ok(Target::Property { set, key, name: property, raw: true })
        }
        Target::Entity { set, key } => {
            let row = tables.get(set.table(), &key).ok_or_else(|| Failure::not_found(&set.type_name))?;
            if set.property(name).is_some() {
                return Ok(Target::Property { set, key, name: name.to_owned(), raw: false });
            }
            let navigation = set.navigation(name).ok_or_else(|| Failure::not_found(name))?;
            let target = metadata.set(&navigation.target).ok_or_else(|| Failure::not_found(name))?;
            if navigation.many {
                let parent = Parent { set: Arc::clone(&set), key, navigation: name.to_owned() };
                return enter(Arc::clone(target), Some(parent), segment, tables);
            }
            let related = tables.related(row, navigation, target);
            let one = related.first().ok_or_else(|| Failure::not_found(&target.type_name))?;
            Ok(Target::Entity { set: Arc::clone(target), key: one.key() })
        }
        _ => Err(Failure::not_found(name)),
    }
}

fn enter(
    set: Arc<EntitySet>,
    parent: Option<Parent>,
    segment: &Segment,
    tables: &Tables,
) -> Result<Target, Failure> {
    let Some(predicate) = &segment.key else { return Ok(Target::Feed { set, parent, count: false }) };
    let key = read_key(predicate, &set)?;
    if let Some((row, navigation)) = parent.as_ref().and_then(|parent| parent.link(tables)) {
        let related = tables.related(row, navigation, &set);
        if !related.iter().any(|row| row.key() == key) {
            return Err(Failure::not_found(&set.type_name));
        }
    }
    Ok(Target::Entity { set, key })
}

/// Cuts at slashes outside quotes and decodes each part.
pub(crate) fn split(raw: &str) -> Vec<Segment> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let encoded_quote = rest.starts_with("%27");
        let taken = if encoded_quote { 3 } else { c.len_utf8() };
        if encoded_quote || c == '\'' {
            quoted = !quoted;
        }
        if c == '/' && !quoted {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(&rest[..taken]);
        }
        rest = &rest[taken..];
    }
    parts.iter().filter(|part| !part.is_empty()).map(|part| segment(part)).collect()
}

fn segment(part: &str) -> Segment {
    let decoded = percent_decode_str(part).decode_utf8_lossy();
    match decoded.split_once('(').and_then(|(name, rest)| Some((name, rest.strip_suffix(')')?))) {
        Some((name, "")) => Segment { name: name.to_owned(), key: None },
        Some((name, key)) => Segment { name: name.to_owned(), key: Some(key.to_owned()) },
        None => Segment { name: decoded.into_owned(), key: None },
    }
}

/// `PurchaseOrder='4500000001',PurchaseOrderItem='10'`
pub(crate) fn named_keys(input: &mut &str) -> winnow::Result<Vec<(String, Value)>> {
    let name = take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_').map(str::to_owned);
    let comma = (winnow::ascii::multispace0, ',', winnow::ascii::multispace0);
    separated(1.., separated_pair(name, '=', literal), comma).parse_next(input)
}

fn read_key(predicate: &str, set: &EntitySet) -> Result<Key, Failure> {
    let malformed = || Failure::malformed(format!("Invalid key predicate '({predicate})'"));
    let named = if let Some(value) = parse_literal(predicate) {
        let [only] = set.keys.as_slice() else { return Err(malformed()) };
        vec![(only.clone(), value)]
    } else {
        named_keys.parse(predicate).map_err(|_| malformed())?
    };
    if named.len() != set.keys.len() {
        return Err(malformed());
    }
    let part = |key: &String| {
        let (_, value) = named.iter().find(|(name, _)| name == key).ok_or_else(malformed)?;
        let property = set.property(key).ok_or_else(malformed)?;
        match value {
            Value::Text(text) => Ok(property.inner(text)),
            other => Ok(other.plain(property)),
        }
    };
    set.keys.iter().map(part).collect()
}
