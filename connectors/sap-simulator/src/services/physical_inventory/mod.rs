//! The business rules of API_PHYSICAL_INVENTORY_DOC_SRV: counting stock and posting the differences.

mod count;
mod create;
mod document;
mod post;
mod recount;
mod texts;

use super::stock::book::Place;
use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::{Key, Row, Tables};

pub(crate) const HEADER: &str = "A_PhysInventoryDocHeader";
pub(crate) const ITEM: &str = "A_PhysInventoryDocItem";

/// Physical inventory documents.
#[derive(Debug)]
pub(super) struct PhysicalInventory;

impl Rules for PhysicalInventory {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        create::document(work, draft)
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        count::enter(work, before, after)
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        let key = match call.name() {
            "PostDifferences" => post::document(work, call),
            "PostDifferencesOnItem" => post::item(work, call),
            "InitiateRecount" => recount::document(work, call),
            "InitiateRecountOnItem" => recount::item(work, call),
            _ => Err(call.unknown()),
        };
        key.map(FunctionResult::Entity)
    }
}

/// Is the stock at this place being counted by a document that blocks goods movements?
pub(crate) fn is_blocked(tables: &Tables, place: &Place) -> bool {
    document::open_items(tables, place).any(|item| {
        let header = tables.get(HEADER, &item.key()[..2]);
        header.is_some_and(|header| header.flag("PostingIsBlockedForPhysInvtry"))
    })
}
