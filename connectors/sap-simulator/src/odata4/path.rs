//! Resource paths of V4: `PurchaseOrder('4500000001')/_PurchaseOrderItem`, and the same with keys as segments:
//! `PurchaseOrder/4500000001/_PurchaseOrderItem`.

use super::failure;
use super::projection::Projection;
use crate::odata::failure::Failure;
use crate::odata::literal::parse_literal;
use crate::odata::metadata::{EntitySet, Navigation};
use crate::odata::path::{Parent, Segment, Target, named_keys, split};
use crate::odata::table::Row;
use crate::odata::value::Value;
use chrono::DateTime;
use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;
use winnow::prelude::*;

/// The entity a collection was reached from, and the navigation that starts from it.
pub(crate) fn link<'a>(parent: &'a Parent, projection: &Projection<'_>) -> Option<(Row, &'a Navigation)> {
    Some((projection.get(&parent.set, &parent.key)?, parent.set.navigation(&parent.navigation)?))
}

type Rest = Peekable<IntoIter<Segment>>;

/// Follows a raw (still percent-encoded) path, without the service part. The keys found are those of the V2 rows
/// behind the entities.
pub(crate) fn resolve(raw: &str, projection: &Projection<'_>) -> Result<Target, Failure> {
    let mut rest = split(raw).into_iter().peekable();
    let Some(first) = rest.next() else { return Ok(Target::ServiceDocument) };
    if first.name == "$metadata" && rest.peek().is_none() {
        return Ok(Target::Metadata);
    }
    let set = projection.metadata.set(&first.name).ok_or_else(failure::no_resource)?;
    let mut target = enter(projection, set, None, &first, &mut rest)?;
    while let Some(segment) = rest.next() {
        target = step(projection, target, &segment, &mut rest)?;
    }
    Ok(target)
}

fn step(
    projection: &Projection<'_>,
    from: Target,
    segment: &Segment,
    rest: &mut Rest,
) -> Result<Target, Failure> {
    let name = segment.name.as_str();
    match from {
        Target::Feed { set, parent, count: false } if name == "$count" => {
            Ok(Target::Feed { set, parent, count: true })
        }
        Target::Property { set, key, name: property, raw: false } if name == "$value" => {
            Ok(Target::Property { set, key, name: property, raw: true })
        }
        Target::Entity { set, key } => {
            let row = projection.get(&set, &key).ok_or_else(|| failure::not_found(&set.type_name))?;
            if set.property(name).is_some() {
                return Ok(Target::Property { set, key, name: name.to_owned(), raw: false });
            }
            let navigation = set.navigation(name).ok_or_else(failure::no_resource)?;
            let target = projection.metadata.set(&navigation.target).ok_or_else(failure::no_resource)?;
            if navigation.many {
                let parent = Parent { set: Arc::clone(&set), key, navigation: name.to_owned() };
                return enter(projection, target, Some(parent), segment, rest);
            }
            let related = projection.related(&row, navigation);
            let key = related.first().and_then(|one| projection.kept_key(one));
            let key = key.ok_or_else(|| failure::not_found(&target.type_name))?;
            Ok(Target::Entity { set: Arc::clone(target), key })
        }
        _ => Err(failure::no_resource()),
    }
}

/// A collection, or the entity in it that a key names.
fn enter(
    projection: &Projection<'_>,
    set: &Arc<EntitySet>,
    parent: Option<Parent>,
    segment: &Segment,
    rest: &mut Rest,
) -> Result<Target, Failure> {
    let mut wanted = Row::new(set, DateTime::UNIX_EPOCH);
    let mut open: Vec<&String> = set.keys.iter().collect();
    let link = parent.as_ref().and_then(|parent| link(parent, projection));
    if let Some((row, navigation)) = &link {
        // What the parent already says need not be said again.
        for (own, theirs) in navigation.on.iter().filter(|(_, theirs)| set.is_key(theirs)) {
            wanted.set(theirs, row.get(own).clone());
            open.retain(|key| *key != theirs);
        }
    }
    if let Some(predicate) = &segment.key {
        read_key(predicate, &open, &mut wanted)?;
    } else if rest.peek().is_some_and(|next| !next.name.starts_with('$')) {
        for key in open {
            let value = rest.next().ok_or_else(failure::no_resource)?.name;
            fill(&mut wanted, key, &value)?;
        }
    } else {
        return Ok(Target::Feed { set: Arc::clone(set), parent, count: false });
    }
    let missing = || failure::not_found(&set.type_name);
    let key = projection.kept_key(&wanted).ok_or_else(missing)?;
    let found = projection.get(set, &key).filter(|row| row.key() == wanted.key()).ok_or_else(missing)?;
    if let Some((row, navigation)) = link
        && !projection.related(&row, navigation).iter().any(|related| related.key() == found.key())
    {
        return Err(missing());
    }
    Ok(Target::Entity { set: Arc::clone(set), key })
}

/// Reads `('4500000001')` or named keys; those the parent gives may be missing.
fn read_key(predicate: &str, open: &[&String], wanted: &mut Row) -> Result<(), Failure> {
    let malformed = || failure::malformed(format!("Invalid key predicate '({predicate})'"));
    let named = match parse_literal(predicate) {
        Some(value) => {
            let [only] = open else { return Err(malformed()) };
            vec![((*only).clone(), value)]
        }
        None => named_keys.parse(predicate).map_err(|_| malformed())?,
    };
    if !open.iter().all(|key| named.iter().any(|(name, _)| name == *key)) {
        return Err(malformed());
    }
    for (name, value) in &named {
        let Value::Text(text) = value else { return Err(malformed()) };
        fill(wanted, name, text)?;
    }
    Ok(())
}

fn fill(wanted: &mut Row, key: &str, value: &str) -> Result<(), Failure> {
    let set = Arc::clone(&wanted.set);
    let property = set.property(key).filter(|_| set.is_key(key));
    let property =
        property.ok_or_else(|| failure::malformed(format!("'{key}' is no key of {}", set.type_name)))?;
    wanted.set_text(key, property.outer(value));
    Ok(())
}
