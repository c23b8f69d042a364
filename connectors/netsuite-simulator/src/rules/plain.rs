//! Record types that only need a name.

use super::{Rules, missing};
use crate::http::Problem;
use crate::world::{Cell, Draft, World};

/// Rules of master data without behaviour of its own.
pub(super) struct Plain;

impl Rules for Plain {
    fn check(&self, _world: &World, draft: &Draft) -> Result<(), Problem> {
        let name_field = draft.one.name_field.clone();
        match missing(draft, &[&name_field]) {
            labels if labels.is_empty() => Ok(()),
            labels => Err(Problem::missing(&labels)),
        }
    }

    fn complete(&self, _world: &World, draft: &mut Draft) {
        let code = draft.one.suiteql.type_code.clone();
        if let (true, Some(code)) = (draft.one.group == "item", code) {
            draft.set("itemType", Cell::Choice(code));
            for (field, name) in
                [("isLotItem", "lotNumberedInventoryItem"), ("isSerialItem", "serializedInventoryItem")]
            {
                if draft.one.fields.contains_key(field) {
                    draft.set(field, Cell::Flag(draft.one.name == name));
                }
            }
        }
    }
}
