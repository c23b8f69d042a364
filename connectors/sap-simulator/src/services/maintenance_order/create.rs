//! New orders, and new parts of an order that is there already.

use super::{
    COMPONENT, COMPONENT_LONG_TEXT, OPERATION, ORDER, component, document, header, operation, part, texts,
};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::services::Work;

/// Makes what was sent, in the form of version 2, and gives its key.
pub(super) fn entity(work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
    if draft.set.set == ORDER { order(work, draft) } else { below(work, draft) }
}

fn order(work: &mut Work<'_>, mut draft: Draft) -> Result<Key, Failure> {
    let mut wrong = Vec::new();
    let numbers = &mut work.numbers;
    numbers.maintenance_order += 1;
    numbers.routing += 1;
    numbers.reservation += 1;
    let (number, routing) = (numbers.maintenance_order.to_string(), numbers.routing);
    let reservation = numbers.reservation;
    let mut order = work.filled(&draft);
    order.set_text("MaintOrderRoutingNumber", routing.to_string());
    order.hidden.insert("reservation", reservation.into());
    header::fill(work, &mut order, &number);
    header::check(work, &order, &mut wrong);
    if !wrong.is_empty() {
        // What is wrong with the operations would mostly follow from this.
        return Err(Failure::business(wrong));
    }
    let key = order.key();
    work.tables.put(order.clone());
    let operations = draft.take_children("to_MaintenanceOrderOperation");
    if operations.is_empty() {
        operation::add_first(work, &order, &mut wrong)?;
    }
    for child in operations {
        operation::add(work, &order, child, &mut wrong)?;
    }
    for navigation in
        ["to_MaintenanceOrderPartner", "to_MaintOrderObjectListItem", "to_MaintenanceOrderLongText"]
    {
        for child in draft.take_children(navigation) {
            part::add(work, &order, &child, &mut wrong)?;
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    document::touch(work, &number);
    work.messages.push(texts::created(&number));
    Ok(key)
}

fn below(work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
    let filled = work.filled(&draft);
    let number = filled.text("MaintenanceOrder").to_owned();
    let order = document::open_order(work, &number, "a change")?;
    let mut wrong = Vec::new();
    let key = match draft.set.set.as_str() {
        OPERATION => operation::add(work, &order, draft, &mut wrong)?,
        COMPONENT => {
            let operation = document::operation_of(work.tables, &filled)?;
            component::add(work, &operation, draft, &mut wrong)?
        }
        COMPONENT_LONG_TEXT => {
            let component = component_of(work, &filled)?;
            part::add(work, &component, &draft, &mut wrong)?
        }
        _ if draft.set.is_key("MaintenanceOrderOperation") => {
            let operation = document::operation_of(work.tables, &filled)?;
            part::add(work, &operation, &draft, &mut wrong)?
        }
        _ => part::add(work, &order, &draft, &mut wrong)?,
    };
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    document::touch(work, &number);
    Ok(key)
}

fn component_of(work: &Work<'_>, row: &Row) -> Result<Row, Failure> {
    let mut key = document::operation_of(work.tables, row)?.key();
    key.push(row.text("MaintOrderComponentInternalID").to_owned());
    let found = work.tables.get(COMPONENT, &key).cloned();
    found.ok_or_else(|| Failure::not_found("MaintOrderOpComponent_Type"))
}
