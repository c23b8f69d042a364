//! What a record type is to the gateway: its name in URLs, its tables of rows, and what no row can say.

use erpgate_model::{FieldSpec, RecordId, Resource};

use super::native::{Fields, NativeLine, NativeRecord};
use super::row::Row;
use super::to_native::Translation;

/// A record type of NetSuite.
#[derive(Debug)]
pub(crate) struct RecordType {
    /// The kind of unified record that it holds.
    pub(crate) resource: Resource,
    /// Its name in URLs, such as `purchaseOrder`.
    pub(crate) path: &'static str,
    /// Stands before NetSuite's id in the unified one, where a resource lives in several record types.
    pub(crate) id_prefix: &'static str,
    /// Its name for people, such as `purchase order`.
    pub(crate) noun: &'static str,
    /// Fields of the record itself. NetSuite applies a body in the order of its keys: this is the order.
    pub(crate) header: &'static [Row],
    /// Its lists.
    pub(crate) lists: &'static [&'static List],
    /// How the names of its custom fields begin, such as `custbody`.
    pub(crate) custom: &'static str,
    /// Adds to a request what no row can say. With the record as it stands for a change, without one for a
    /// create.
    pub(crate) derive: fn(&mut Translation, &Fields, Option<&NativeRecord>, &mut Fields),
    /// Adds to the unified record what no row can say, such as the status.
    pub(crate) show: fn(&NativeRecord, &mut Fields),
}

/// A list of the unified record, and the lists of NetSuite that hold its entries.
#[derive(Debug)]
pub(crate) struct List {
    /// Its name in the unified record, such as `lines`.
    pub(crate) name: &'static str,
    /// What an entry is to people, such as `line`.
    pub(crate) noun: &'static str,
    /// Fields of an entry; `mapped_to` names the place in each of the sublists that has one.
    pub(crate) rows: &'static [Row],
    /// NetSuite's lists, in the order in which ids are given out.
    pub(crate) sublists: &'static [&'static Sublist],
    /// How the names of its custom fields begin, such as `custcol`.
    pub(crate) custom: &'static str,
    /// The sublist of a new entry; else the field that is missing, and what to do.
    pub(crate) choose: fn(&Fields) -> Result<&'static Sublist, (&'static str, &'static str)>,
    /// Adds to an entry of a request what no row can say; the text is the entry's pointer.
    pub(crate) derive: fn(&mut Translation, &Fields, &'static Sublist, &str, &mut Fields),
    /// Adds to an entry of the unified record what no row can say.
    pub(crate) show: fn(&NativeLine<'_>, &mut Fields),
}

/// A list of lines in NetSuite's record.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sublist {
    /// The property that holds it, such as `item`.
    pub(crate) name: &'static str,
    /// The property of a line that a change must name, such as `line`.
    pub(crate) key: &'static str,
    /// Stands before the key in the unified id, where several lists count from 1.
    pub(crate) id_prefix: &'static str,
    /// Unified fields that [`List::derive`] writes here.
    pub(crate) derived: &'static [&'static str],
}

impl RecordType {
    /// The unified id of the record with NetSuite's id.
    pub(crate) fn record_id(&self, native: &str) -> RecordId {
        RecordId::new(format!("{}{native}", self.id_prefix))
    }

    /// NetSuite's id in a unified one; nothing when it is another type's.
    pub(crate) fn native_id<'a>(&self, id: &'a RecordId) -> Option<&'a str> {
        id.as_str().strip_prefix(self.id_prefix)
    }
}

/// All rows of two tables as capabilities show them.
pub(crate) const fn specs<const N: usize>(header: &[Row], entries: &[Row]) -> [FieldSpec; N] {
    assert!(header.len() + entries.len() == N, "the number of rows");
    let mut specs = [header[0].spec; N];
    let mut at = 0;
    while at < N {
        specs[at] = if at < header.len() { header[at].spec } else { entries[at - header.len()].spec };
        at += 1;
    }
    specs
}
