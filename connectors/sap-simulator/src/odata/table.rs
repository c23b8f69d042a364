//! Rows and tables in memory, with a journal so that a failed request leaves nothing behind.

use super::metadata::{EntitySet, Navigation, Property};
use super::value::Value;
use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

/// The key of a row in internal form: one text per key property.
pub(crate) type Key = Vec<String>;

/// One entity.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) set: Arc<EntitySet>,
    values: Vec<Value>,
    pub(crate) created: DateTime<Utc>,
    /// Who made it, for types that do not show it; empty where nobody noted it.
    pub(crate) author: String,
    /// The last change; the etag is made of it.
    pub(crate) changed: DateTime<Utc>,
    /// Facts the service does not show, such as a quantity received.
    pub(crate) hidden: BTreeMap<&'static str, Decimal>,
    /// Values that this row's own service does not know and a V4 service over the same rows does, by
    /// `Type.Property` of that service.
    pub(crate) aside: BTreeMap<String, Value>,
}

impl Row {
    pub(crate) fn new(set: &Arc<EntitySet>, now: DateTime<Utc>) -> Self {
        let values = set.properties.iter().map(Value::initial).collect();
        Self {
            set: Arc::clone(set),
            values,
            created: now,
            author: String::new(),
            changed: now,
            hidden: BTreeMap::new(),
            aside: BTreeMap::new(),
        }
    }

    /// The value of a property; `Null` when the type has no such property.
    pub(crate) fn get(&self, name: &str) -> &Value {
        self.set.position(name).map_or(&Value::Null, |at| &self.values[at])
    }

    /// The value at a place that [`EntitySet::position`] gave.
    pub(crate) fn at(&self, place: usize) -> &Value {
        &self.values[place]
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    pub(crate) fn decimal(&self, name: &str) -> Decimal {
        match self.get(name) {
            Value::Decimal(number) => *number,
            _ => Decimal::ZERO,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        *self.get(name) == Value::Bool(true)
    }

    pub(crate) fn date(&self, name: &str) -> Option<NaiveDateTime> {
        match self.get(name) {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub(crate) fn set(&mut self, name: &str, value: Value) {
        let at = self.set.position(name);
        debug_assert!(at.is_some(), "{} has no property {name}", self.set.type_name);
        if let Some(at) = at {
            self.values[at] = value;
        }
    }

    pub(crate) fn set_text(&mut self, name: &str, text: impl Into<String>) {
        self.set(name, Value::Text(text.into()));
    }

    /// Fills a text only where nothing was given.
    pub(crate) fn default_text(&mut self, name: &str, text: &str) {
        if self.text(name).is_empty() {
            self.set_text(name, text);
        }
    }

    /// The same facts as a row of another set: what has the same name there, and what `renamed` says
    /// (own name, name there). Times and hidden facts go with it.
    pub(crate) fn copied_to(&self, set: &Arc<EntitySet>, renamed: &[(&str, &str)]) -> Self {
        let mut copy = Self::new(set, self.created);
        copy.changed = self.changed;
        copy.author.clone_from(&self.author);
        copy.hidden.clone_from(&self.hidden);
        for (property, value) in self.properties() {
            let own = property.name.as_str();
            let name = renamed.iter().find(|(from, _)| *from == own).map_or(own, |(_, to)| to);
            if set.property(name).is_some() {
                copy.set(name, value.clone());
            }
        }
        copy
    }

    /// Do both rows show the same?
    pub(crate) fn same_values(&self, other: &Self) -> bool {
        self.values == other.values && self.aside == other.aside
    }

    pub(crate) fn properties(&self) -> impl Iterator<Item = (&Property, &Value)> {
        self.set.properties.iter().zip(&self.values)
    }

    pub(crate) fn key(&self) -> Key {
        self.set.keys.iter().map(|name| key_part(&self.set, name, self.get(name))).collect()
    }
}

pub(crate) fn key_part(set: &EntitySet, name: &str, value: &Value) -> String {
    match (set.property(name), value) {
        (Some(property), Value::Text(text)) => property.inner(text),
        (Some(property), other) => other.plain(property),
        (None, _) => String::new(),
    }
}

type Change = (String, Key, Option<Row>);

/// All rows of all services, by entity set.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    sets: HashMap<String, BTreeMap<Key, Row>>,
    /// The types of all services' sets by their table, so that one service can write into another's tables.
    types: HashMap<String, Arc<EntitySet>>,
    journal: Vec<Change>,
}

impl Tables {
    /// Makes a set known by the name of its table. The first of a name stays.
    pub(crate) fn declare(&mut self, set: &Arc<EntitySet>) {
        self.types.entry(set.table().to_owned()).or_insert_with(|| Arc::clone(set));
    }

    pub(crate) fn set_type(&self, table: &str) -> Option<&Arc<EntitySet>> {
        self.types.get(table)
    }

    pub(crate) fn get(&self, set: &str, key: &[String]) -> Option<&Row> {
        self.sets.get(set)?.get(key)
    }

    pub(crate) fn all(&self, set: &str) -> impl DoubleEndedIterator<Item = &Row> {
        self.sets.get(set).into_iter().flat_map(BTreeMap::values)
    }

    /// Rows whose key begins with `prefix`, in key order.
    pub(crate) fn under(&self, set: &str, prefix: &[String]) -> Vec<&Row> {
        let Some(rows) = self.sets.get(set) else { return Vec::new() };
        let from = (Bound::Included(prefix), Bound::Unbounded);
        rows.range::<[String], _>(from)
            .take_while(|(key, _)| key.starts_with(prefix))
            .map(|(_, row)| row)
            .collect()
    }

    /// The rows a navigation leads to.
    pub(crate) fn related(&self, from: &Row, navigation: &Navigation, target: &EntitySet) -> Vec<&Row> {
        let wanted: HashMap<&str, String> = navigation
            .on
            .iter()
            .map(|(own, theirs)| (theirs.as_str(), key_part(target, theirs, from.get(own))))
            .collect();
        // A child's key begins with its parent's: then one look into the tree is enough.
        let mut prefix: Key = target.keys.iter().map_while(|key| wanted.get(key.as_str()).cloned()).collect();
        let complete = prefix.len() == wanted.len();
        let fact = navigation.along.as_ref().and_then(|fact| from.hidden.get(fact.as_str()));
        if let (Some(number), Some(first)) = (fact, target.keys.first()) {
            prefix = vec![key_part(target, first, &Value::Text(number.to_string()))];
        }
        let mut rows = self.under(target.table(), &prefix);
        if !complete {
            rows.retain(|row| {
                wanted.iter().all(|(name, want)| key_part(target, name, row.get(name)) == *want)
            });
        }
        for (name, text) in &navigation.fixed {
            rows.retain(|row| row.text(name) == text);
        }
        rows
    }

    pub(crate) fn put(&mut self, row: Row) {
        let (set, key) = (row.set.table().to_owned(), row.key());
        let before = self.sets.entry(set.clone()).or_default().insert(key.clone(), row);
        self.journal.push((set, key, before));
    }

    pub(crate) fn remove(&mut self, set: &str, key: &[String]) {
        if let Some(row) = self.sets.get_mut(set).and_then(|rows| rows.remove(key)) {
            self.journal.push((set.to_owned(), key.to_vec(), Some(row)));
        }
    }

    /// Marks the place to which [`Tables::roll_back`] returns.
    pub(crate) fn mark(&self) -> usize {
        self.journal.len()
    }

    pub(crate) fn roll_back(&mut self, mark: usize) {
        while self.journal.len() > mark {
            let Some((set, key, before)) = self.journal.pop() else { break };
            let rows = self.sets.entry(set).or_default();
            match before {
                Some(row) => rows.insert(key, row),
                None => rows.remove(&key),
            };
        }
    }

    pub(crate) fn commit(&mut self) {
        self.journal.clear();
    }
}
