//! A record, its lines, and a record under change.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::Cell;
use crate::metadata::RecordType;

/// A stored record.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) record_type: String,
    /// Internal id; 0 until saved.
    pub(crate) id: u64,
    pub(crate) external_id: Option<String>,
    pub(crate) cells: BTreeMap<String, Cell>,
    pub(crate) sublists: BTreeMap<String, Vec<Line>>,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) created_by: String,
}

/// A line of a sublist. Its key never changes and is never given to another line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) key: u64,
    pub(crate) cells: BTreeMap<String, Cell>,
}

/// A record under change: nothing of it is visible until it is saved.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) one: Arc<RecordType>,
    pub(crate) record: Record,
    pub(crate) is_new: bool,
    /// When the request came; not known for a seed.
    pub(crate) now: Option<DateTime<Utc>>,
    /// Names of properties that were ignored (`Warning`).
    pub(crate) ignored: Vec<String>,
}

impl Record {
    /// The text of a cell, whatever its kind.
    pub(crate) fn text(&self, field: &str) -> Option<String> {
        self.cells.get(field).map(Cell::plain)
    }

    /// The id in a reference or enum field.
    pub(crate) fn id_in(&self, field: &str) -> Option<&str> {
        self.cells.get(field).and_then(Cell::id)
    }

    /// A number of the record; zero when empty.
    pub(crate) fn decimal(&self, field: &str) -> Decimal {
        match self.cells.get(field) {
            Some(Cell::Decimal(number)) => *number,
            _ => Decimal::ZERO,
        }
    }

    /// Whether a boolean of the record is set.
    pub(crate) fn flag(&self, field: &str) -> bool {
        matches!(self.cells.get(field), Some(Cell::Flag(true)))
    }

    /// The lines of a sublist.
    pub(crate) fn lines(&self, sublist: &str) -> &[Line] {
        self.sublists.get(sublist).map_or(&[], Vec::as_slice)
    }

    /// The highest line key ever used in a sublist, so far as lines are left to tell it.
    pub(crate) fn last_key(&self, sublist: &str) -> u64 {
        let counter = self.cells.get(&counter_field(sublist));
        let counted = match counter {
            Some(Cell::Integer(last)) => u64::try_from(*last).unwrap_or(0),
            _ => 0,
        };
        self.lines(sublist).iter().map(|line| line.key).max().unwrap_or(0).max(counted)
    }

    /// Adds an empty line with the next key and gives its position.
    pub(crate) fn append_line(&mut self, sublist: &str) -> usize {
        let key = self.last_key(sublist) + 1;
        self.cells.insert(counter_field(sublist), Cell::Integer(i64::try_from(key).unwrap_or(i64::MAX)));
        let lines = self.sublists.entry(sublist.to_owned()).or_default();
        lines.push(Line { key, cells: BTreeMap::new() });
        lines.len() - 1
    }
}

/// A hidden cell that remembers the last line key, so that the key of a removed last line is not reused.
/// The leading `#` keeps it out of every declared field name.
fn counter_field(sublist: &str) -> String {
    format!("#{sublist}")
}

impl Line {
    /// A number of the line; zero when empty.
    pub(crate) fn decimal(&self, field: &str) -> Decimal {
        match self.cells.get(field) {
            Some(Cell::Decimal(number)) => *number,
            _ => Decimal::ZERO,
        }
    }

    /// The id in a reference or enum field of the line.
    pub(crate) fn id_in(&self, field: &str) -> Option<&str> {
        self.cells.get(field).and_then(Cell::id)
    }

    /// Whether a boolean of the line is set.
    pub(crate) fn flag(&self, field: &str) -> bool {
        matches!(self.cells.get(field), Some(Cell::Flag(true)))
    }
}

impl Draft {
    /// A draft of a new record.
    pub(crate) fn new(one: &Arc<RecordType>) -> Self {
        let record = Record {
            record_type: one.name.clone(),
            id: 0,
            external_id: None,
            cells: BTreeMap::new(),
            sublists: BTreeMap::new(),
            created_at: DateTime::UNIX_EPOCH,
            created_by: String::new(),
        };
        Self { one: Arc::clone(one), record, is_new: true, now: None, ignored: Vec::new() }
    }

    /// A draft of changes to a stored record.
    pub(crate) fn of(one: &Arc<RecordType>, record: &Record) -> Self {
        Self { one: Arc::clone(one), record: record.clone(), is_new: false, now: None, ignored: Vec::new() }
    }

    /// Sets a cell.
    pub(crate) fn set(&mut self, field: &str, cell: Cell) {
        self.record.cells.insert(field.to_owned(), cell);
    }

    /// Sets a cell that is still empty.
    pub(crate) fn set_default(&mut self, field: &str, cell: Cell) {
        self.record.cells.entry(field.to_owned()).or_insert(cell);
    }

    /// Sets a date that is still empty.
    pub(crate) fn default_date(&mut self, field: &str, date: NaiveDate) {
        self.set_default(field, Cell::Date(date));
    }
}
