//! Deletion of parts. An order itself cannot be deleted, only marked: see [`super::transition`].

use super::{
    COMPONENT, COMPONENT_LONG_TEXT, OPERATION, OPERATION_LONG_TEXT, RELATIONSHIP, TOOL, document, status,
    texts,
};
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::services::Work;
use rust_decimal::Decimal;

/// Deletes one row of an order, with what stands below it.
pub(super) fn apply(work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
    let number = row.text("MaintenanceOrder").to_owned();
    let order = document::open_order(work, &number, "a deletion")?;
    let set = row.set.set.as_str();
    let below: &[&str] = match set {
        OPERATION => {
            let operation = row.text("MaintenanceOrderOperation");
            if document::operations(work.tables, &order).len() == 1 {
                let text = format!("Operation {operation} is the last one of order {number}");
                return Err(Failure::one(texts::not_deletable(text)));
            }
            if status::has(row, "PCNF") || status::has(row, "CNF") {
                let text = format!("Operation {operation} of order {number} has confirmations");
                return Err(Failure::one(texts::not_deletable(text)));
            }
            &[COMPONENT, COMPONENT_LONG_TEXT, OPERATION_LONG_TEXT, RELATIONSHIP, TOOL]
        }
        COMPONENT => {
            if row.decimal("QuantityWithdrawnInBaseUnit") > Decimal::ZERO {
                let text = format!("Goods were issued for component {}", row.text("Product"));
                return Err(Failure::one(texts::not_deletable(text)));
            }
            &[COMPONENT_LONG_TEXT]
        }
        _ => &[],
    };
    let key = row.key();
    for part in below {
        let keys: Vec<Key> = work.tables.under(part, &key).into_iter().map(Row::key).collect();
        for key in keys {
            work.tables.remove(part, &key);
        }
    }
    work.tables.remove(set, &key);
    document::touch(work, &number);
    Ok(())
}
