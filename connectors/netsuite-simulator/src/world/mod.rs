//! What the simulated account holds: records by type, external ids by group, number ranges.

mod cell;
mod record;
mod reference;
mod save;
mod stock;
mod stock_view;

pub(crate) use save::{Deletion, already_exists};

pub(crate) use cell::{Cell, decimal_number, iso_instant};
pub(crate) use record::{Draft, Line, Record};
use stock::Stock;
pub(crate) use stock::{GOOD, Movement, Shelf};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::metadata::{RecordType, Types};
use crate::seed::{Seed, Switches};

/// All records and the switches that rule them.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) types: Types,
    pub(crate) switches: Switches,
    /// How many modifying requests were committed.
    pub(crate) writes: u64,
    tables: BTreeMap<String, BTreeMap<u64, Record>>,
    /// (group, external id) → (type, id).
    externals: HashMap<(String, String), (String, u64)>,
    /// Last internal id by group.
    last_ids: HashMap<String, u64>,
    /// Last number by record type.
    last_numbers: HashMap<String, u64>,
    stock: Stock,
    /// Records that were deleted, oldest first.
    pub(crate) deletions: Vec<Deletion>,
    /// How many transactions refer to a record: (type, id) → transactions, so that a delete need not search.
    uses: HashMap<(String, u64), usize>,
}

impl World {
    /// An empty world.
    pub(crate) fn new(types: Types, seed: &Seed) -> Self {
        Self {
            types,
            switches: seed.switches.clone(),
            writes: 0,
            tables: BTreeMap::new(),
            externals: HashMap::new(),
            last_ids: HashMap::new(),
            last_numbers: HashMap::new(),
            stock: Stock::default(),
            deletions: Vec::new(),
            uses: HashMap::new(),
        }
    }

    /// The record with this type and internal id.
    pub(crate) fn get(&self, record_type: &str, id: u64) -> Option<&Record> {
        self.tables.get(record_type)?.get(&id)
    }

    /// The record that a stored reference (`id` as text) points to, among several possible types.
    pub(crate) fn follow(&self, target: &str, id: &str) -> Option<&Record> {
        let id = id.parse().ok()?;
        self.types.targets(target).into_iter().find_map(|one| self.get(&one.name, id))
    }

    /// All records of a type in the order of their ids.
    pub(crate) fn all(&self, record_type: &str) -> impl DoubleEndedIterator<Item = &Record> {
        self.tables.get(record_type).into_iter().flat_map(BTreeMap::values)
    }

    /// How many records a type has.
    pub(crate) fn count(&self, record_type: &str) -> usize {
        self.tables.get(record_type).map_or(0, BTreeMap::len)
    }

    /// The record with an external id in a group.
    pub(crate) fn by_external_id(&self, group: &str, external_id: &str) -> Option<&Record> {
        let (record_type, id) = self.externals.get(&(group.to_owned(), external_id.to_owned()))?;
        self.get(record_type, *id)
    }

    /// Another type of the same group that holds this id: such an id is "of the wrong type", not absent.
    pub(crate) fn held_by_sibling(&self, one: &RecordType, id: u64) -> Option<Arc<RecordType>> {
        self.types
            .all()
            .filter(|other| other.group == one.group && other.name != one.name)
            .find(|other| self.get(&other.name, id).is_some())
            .cloned()
    }

    /// Whether a transaction refers to this record.
    pub(crate) fn is_used(&self, record_type: &str, id: u64) -> bool {
        self.uses.contains_key(&(record_type.to_owned(), id))
    }

    /// The name that a reference to this record shows.
    pub(crate) fn display_name(&self, record: &Record) -> String {
        let Some(one) = self.types.get(&record.record_type) else { return record.id.to_string() };
        match record.cells.get(&one.name_field).map(Cell::plain) {
            Some(name) if one.group == "transaction" => format!("{} #{name}", one.label),
            Some(name) => name,
            None => record.id.to_string(),
        }
    }
}
