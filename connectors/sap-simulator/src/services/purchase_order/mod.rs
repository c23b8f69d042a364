//! The business rules of purchase orders: one set for API_PURCHASEORDER_PROCESS_SRV (V2), which keeps the rows,
//! and CE_PURCHASEORDER_0001 (V4), which shows them under other names.

pub(crate) mod admin;
mod change;
mod create;
mod delete;
mod document;
mod header;
mod item;
mod pricing;
pub(crate) mod receipt;
mod schedule;
mod texts;
pub(super) mod v4;

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};

pub(crate) const ORDER: &str = "A_PurchaseOrder";
pub(crate) const ITEM: &str = "A_PurchaseOrderItem";
pub(crate) const SCHEDULE: &str = "A_PurchaseOrderScheduleLine";
pub(crate) const ACCOUNT: &str = "A_PurOrdAccountAssignment";
pub(crate) const PRICE: &str = "A_PurOrdPricingElement";
pub(crate) const NOTE: &str = "A_PurchaseOrderNote";
pub(crate) const ITEM_NOTE: &str = "A_PurchaseOrderItemNote";
pub(crate) const COMPONENT: &str = "A_POSubcontractingComponent";

/// Purchase orders.
#[derive(Debug)]
pub(super) struct PurchaseOrders;

impl Rules for PurchaseOrders {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        match draft.set.set.as_str() {
            ORDER => create::order(work, draft),
            _ => create::part(work, draft),
        }
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        change::apply(work, before, after)
    }

    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        delete::apply(work, row)
    }

    fn locked(&self, path: &str, body: &str) -> Failure {
        locked(path, body)
    }
}

/// Somebody is at work on the order that path or body names.
pub(super) fn locked(path: &str, body: &str) -> Failure {
    let digits = |part: &&str| part.len() == 10 && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = path.split(['\'', '/']).chain(body.split('"'));
    Failure::one(texts::being_processed(parts.find(digits).unwrap_or("4500000000")))
}
