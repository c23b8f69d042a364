//! What a production order's header is filled with, and what must be right in it.

use super::{status, texts};
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use chrono::{Days, NaiveDateTime, NaiveTime, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What a client may send with a new order. The published metadata marks nothing as read-only; whatever else
/// is sent is ignored.
pub(super) const CREATABLE: [&str; 28] = [
    "ManufacturingOrderType",
    "Material",
    "ProductionPlant",
    "Plant",
    "TotalQuantity",
    "ProductionUnit",
    "MfgOrderPlannedScrapQty",
    "ProductionVersion",
    "BasicSchedulingType",
    "MfgOrderPlannedStartDate",
    "MfgOrderPlannedStartTime",
    "MfgOrderPlannedEndDate",
    "MfgOrderPlannedEndTime",
    "StorageLocation",
    "GoodsRecipientName",
    "UnloadingPointName",
    "InventoryUsabilityCode",
    "MaterialGoodsReceiptDuration",
    "QuantityDistributionKey",
    "StockSegment",
    "MRPController",
    "ProductionSupervisor",
    "ManufacturingOrderImportance",
    "OrderLongText",
    "SalesOrder",
    "SalesOrderItem",
    "BusinessArea",
    "WBSElementExternalID",
];

/// Cannot be changed after creation; a change is refused.
pub(super) const WRITE_ONCE: [&str; 7] = [
    "Material",
    "ManufacturingOrderType",
    "ProductionPlant",
    "ProductionUnit",
    "ProductionVersion",
    "SalesOrder",
    "SalesOrderItem",
];

/// A working day of eight hours, in minutes.
const WORKDAY: Decimal = Decimal::from_parts(480, 0, 0, false, 0);

/// Adds what is wrong in a header, new or changed.
pub(super) fn check(work: &Work<'_>, order: &Row, wrong: &mut Vec<Message>) {
    let seed = work.seed;
    let kind = order.text("ManufacturingOrderType");
    if !seed.production_order_types.iter().any(|known| known == kind) {
        wrong.push(texts::enter("Order Type", "ManufacturingOrderType"));
    }
    let (material, plant) = (order.text("Material"), order.text("ProductionPlant"));
    let known_plant = seed.plant(plant);
    if known_plant.is_none() {
        wrong.push(texts::enter("Production Plant", "ProductionPlant"));
    }
    match seed.material(material) {
        None if material.is_empty() => wrong.push(texts::enter("Material", "Material")),
        None => wrong.push(texts::no_material_in_plant(material, plant)),
        Some(_) if known_plant.is_none() => {}
        Some(found) if !found.plants.iter().any(|own| own == plant) => {
            wrong.push(texts::no_material_in_plant(material, plant));
        }
        Some(found) => {
            let unit = order.text("ProductionUnit");
            if !unit.is_empty() && unit != found.base_unit {
                wrong.push(texts::wrong_value(
                    format!("Unit {unit} is not defined for {material}"),
                    "ProductionUnit",
                ));
            }
            check_version(work, order, wrong);
        }
    }
    if order.decimal("TotalQuantity") <= Decimal::ZERO {
        wrong.push(texts::enter("Total Quantity", "TotalQuantity"));
    }
    let location = order.text("StorageLocation");
    if known_plant.is_some_and(|p| !location.is_empty() && !p.storage_locations.iter().any(|l| l == location))
    {
        wrong.push(texts::enter("Storage Location", "StorageLocation"));
    }
    let (start, end) = (order.date("MfgOrderPlannedStartDate"), order.date("MfgOrderPlannedEndDate"));
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        wrong.push(texts::wrong_value("The end lies before the start", "MfgOrderPlannedEndDate"));
    }
}

fn check_version(work: &Work<'_>, order: &Row, wrong: &mut Vec<Message>) {
    let (material, plant) = (order.text("Material"), order.text("ProductionPlant"));
    let version = order.text("ProductionVersion");
    if version.is_empty() && work.seed.switches.production_version_required {
        wrong.push(texts::no_version_given());
    } else if work.seed.production_version(material, plant, version).is_none() {
        wrong.push(texts::not_made_here(material, plant, version));
    }
}

/// Fills a checked new header.
pub(super) fn fill(work: &Work<'_>, order: &mut Row, number: &str, routing: u64) {
    let seed = work.seed;
    let plant = order.text("ProductionPlant").to_owned();
    order.set_text("ManufacturingOrder", number);
    order.set_text("ManufacturingOrderCategory", "10");
    order.set_text("ManufacturingObject", format!("OR{number:0>12}"));
    order.set_text("OrderInternalBillOfOperations", routing.to_string());
    order.default_text("Plant", &plant);
    order.set_text("MRPArea", &plant);
    if let Some(known) = seed.plant(&plant) {
        order.set_text("CompanyCode", &known.company_code);
    }
    let unit = seed.material(order.text("Material")).map(|m| m.base_unit.clone()).unwrap_or_default();
    for name in ["ProductionUnit", "ProductionUnitSAPCode"] {
        order.set_text(name, &unit);
    }
    let version = seed.production_version(order.text("Material"), &plant, order.text("ProductionVersion"));
    order.set_text("ProductionVersion", version.map(|v| v.id.clone()).unwrap_or_default());
    order.set("MfgOrderCreationDate", Value::Date(work.now.date_naive().and_time(NaiveTime::MIN)));
    order.set(
        "MfgOrderCreationTime",
        Value::Time(work.now.time().with_nanosecond(0).unwrap_or(NaiveTime::MIN)),
    );
    schedule(work, order);
    status::enter(order, "CRTD");
    for short in ["PRC", "SETC"] {
        status::set(order, short, true);
    }
}

/// Sets the date that was not given, from the time the routing takes, and the scheduled dates.
pub(super) fn schedule(work: &Work<'_>, order: &mut Row) {
    let days = Days::new(duration(work, order));
    let (start, end) = (order.date("MfgOrderPlannedStartDate"), order.date("MfgOrderPlannedEndDate"));
    let today = work.now.date_naive().and_time(NaiveTime::MIN);
    let after = |start: NaiveDateTime| start.checked_add_days(days).unwrap_or(start);
    let (start, end, direction) = match (start, end) {
        (Some(start), Some(end)) => (start, end, "1"),
        (None, Some(end)) => (end.checked_sub_days(days).unwrap_or(end), end, "2"),
        (Some(start), None) => (start, after(start), "1"),
        (None, None) => (today, after(today), "1"),
    };
    order.default_text("BasicSchedulingType", direction);
    for (name, date) in [
        ("MfgOrderPlannedStartDate", start),
        ("MfgOrderPlannedEndDate", end),
        ("MfgOrderScheduledStartDate", start),
        ("MfgOrderScheduledEndDate", end),
    ] {
        order.set(name, Value::Date(date));
    }
}

/// How many days the order takes.
fn duration(work: &Work<'_>, order: &Row) -> u64 {
    let version = work.seed.production_version(
        order.text("Material"),
        order.text("ProductionPlant"),
        order.text("ProductionVersion"),
    );
    let minutes: Decimal = version.iter().flat_map(|v| &v.routing).map(|step| step.minutes).sum();
    (minutes * order.decimal("TotalQuantity") / WORKDAY).ceil().to_u64().unwrap_or(1).clamp(1, 3650)
}
