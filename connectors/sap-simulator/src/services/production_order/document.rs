//! A production order as a whole: its rows and its last change.

use super::{COMPONENT, COMPONENT_2, COMPONENT_3, ITEM, OPERATION, ORDER, STATUS, texts};
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row, Tables};
use crate::services::Work;
use crate::services::production_order::status;
use std::sync::Arc;

/// Under this name the header remembers its reservation, which its type does not show.
pub(super) const RESERVATION: &str = "reservation";

fn key(number: &str) -> Key {
    vec![format!("{number:0>12}")]
}

pub(super) fn order(tables: &Tables, number: &str) -> Option<Row> {
    tables.get(ORDER, &key(number)).cloned()
}

/// The order, or the sentence that there is none.
pub(super) fn known(work: &Work<'_>, number: &str) -> Result<Row, String> {
    order(work.tables, number).ok_or_else(|| format!("there is no production order {number}"))
}

/// The order, when its status lets one change it.
pub(super) fn open_order(work: &Work<'_>, number: &str, deed: &str) -> Result<Row, Failure> {
    let order = order(work.tables, number).ok_or_else(|| Failure::not_found("A_ProductionOrder_2Type"))?;
    match status::lock(&order) {
        Some(lock) => Err(Failure::one(texts::not_allowed(number, lock, deed))),
        None => Ok(order),
    }
}

fn reservation(order: &Row) -> Key {
    let number = order.hidden.get(RESERVATION).copied().unwrap_or_default();
    vec![format!("{number:0>10}")]
}

fn routing(order: &Row) -> Key {
    vec![format!("{:0>10}", order.text("OrderInternalBillOfOperations"))]
}

fn owned(rows: Vec<&Row>) -> Vec<Row> {
    rows.into_iter().cloned().collect()
}

pub(crate) fn operations(tables: &Tables, order: &Row) -> Vec<Row> {
    owned(tables.under(OPERATION, &routing(order)))
}

pub(crate) fn components(tables: &Tables, order: &Row) -> Vec<Row> {
    owned(tables.under(COMPONENT, &reservation(order)))
}

pub(crate) fn items(tables: &Tables, order: &Row) -> Vec<Row> {
    owned(tables.under(ITEM, &order.key()))
}

pub(crate) fn statuses(tables: &Tables, order: &Row) -> Vec<Row> {
    owned(tables.under(STATUS, &order.key()))
}

/// Puts a component into all three of its views.
pub(super) fn put_component(work: &mut Work<'_>, component: Row) {
    let renamed = [("MatlCompFreeDefinedAttribute", "SortField")];
    // The oldest view's key has no record type.
    let key = component.key();
    for (view, key) in [(COMPONENT_3, &key[..]), (COMPONENT_2, &key[..2])] {
        // Goods come through another service, whose metadata does not know these sets.
        let shown = work.tables.get(view, key).map(|row| Arc::clone(&row.set));
        if let Some(set) = shown.or_else(|| work.metadata.set(view).cloned()) {
            let copy = component.copied_to(&set, if view == COMPONENT_2 { &renamed } else { &[] });
            work.tables.put(copy);
        }
    }
    work.tables.put(component);
}

/// Takes a component out of all three of its views.
pub(super) fn remove_component(work: &mut Work<'_>, component: &Row) {
    let key = component.key();
    for view in [COMPONENT, COMPONENT_3] {
        work.tables.remove(view, &key);
    }
    // The oldest view's key has no record type.
    work.tables.remove(COMPONENT_2, &key[..2]);
}

/// Stamps the whole order: the etags of all its rows change together.
pub(super) fn touch(work: &mut Work<'_>, number: &str) {
    let Some(order) = order(work.tables, number) else { return };
    let stamp = work.now.format("%Y%m%d%H%M%S").to_string();
    let (own, routing, reservation) = (order.key(), routing(&order), reservation(&order));
    let sets = [
        (ORDER, &own),
        (ITEM, &own),
        (STATUS, &own),
        (OPERATION, &routing),
        (COMPONENT, &reservation),
        (COMPONENT_3, &reservation),
        (COMPONENT_2, &reservation),
    ];
    for (set, prefix) in sets {
        for mut row in owned(work.tables.under(set, prefix)) {
            row.changed = work.now;
            if row.set.property("LastChangeDateTime").is_some() {
                row.set_text("LastChangeDateTime", &stamp);
            }
            work.tables.put(row);
        }
    }
    work.documents.push(number.to_owned());
}
