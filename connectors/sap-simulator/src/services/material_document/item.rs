//! Material, place, quantity and batch of an item.

use super::movement::Movement;
use super::{BASE_QUANTITY, flow, texts};
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::Material;
use crate::services::Work;
use crate::world::next;
use rust_decimal::Decimal;

/// Fills an item and adds what is wrong in it.
pub(super) fn complete(work: &mut Work<'_>, movement: &Movement, row: &mut Row, wrong: &mut Vec<Message>) {
    let seed = work.seed;
    let quantity = row.decimal("QuantityInEntryUnit");
    if quantity <= Decimal::ZERO {
        wrong.push(texts::enter("Quantity", "QuantityInEntryUnit"));
    }
    // What is charged to an account at once lies nowhere.
    if !flow::is_consumed(row) {
        place(work, row.text("Plant"), row.text("StorageLocation"), ["Plant", "StorageLocation"], wrong);
    }
    reason(work, movement, row, wrong);
    let material = row.text("Material").to_owned();
    if material.is_empty() && flow::is_consumed(row) {
        // A text item of a purchase order: what it is measured in was settled there.
        row.set(BASE_QUANTITY, Value::Decimal(quantity));
        return;
    }
    let plant = row.text("Plant").to_owned();
    let Some(material) = seed.material(&material).filter(|found| found.plants.contains(&plant)) else {
        wrong.push(if material.is_empty() {
            texts::enter("Material", "Material")
        } else {
            texts::no_material_in_plant(&material, &plant)
        });
        return;
    };
    row.default_text("EntryUnit", &material.base_unit);
    row.set_text("MaterialBaseUnit", &material.base_unit);
    let Some(factor) = material.factor(row.text("EntryUnit")) else {
        wrong.push(texts::no_unit(row.text("EntryUnit"), &material.id));
        return;
    };
    row.set(BASE_QUANTITY, Value::Decimal((quantity * factor).round_dp(3)));
    batch(work, material, movement, row, wrong);
}

/// Checks a plant and a storage location in it.
pub(in crate::services) fn place(
    work: &Work<'_>,
    plant: &str,
    storage_location: &str,
    properties: [&str; 2],
    wrong: &mut Vec<Message>,
) {
    let [plant_property, location_property] = properties;
    let Some(found) = work.seed.plant(plant) else {
        wrong.push(if plant.is_empty() {
            texts::enter("Plant", plant_property)
        } else {
            texts::unknown("T001W", plant, plant_property)
        });
        return;
    };
    if storage_location.is_empty() {
        wrong.push(texts::enter("Storage Location", location_property));
    } else if !found.storage_locations.iter().any(|known| known == storage_location) {
        wrong.push(texts::unknown("T001L", &format!("{plant} {storage_location}"), location_property));
    }
}

/// A material kept by batch is received into a new batch when none is named; it is never issued without one.
fn batch(
    work: &mut Work<'_>,
    material: &Material,
    movement: &Movement,
    row: &mut Row,
    wrong: &mut Vec<Message>,
) {
    let named = !row.text("Batch").is_empty();
    if !material.batch_managed && named {
        wrong.push(texts::not_supported("Batch", movement.code));
    }
    if material.batch_managed && !named {
        if movement.brings_in() {
            let number = next(&mut work.numbers.batch);
            row.set_text("Batch", format!("{number:0>10}"));
        } else {
            wrong.push(texts::enter("Batch", "Batch"));
        }
    }
}

/// A return to the supplier needs a reason; any that is given must exist.
fn reason(work: &Work<'_>, movement: &Movement, row: &Row, wrong: &mut Vec<Message>) {
    let reason = row.text("GoodsMovementReasonCode");
    if matches!(reason, "" | "0") {
        if movement.code == "122" {
            wrong.push(texts::enter("Reason for Movement", "GoodsMovementReasonCode"));
        }
    } else if !work.seed.movement_reasons.iter().any(|known| known == reason) {
        let entry = format!("{} {reason:0>4}", movement.code);
        wrong.push(texts::unknown("T157D", &entry, "GoodsMovementReasonCode"));
    }
}
