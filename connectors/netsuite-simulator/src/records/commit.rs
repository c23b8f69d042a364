//! Saving and removing a record with everything that follows from it.

use super::Writer;
use crate::http::Problem;
use crate::metadata::RecordType;
use crate::rules::rules_of;
use crate::world::{Draft, World};

/// Saves a complete draft and moves the stock as the record says. Nothing is changed by an error.
pub(crate) fn commit(world: &mut World, mut draft: Draft, writer: &Writer) -> Result<Draft, Problem> {
    let movements = rules_of(&draft.one.name).movements(world, &draft.record)?;
    world.check_external_id(&draft)?;
    let is_transaction = draft.one.group == "transaction";
    if is_transaction {
        world.may_move(draft.record.id, &movements)?;
    }
    draft.record.id = world.save(draft.clone(), writer.now, &writer.by)?;
    if is_transaction {
        world.move_stock(draft.record.id, movements, writer.now, &writer.by);
    }
    rules_of(&draft.one.name).saved(world, &draft.record, writer);
    world.writes += 1;
    Ok(draft)
}

/// Removes a record and takes back what it did. Nothing is changed by an error.
pub(crate) fn delete(world: &mut World, one: &RecordType, id: u64, writer: &Writer) -> Result<(), Problem> {
    let record = world.get(&one.name, id).ok_or_else(Problem::no_such_record)?.clone();
    let rules = rules_of(&one.name);
    rules.may_delete(world, &record)?;
    if one.group == "transaction" {
        world.may_move(id, &[])?;
        world.move_stock(id, Vec::new(), writer.now, &writer.by);
    }
    world.delete(one, id, writer.now, &writer.by);
    rules.deleted(world, &record, writer);
    world.writes += 1;
    Ok(())
}
