//! Builds the world from a seed, through the same engine that answers requests.

use serde_json::Value;

use super::{CustomField, Seed};
use crate::clock::Clock;
use crate::metadata::{Field, Types};
use crate::records::{Writer, Writing, apply};
use crate::rules::{relate, rules_of};
use crate::world::{Draft, World};

/// Makes the world, or says which record of the seed is wrong and why.
pub(crate) fn world(seed: &Seed, clock: &Clock) -> Result<World, String> {
    let mut types = Types::load();
    for custom in &seed.custom_fields {
        declare(&mut types, custom)?;
    }
    let mut world = World::new(types, seed);
    for (name, records) in &seed.records {
        let Value::Array(records) = records else {
            return Err(format!("records.{name} must be a list of records"));
        };
        for (position, body) in records.iter().enumerate() {
            insert(&mut world, name, body, clock)
                .map_err(|reason| format!("records.{name}[{position}]: {reason}"))?;
        }
    }
    for (vendor, subsidiaries) in &seed.vendor_subsidiaries {
        for subsidiary in subsidiaries {
            relate(&mut world, vendor, subsidiary, false, clock.now(), "seed");
        }
    }
    for (position, entry) in seed.stock.iter().enumerate() {
        let movement =
            entry.movement(&world).map_err(|problem| format!("stock[{position}]: {}", problem.detail))?;
        world.move_stock(0, vec![movement], clock.now(), "seed");
    }
    if !seed.switches.multi_location_inventory {
        world.forget_locations();
        world.types.without_stock_locations();
    }
    if !seed.switches.one_world {
        world.types.without_subsidiaries();
    }
    Ok(world)
}

fn declare(types: &mut Types, custom: &CustomField) -> Result<(), String> {
    let mut field =
        Field::try_from(custom.kind.clone()).map_err(|reason| format!("{}: {reason}", custom.id))?;
    field.custom = true;
    field.title.clone_from(&custom.label);
    if types.add_field(&custom.record_type, custom.sublist.as_deref(), &custom.id, field) {
        return Ok(());
    }
    let place = custom.sublist.as_deref().unwrap_or("its body");
    Err(format!("custom field {}: record type '{}' has no '{place}'", custom.id, custom.record_type))
}

fn insert(world: &mut World, name: &str, body: &Value, clock: &Clock) -> Result<(), String> {
    let one = world.types.get(name).cloned().ok_or("there is no such record type")?;
    let body = body.as_object().ok_or("a record must be an object")?;
    let id = match body.get("id") {
        Some(Value::String(id)) => id.parse::<u64>().ok(),
        Some(Value::Number(id)) => id.as_u64(),
        _ => None,
    };
    let id = id.ok_or("'id' must be a whole number")?;
    let mut draft = Draft::new(&one);
    apply(world, &mut draft, body, &Writing::seed()).map_err(|problem| problem.detail)?;
    let rules = rules_of(&one.name);
    let writer = Writer { by: "seed".to_owned(), now: clock.now() };
    rules.begin(world, &mut draft, writer.now);
    rules.complete(world, &mut draft);
    draft.record.id = id;
    world.save(draft.clone(), writer.now, &writer.by).map_err(|problem| problem.detail)?;
    rules.saved(world, &draft.record, &writer);
    if one.group == "item" {
        world.open_stock(&one.name, id, writer.now);
    }
    Ok(())
}
