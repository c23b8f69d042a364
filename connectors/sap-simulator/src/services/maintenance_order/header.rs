//! What a maintenance order takes from its technical object, and what must be right in its header.

use super::{document, status, texts};
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

/// Fills a new header.
pub(super) fn fill(work: &Work<'_>, order: &mut Row, number: &str) {
    order.set_text("MaintenanceOrder", number);
    order.set_text("MaintenanceOrderInternalID", format!("OR{number:0>12}"));
    take_from_object(work, order);
    let plant = order.text("MaintenancePlant").to_owned();
    for name in ["MaintenancePlanningPlant", "MainWorkCenterPlant"] {
        order.default_text(name, &plant);
    }
    order.set_text("ControllingArea", "A000");
    order.default_text("MaintPriorityType", "PM");
    order.set_text("CreatedByUser", work.user);
    order.set("MaintOrderCreationDateTime", document::stamp(work));
    let start = instant(order, "MaintOrdBasicStartDateTime").unwrap_or_else(|| midnight(work.now));
    let end = instant(order, "MaintOrdBasicEndDateTime").unwrap_or(start + TimeDelta::days(1));
    order.set("MaintOrdBasicStartDateTime", Value::Instant(start));
    order.set("MaintOrdBasicEndDateTime", Value::Instant(end));
    status::enter(order, "CRTD");
    for token in ["PRC", "SETC"] {
        status::set(order, token, true);
    }
    settle(work, order);
}

fn midnight(at: DateTime<Utc>) -> DateTime<Utc> {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

fn instant(row: &Row, name: &str) -> Option<DateTime<Utc>> {
    match row.get(name) {
        Value::Instant(at) => Some(*at),
        _ => None,
    }
}

/// Defaults from the equipment, or else from the functional location.
fn take_from_object(work: &Work<'_>, order: &mut Row) {
    if let Some(equipment) = work.seed.equipment(order.text("Equipment")) {
        order.default_text("FunctionalLocation", &equipment.functional_location);
        order.default_text("MaintenancePlant", &equipment.plant);
        order.default_text("MainWorkCenter", &equipment.work_center);
        order.default_text("CostCenter", &equipment.cost_center);
    }
    if let Some(location) = work.seed.functional_location(order.text("FunctionalLocation")) {
        order.default_text("MaintenancePlant", &location.plant);
        order.default_text("MainWorkCenter", &location.work_center);
        order.default_text("CostCenter", &location.cost_center);
    }
    let planning = order.text("MaintenancePlanningPlant").to_owned();
    order.default_text("MaintenancePlant", &planning);
}

/// Sets what follows from other fields, after creation and after every change.
pub(super) fn settle(work: &Work<'_>, order: &mut Row) {
    let equipment = work.seed.equipment(order.text("Equipment"));
    order.set_text("EquipmentName", equipment.map(|e| e.text.clone()).unwrap_or_default());
    let (object, kind) = match equipment {
        Some(equipment) => (equipment.id.clone(), "EAMS_EQUI"),
        None if order.text("FunctionalLocation").is_empty() => (String::new(), ""),
        None => (order.text("FunctionalLocation").to_owned(), "EAMS_FL"),
    };
    order.set_text("TechnicalObject", &object);
    order.set_text("TechnicalObjectLabel", &object);
    order.set_text("TechObjIsEquipOrFuncnlLoc", kind);
    if let Some(plant) = work.seed.plant(order.text("MaintenancePlant")) {
        order.set_text("CompanyCode", &plant.company_code);
        let currency = work.seed.company_code(&plant.company_code).map(|company| company.currency.clone());
        order.set_text("Currency", currency.unwrap_or_default());
    }
    for (from, date, time) in [
        ("MaintOrdBasicStartDateTime", "MaintOrdBasicStartDate", "MaintOrdBasicStartTime"),
        ("MaintOrdBasicEndDateTime", "MaintOrdBasicEndDate", "MaintOrdBasicEndTime"),
        ("MaintOrdBasicStartDateTime", "ScheduledBasicStartDate", "ScheduledBasicStartTime"),
        ("MaintOrdBasicEndDateTime", "ScheduledBasicEndDate", "ScheduledBasicEndTime"),
    ] {
        if let Some(at) = instant(order, from) {
            order.set(date, Value::Date(at.date_naive().and_time(NaiveTime::MIN)));
            order.set(time, Value::Time(at.time()));
        }
    }
    for (from, scheduled) in [
        ("MaintOrdBasicStartDateTime", "MaintOrdSchedldBscStrtDateTime"),
        ("MaintOrdBasicEndDateTime", "MaintOrdSchedldBscEndDateTime"),
    ] {
        order.set(scheduled, order.get(from).clone());
    }
}

/// Adds what is wrong in a header, new or changed.
pub(super) fn check(work: &Work<'_>, order: &Row, wrong: &mut Vec<Message>) {
    let seed = work.seed;
    let kind = order.text("MaintenanceOrderType");
    if !seed.maintenance_order_types.iter().any(|known| known == kind) {
        wrong.push(texts::enter("Order Type", "MaintenanceOrderType"));
    }
    let (equipment, location) = (order.text("Equipment"), order.text("FunctionalLocation"));
    if !equipment.is_empty() && seed.equipment(equipment).is_none() {
        wrong.push(texts::unknown("Equipment", equipment, "Equipment"));
    }
    if !location.is_empty() && seed.functional_location(location).is_none() {
        wrong.push(texts::unknown("Functional location", location, "FunctionalLocation"));
    }
    for (name, what) in [
        ("MaintenancePlanningPlant", "Planning Plant"),
        ("MaintenancePlant", "Maintenance Plant"),
        ("MainWorkCenterPlant", "Plant of Work Center"),
    ] {
        match order.text(name) {
            "" => wrong.push(texts::enter(what, name)),
            id if seed.plant(id).is_none() => wrong.push(texts::unknown("Plant", id, name)),
            _ => {}
        }
    }
    let center = order.text("MainWorkCenter");
    if center.is_empty() {
        wrong.push(texts::enter("Main Work Center", "MainWorkCenter"));
    } else if !seed.has_work_center(center, order.text("MainWorkCenterPlant")) {
        wrong.push(texts::unknown("Work center", center, "MainWorkCenter"));
    }
    let cost_center = order.text("CostCenter");
    if !cost_center.is_empty() && !seed.cost_centers.iter().any(|known| known == cost_center) {
        wrong.push(texts::unknown("Cost center", cost_center, "CostCenter"));
    }
    let (start, end) =
        (instant(order, "MaintOrdBasicStartDateTime"), instant(order, "MaintOrdBasicEndDateTime"));
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        wrong.push(texts::wrong_value("The end lies before the start", "MaintOrdBasicEndDateTime"));
    }
}
