//! Lots and serial numbers: transactions make them, nobody else.

use super::Rules;
use crate::http::Problem;
use crate::world::{Draft, Record, World};

/// The rules of `inventoryNumber`.
pub(super) struct InventoryNumber;

impl Rules for InventoryNumber {
    fn check(&self, _world: &World, draft: &Draft) -> Result<(), Problem> {
        if draft.is_new {
            return Err(Problem::user("An inventory number is created by the transaction that receives it."));
        }
        Ok(())
    }

    fn may_delete(&self, _world: &World, _record: &Record) -> Result<(), Problem> {
        Err(Problem::user("This record cannot be deleted because it has dependent records."))
    }
}
