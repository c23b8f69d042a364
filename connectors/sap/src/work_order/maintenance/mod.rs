//! Maintenance orders: `MaintenanceOrder`, in both versions of its service.

pub(super) mod fields;
mod status;

use chrono::{DateTime, TimeDelta, Utc};
use erpgate_model::{FieldError, Verb, WorkOrderKind};
use serde_json::{Map, Value, json};

use super::Customs;
use super::form::{Form, LongText, Owner, Part};
use super::stage::Stage::{Closed, Completed, Created, Marked, NotExecuted, Released};
use super::stage::Transition;
use super::to_native;
use crate::errors::About;
use crate::mapping::Entity;
use crate::odata;

/// Below the system's address.
pub(super) const FIRST_PATH: &str = "sap/opu/odata/sap/API_MAINTENANCEORDER";
/// Version 2 has a name of its own within the same service.
pub(super) const SECOND_PATH: &str = "sap/opu/odata/sap/API_MAINTENANCEORDER;v=0002";
pub(super) const ABOUT: About = About {
    name: "API_MAINTENANCEORDER",
    arrangement: "a communication arrangement with the maintenance order service",
};

/// How version 2 keeps them.
pub(super) static SECOND: Form = form(
    "to_MaintOrderOpComponent_2",
    "to_MaintenanceOrderOperation,to_MaintenanceOrderOperation/to_MaintOrderOpComponent_2,\
     to_MaintenanceOrderLongText",
    &[
        "MaintenanceOrder",
        "MaintenanceOrderOperation",
        "MaintenanceOrderSubOperation",
        "MaintOrderComponentInternalID",
    ],
    |component| category(component, "MaintComponentItemCategory"),
    &[
        RELEASE,
        COMPLETE,
        CLOSE,
        Transition {
            verb: Verb::Cancel,
            function: "SetMaintOrderToDoNotExecute",
            from: &[Created, Released],
            from_when_worked_on: &[],
            reached: &[NotExecuted, Marked],
        },
        DELETE,
    ],
    |instant, _| {
        let since = odata::instant_literal(instant);
        format!("(LastChangeDateTime ge {since} or MaintOrderCreationDateTime ge {since})")
    },
);

/// How version 1 keeps them.
pub(super) static FIRST: Form = form(
    "to_MaintOrderOpComponent",
    "to_MaintenanceOrderOperation,to_MaintenanceOrderOperation/to_MaintOrderOpComponent,\
     to_MaintenanceOrderLongText",
    &[
        "MaintenanceOrder",
        "MaintenanceOrderOperation",
        "MaintenanceOrderSubOperation",
        "MaintenanceOrderComponent",
    ],
    |component| category(component, "MaintOrdOpCompItemCategory"),
    &[RELEASE, COMPLETE, CLOSE, Transition { verb: Verb::Cancel, from: &[Created], ..DELETE }, DELETE],
    |instant, _| format!("LastChangeDateTime ge {}", odata::instant_literal(instant)),
);

const RELEASE: Transition = Transition {
    verb: Verb::Release,
    function: "ReleaseMaintenanceOrder",
    from: &[Created],
    from_when_worked_on: &[],
    reached: &[Released],
};
const COMPLETE: Transition = Transition {
    verb: Verb::Complete,
    function: "SetMaintOrdToTechCompleted",
    from: &[Released],
    from_when_worked_on: &[Released],
    reached: &[Completed],
};
const CLOSE: Transition = Transition {
    verb: Verb::Close,
    function: "SetMaintOrderStatusToClosed",
    from: &[Completed],
    from_when_worked_on: &[Completed],
    reached: &[Closed],
};
/// A released order is completed, or set to "do not execute", before it can be marked.
const DELETE: Transition = Transition {
    verb: Verb::Delete,
    function: "SetMaintOrdStsToMrkdForDeltn",
    from: &[Created, Completed, Closed, NotExecuted],
    from_when_worked_on: &[Completed, Closed],
    reached: &[Marked],
};

const fn form(
    to_components: &'static str,
    expand: &'static str,
    component_keys: &'static [&'static str],
    following: fn(&mut Entity),
    transitions: &'static [Transition],
    since: fn(DateTime<Utc>, TimeDelta) -> String,
) -> Form {
    Form {
        kind: WorkOrderKind::Maintenance,
        noun: "maintenance order",
        set: "MaintenanceOrder",
        key: "MaintenanceOrder",
        expand,
        header: fields::HEADER,
        operations: Part {
            list: "operations",
            noun: "operation",
            set: "MaintenanceOrderOperation",
            navigation: "to_MaintenanceOrderOperation",
            owner: Owner::Order,
            keys: &["MaintenanceOrder", "MaintenanceOrderOperation", "MaintenanceOrderSubOperation"],
            gone: "IsMarkedForDeletion",
            rows: fields::OPERATION,
            id: operation_id,
            not_added: None,
            not_removed: None,
            following: |_| {},
        },
        components: Part {
            list: "components",
            noun: "component",
            set: "MaintOrderOpComponent",
            navigation: to_components,
            owner: Owner::Operation,
            keys: component_keys,
            gone: "IsDeleted",
            rows: fields::COMPONENT,
            id: |entry| odata::text(entry, "MaintOrderComponentInternalID").to_owned(),
            not_added: None,
            not_removed: None,
            following,
        },
        long_text: Some(LongText {
            set: "MaintenanceOrderLongText",
            navigation: "to_MaintenanceOrderLongText",
            kind: "KOPF",
            property: "MaintenanceOrderLongText",
        }),
        written: fields::WRITTEN,
        reference_fields: &["AdditionalDeviceData", "MaintObjectFreeDefinedAttrib", "ReferenceElement"],
        transitions,
        standing: status::standing,
        more_properties: |_, _, _| Entity::new(),
        new_order,
        more_fields: |document, _| {
            let created = odata::text(document.header(), "MaintOrderCreationDateTime");
            Map::from_iter([("created_at".to_owned(), json!(odata::instant_from_native(created)))])
        },
        narrowed: |_| None,
        since,
        updated_at,
    }
}

/// Sub-operations have the number of their operation and one of their own.
fn operation_id(entry: &Value) -> String {
    let (number, below) = ("MaintenanceOrderOperation", "MaintenanceOrderSubOperation");
    match odata::text(entry, below) {
        "" => odata::text(entry, number).to_owned(),
        below => format!("{}/{below}", odata::text(entry, number)),
    }
}

/// One deep insert. What SAP asks beyond the location is the same plant, unless the client says otherwise.
fn new_order(form: &Form, body: &Value, customs: &Customs, errors: &mut Vec<FieldError>) -> Entity {
    let mut order = to_native::header(form, body, customs, errors);
    if let Some(plant) = order.get("MaintenancePlant").cloned() {
        for name in ["MaintenancePlanningPlant", "MainWorkCenterPlant"] {
            order.entry(name).or_insert_with(|| plant.clone());
        }
    }
    let operations = to_native::operations(form, body, errors);
    if !operations.is_empty() {
        order.insert(form.operations.navigation.to_owned(), json!(operations));
    }
    let description = body["description"].as_str().filter(|text| !text.is_empty());
    if let (Some(text), Some(kept)) = (description, &form.long_text) {
        order.insert(kept.navigation.to_owned(), json!([kept.entity(text, &customs.language)]));
    }
    order
}

/// L is kept in stock, N is not.
fn category(component: &mut Entity, property: &str) {
    let stocked = component.get("Product").and_then(Value::as_str).is_some_and(|item| !item.is_empty());
    component.entry(property).or_insert_with(|| json!(if stocked { "L" } else { "N" }));
}

fn updated_at(header: &Value, _: TimeDelta) -> Option<DateTime<Utc>> {
    let at = |name| odata::instant_from_native(odata::text(header, name));
    at("LastChangeDateTime").or_else(|| at("MaintOrderCreationDateTime"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customs() -> Customs {
        Customs {
            reference_field: "AdditionalDeviceData".into(),
            language: "EN".into(),
            clock_ahead: TimeDelta::zero(),
        }
    }

    #[test]
    fn components_find_their_operation_by_number_and_the_first_takes_the_others() {
        let body = json!({"location_id": "1010", "description": "Long",
            "operations": [{"title": "A"}, {"number": "0010", "title": "B"}],
            "components": [{"item_id": "TG11", "quantity": "1"}, {"description": "Oil", "quantity": "2",
                "unit": "L", "operation_number": "10"}]});
        let mut errors = Vec::new();
        let order = new_order(&FIRST, &body, &customs(), &mut errors);
        assert_eq!(errors, []);
        assert_eq!(
            Value::Object(order),
            json!({"MaintenancePlant": "1010", "MaintenancePlanningPlant": "1010", "MainWorkCenterPlant": "1010",
                "to_MaintenanceOrderOperation": [
                    {"MaintenanceOrderOperation": "0020", "OperationDescription": "A",
                        "to_MaintOrderOpComponent": [
                            {"Product": "TG11", "QuantityInUnitOfEntry": "1", "MaintOrdOpCompItemCategory": "L"}]},
                    {"MaintenanceOrderOperation": "0010", "OperationDescription": "B",
                        "to_MaintOrderOpComponent": [
                            {"MaintOrdOperationComponentText": "Oil", "QuantityInUnitOfEntry": "2",
                                "UnitOfEntry": "L", "MaintOrdOpCompItemCategory": "N"}]}],
                "to_MaintenanceOrderLongText": [
                    {"TextObjectType": "KOPF", "Language": "EN", "MaintenanceOrderLongText": "Long"}]})
        );
    }

    #[test]
    fn a_component_of_an_operation_that_is_not_there_is_refused() {
        let body = json!({"components": [{"item_id": "TG11", "quantity": "1", "operation_number": "0030"}]});
        let mut errors = Vec::new();
        new_order(&SECOND, &body, &customs(), &mut errors);
        assert_eq!(errors[0].pointer.as_deref(), Some("/components/0/operation_number"));
    }
}
