//! Changes of an order and of its parts.

use super::{COMPONENT, OPERATION, ORDER, component, document, header, operation};
use crate::odata::failure::Failure;
use crate::odata::table::Row;
use crate::services::Work;

/// Takes a changed row. A change that changes nothing leaves the order's date alone.
pub(super) fn apply(work: &mut Work<'_>, before: &Row, mut after: Row) -> Result<(), Failure> {
    let number = before.text("MaintenanceOrder").to_owned();
    document::open_order(work, &number, "a change")?;
    if after.same_values(before) {
        return Ok(());
    }
    let mut wrong = Vec::new();
    match before.set.set.as_str() {
        ORDER => {
            header::settle(work, &mut after);
            header::check(work, &after, &mut wrong);
        }
        OPERATION => operation::check(work, &after, &mut wrong),
        COMPONENT => {
            component::settle(&mut after);
            component::check(work, &after, &mut wrong);
        }
        _ => {}
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    work.tables.put(after);
    document::touch(work, &number);
    Ok(())
}
