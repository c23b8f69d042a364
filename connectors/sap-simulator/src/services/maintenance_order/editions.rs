//! The two versions of the service: version 2 holds the orders, version 1 shows copies of them under the names
//! it has for things.

use super::{
    COMPONENT, COMPONENT_LONG_TEXT, LONG_TEXT, OBJECT, OPERATION, OPERATION_LONG_TEXT, ORDER, PARTNER,
    RELATIONSHIP, TOOL,
};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::metadata::EntitySet;
use crate::odata::table::{Key, Row, Tables};
use crate::odata::value::Value;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(in crate::services) const VERSION_1: &str =
    include_str!("../../../metadata/API_MAINTENANCEORDER_0001.json");
pub(in crate::services) const VERSION_2: &str =
    include_str!("../../../metadata/API_MAINTENANCEORDER_0002.json");

/// All sets of an order.
pub(super) const SETS: [&str; 10] = [
    ORDER,
    OPERATION,
    COMPONENT,
    LONG_TEXT,
    OPERATION_LONG_TEXT,
    COMPONENT_LONG_TEXT,
    PARTNER,
    OBJECT,
    RELATIONSHIP,
    TOOL,
];

/// What has another name in version 1: (version 2, version 1).
const RENAMED: [(&str, &str); 1] = [("MaintComponentItemCategory", "MaintOrdOpCompItemCategory")];
const NAVIGATION: [(&str, &str); 1] = [("to_MaintOrderOpComponent_2", "to_MaintOrderOpComponent")];

fn newer(name: &str, pairs: &[(&'static str, &str)]) -> Option<&'static str> {
    pairs.iter().find(|(_, old)| *old == name).map(|(new, _)| *new)
}

// The rules need the sets of both versions, whichever service a request came through.

fn current<'a>(tables: &'a Tables, set: &str) -> Result<&'a Arc<EntitySet>, Failure> {
    tables.set_type(set).ok_or_else(|| Failure::not_found(set))
}

/// The set of version 1, whose tables are named so in its metadata file.
fn first<'a>(tables: &'a Tables, set: &str) -> Option<&'a Arc<EntitySet>> {
    tables.set_type(&format!("{set};v=1"))
}

/// An empty row of a set, in the form of version 2.
pub(super) fn row(tables: &Tables, set: &str, now: DateTime<Utc>) -> Result<Row, Failure> {
    Ok(Row::new(current(tables, set)?, now))
}

/// What a client sent to version 1, as if it had sent it to version 2.
pub(super) fn raised(tables: &Tables, draft: Draft) -> Result<Draft, Failure> {
    let set = Arc::clone(current(tables, &draft.set.set)?);
    let mut new = Draft { set, fields: draft.fields, children: BTreeMap::new(), aside: draft.aside };
    for (name, old) in RENAMED {
        if let Some(value) = new.fields.remove(old) {
            new.fields.insert(name.to_owned(), value);
        }
    }
    // Long texts of components name their component by its number, in version 2 by its internal id.
    if new.set.set == COMPONENT_LONG_TEXT {
        let number = new.text("MaintenanceOrderComponent").to_owned();
        let parent =
            [OPERATION_KEY[0], OPERATION_KEY[1], OPERATION_KEY[2]].map(|name| new.text(name).to_owned());
        new.fields.remove("MaintenanceOrderComponent");
        if let Some(component) = component_numbered(tables, &parent, &number) {
            let id = component.get("MaintOrderComponentInternalID").clone();
            new.fields.insert("MaintOrderComponentInternalID".to_owned(), id);
        }
    }
    for (navigation, children) in draft.children {
        let name = newer(&navigation, &NAVIGATION).map_or(navigation, str::to_owned);
        let children: Result<Vec<Draft>, Failure> =
            children.into_iter().map(|child| raised(tables, child)).collect();
        new.children.insert(name, children?);
    }
    Ok(new)
}

const OPERATION_KEY: [&str; 3] =
    ["MaintenanceOrder", "MaintenanceOrderOperation", "MaintenanceOrderSubOperation"];

fn component_numbered<'a>(tables: &'a Tables, operation: &[String; 3], number: &str) -> Option<&'a Row> {
    let [order, operation, suboperation] = operation;
    let prefix = [format!("{order:0>12}"), operation.clone(), suboperation.clone()];
    let components = tables.under(COMPONENT, &prefix);
    components.into_iter().find(|row| row.text("MaintenanceOrderComponent") == number)
}

/// The row of version 2 that a row of version 1 shows.
pub(super) fn held(tables: &Tables, shown: &Row) -> Result<Row, Failure> {
    let all = tables.under(&shown.set.set, &shown.key()[..1]);
    let found = all.into_iter().find(|row| older(tables, row).is_some_and(|old| old.key() == shown.key()));
    found.cloned().ok_or_else(|| Failure::not_found(&shown.set.type_name))
}

/// `held` with what a client of version 1 changed.
pub(super) fn raised_change(held: &Row, before: &Row, after: &Row) -> Row {
    let mut wanted = held.clone();
    for (property, value) in after.properties() {
        let name = newer(&property.name, &RENAMED).unwrap_or(&property.name);
        if before.get(&property.name) != value && wanted.set.property(name).is_some() {
            wanted.set(name, value.clone());
        }
    }
    wanted
}

/// The key that version 1 has for a row of version 2.
pub(super) fn lowered(tables: &Tables, set: &str, key: &Key) -> Result<Key, Failure> {
    let row = tables.get(set, key).and_then(|row| older(tables, row));
    row.map(|row| row.key()).ok_or_else(|| Failure::not_found(set))
}

/// A row of version 2 as version 1 shows it.
fn older(tables: &Tables, row: &Row) -> Option<Row> {
    let mut copy = row.copied_to(first(tables, &row.set.set)?, &RENAMED);
    if row.set.set == COMPONENT_LONG_TEXT {
        let number = tables.get(COMPONENT, &row.key()[..4])?.text("MaintenanceOrderComponent").to_owned();
        copy.set("MaintenanceOrderComponent", Value::Text(number));
    }
    Some(copy)
}

/// Makes version 1 show an order as it stands in version 2.
pub(super) fn mirror(tables: &mut Tables, order: &[String]) {
    for name in SETS {
        let Some(set) = first(tables, name).cloned() else { continue };
        let copies: Vec<Row> =
            tables.under(name, order).into_iter().filter_map(|row| older(tables, row)).collect();
        let gone: Vec<Key> = tables.under(set.table(), order).into_iter().map(Row::key).collect();
        for key in gone.into_iter().filter(|key| copies.iter().all(|copy| copy.key() != *key)) {
            tables.remove(set.table(), &key);
        }
        for copy in copies {
            tables.put(copy);
        }
    }
}
