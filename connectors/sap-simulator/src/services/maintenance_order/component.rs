//! Components of an operation: material that is reserved for the work.

use super::{COMPONENT, document, part, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Adds a component with its long texts.
pub(super) fn add(
    work: &mut Work<'_>,
    operation: &Row,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = work.filled(&draft);
    part::adopt(&mut row, operation);
    fill(work, operation, &mut row);
    check(work, &row, wrong);
    let key = row.key();
    work.tables.put(row.clone());
    for child in draft.take_children("to_MaintOrderOpCompLongText") {
        part::add(work, &row, &child, wrong)?;
    }
    Ok(key)
}

fn fill(work: &mut Work<'_>, operation: &Row, row: &mut Row) {
    let order = document::order(work.tables, operation.text("MaintenanceOrder"));
    let reservation = order.and_then(|order| order.hidden.get("reservation").copied()).unwrap_or_default();
    let all = work.tables.under(COMPONENT, &operation.key()[..1]);
    let last = all.iter().filter_map(|other| other.text("ReservationItem").parse::<u32>().ok()).max();
    let item = last.unwrap_or(0) + 1;
    let siblings = work.tables.under(COMPONENT, &operation.key()).len();
    row.default_text("MaintenanceOrderComponent", &format!("{:04}", (siblings + 1) * 10));
    row.set_text("Reservation", reservation.to_string());
    row.set_text("ReservationItem", item.to_string());
    row.set_text("MaintOrderComponentInternalID", format!("{reservation:0>10}{item:0>4}"));
    row.default_text("Plant", operation.text("Plant"));
    row.default_text("MaintComponentItemCategory", "L");
    row.default_text("GoodsMovementType", "261");
    if let Some(material) = work.seed.material(row.text("Product")) {
        row.default_text("MaintOrdOperationComponentText", &material.text);
        row.default_text("MaterialGroup", &material.group);
        row.set_text("BaseUnit", &material.base_unit);
        row.default_text("UnitOfEntry", &material.base_unit);
    }
    settle(row);
}

/// The required quantity is what was entered: there are no unit conversions in this world.
pub(super) fn settle(row: &mut Row) {
    row.set("MaintOrdOpCompRequiredQuantity", row.get("QuantityInUnitOfEntry").clone());
    if let (Value::Null, Value::Instant(at)) = (row.get("RequirementDate"), row.get("RequirementDateTime")) {
        let day = at.date_naive().and_time(chrono::NaiveTime::MIN);
        row.set("RequirementDate", Value::Date(day));
    }
}

/// Adds what is wrong in a component, new or changed.
pub(super) fn check(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    let (product, plant) = (row.text("Product"), row.text("Plant"));
    let stock = row.text("MaintComponentItemCategory") == "L";
    match work.seed.material(product) {
        None if product.is_empty() && stock => wrong.push(texts::enter("Material", "Product")),
        None if product.is_empty() => {
            if row.text("MaintOrdOperationComponentText").is_empty() {
                wrong.push(texts::enter("Component Text", "MaintOrdOperationComponentText"));
            }
        }
        Some(found) if found.plants.iter().any(|own| own == plant) => {
            if row.text("UnitOfEntry") != found.base_unit {
                let text = format!("Unit {} is not defined for {product}", row.text("UnitOfEntry"));
                wrong.push(texts::wrong_value(text, "UnitOfEntry"));
            }
        }
        _ => wrong.push(texts::no_material_in_plant(product, plant)),
    }
    if row.decimal("QuantityInUnitOfEntry") <= Decimal::ZERO {
        wrong.push(texts::enter("Quantity", "QuantityInUnitOfEntry"));
    }
    let location = row.text("StorageLocation");
    let known = work.seed.plant(plant).is_some_and(|p| p.storage_locations.iter().any(|l| l == location));
    if !location.is_empty() && !known {
        wrong.push(texts::unknown("Storage location", location, "StorageLocation"));
    }
}
