//! Production orders: `A_ProductionOrder_2`. Operations and components come from routing and bill of
//! materials; a client changes them and takes components out.

pub(super) mod fields;
mod status;
mod times;

use chrono::{DateTime, TimeDelta, Utc};
use erpgate_model::{Verb, WorkOrderKind, WorkOrderStatus};
use serde_json::{Map, Value, json};

use super::Customs;
use super::form::{Form, Owner, Part};
use super::native::Document;
use super::stage::Stage::{Closed, Completed, Created, Marked, NotExecuted, PartlyReleased, Released};
use super::stage::Transition;
use super::to_native;
use crate::errors::About;
use crate::odata;

/// Below the system's address.
pub(super) const PATH: &str = "sap/opu/odata/sap/API_PRODUCTION_ORDER_2_SRV";
pub(super) const ABOUT: About = About {
    name: "API_PRODUCTION_ORDER_2_SRV",
    arrangement: "a communication arrangement with the production order service",
};

/// How SAP keeps them.
pub(super) static FORM: Form = Form {
    kind: WorkOrderKind::Production,
    noun: "production order",
    set: "A_ProductionOrder_2",
    key: "ManufacturingOrder",
    expand: "to_ProductionOrderOperation,to_ProductionOrderComponentExt4",
    header: fields::HEADER,
    operations: Part {
        list: "operations",
        noun: "operation",
        set: "A_ProductionOrderOperation_2",
        navigation: "to_ProductionOrderOperation",
        owner: Owner::Order,
        keys: &["OrderInternalBillOfOperations", "OrderIntBillOfOperationsItem"],
        gone: "",
        rows: fields::OPERATION,
        id: |entry| odata::text(entry, "OrderIntBillOfOperationsItem").to_owned(),
        not_added: Some("SAP takes the operations of a production order from its routing"),
        not_removed: Some("SAP's service takes no operation out of a production order"),
        following: |_| {},
    },
    components: Part {
        list: "components",
        noun: "component",
        set: "A_ProductionOrderComponent_4",
        navigation: "to_ProductionOrderComponentExt4",
        owner: Owner::Order,
        keys: &["Reservation", "ReservationItem", "ReservationRecordType"],
        gone: "MatlCompIsMarkedForDeletion",
        rows: fields::COMPONENT,
        id: |entry| odata::text(entry, "ReservationItem").to_owned(),
        not_added: Some("SAP takes the components of a production order from its bill of materials"),
        not_removed: None,
        following: |_| {},
    },
    long_text: None,
    written: fields::WRITTEN,
    reference_fields: &["UnloadingPointName", "GoodsRecipientName"],
    transitions: &[
        Transition {
            verb: Verb::Release,
            function: "ReleaseOrder",
            from: &[Created, PartlyReleased],
            from_when_worked_on: &[PartlyReleased],
            reached: &[Released],
        },
        Transition {
            verb: Verb::Complete,
            function: "TechlyCmpltOrder",
            from: &[PartlyReleased, Released],
            from_when_worked_on: &[PartlyReleased, Released],
            reached: &[Completed],
        },
        Transition {
            verb: Verb::Close,
            function: "CloseOrder",
            from: &[Completed],
            from_when_worked_on: &[Completed],
            reached: &[Closed],
        },
        Transition {
            verb: Verb::Cancel,
            function: "DeletionFlagOrder",
            from: &[Created, PartlyReleased, Released],
            from_when_worked_on: &[],
            reached: &[Marked, NotExecuted],
        },
        Transition {
            verb: Verb::Delete,
            function: "DeletionFlagOrder",
            from: &[Created, PartlyReleased, Released, Completed, Closed],
            from_when_worked_on: &[Completed, Closed],
            reached: &[Marked],
        },
    ],
    standing: status::standing,
    more_properties: |body, nulls, customs| times::properties(body, nulls, customs.clock_ahead),
    new_order: |form, body, customs, errors| to_native::header(form, body, customs, errors),
    more_fields,
    narrowed,
    since,
    updated_at,
};

fn more_fields(document: &Document, customs: &Customs) -> Map<String, Value> {
    let header = document.header();
    let mut fields = times::fields(header, customs.clock_ahead);
    fields.insert("created_at".into(), json!(created_at(header, customs.clock_ahead)));
    fields
}

fn narrowed(status: WorkOrderStatus) -> Option<&'static str> {
    Some(match status {
        WorkOrderStatus::Planned => "OrderIsCreated eq 'X'",
        WorkOrderStatus::Released | WorkOrderStatus::InProgress => {
            "(OrderIsReleased eq 'X' or OrderIsPartiallyReleased eq 'X')"
        }
        WorkOrderStatus::Completed => "OrderIsTechnicallyCompleted eq 'X'",
        WorkOrderStatus::Closed => "OrderIsClosed eq 'X'",
        WorkOrderStatus::Cancelled => "(OrderIsMarkedForDeletion eq 'X' or OrderIsDeleted eq 'X')",
    })
}

/// The change time is fourteen digits in a text.
const STAMP: &str = "%Y%m%d%H%M%S";

/// An order that was never changed may have the date of its creation alone.
fn since(instant: DateTime<Utc>, ahead: TimeDelta) -> String {
    let clock = instant.checked_add_signed(ahead).unwrap_or(instant);
    let (stamp, day) = (clock.format(STAMP), odata::day_literal(clock.date_naive()));
    format!("(LastChangeDateTime ge '{stamp}' or MfgOrderCreationDate ge {day})")
}

fn updated_at(header: &Value, ahead: TimeDelta) -> Option<DateTime<Utc>> {
    let stamp = odata::text(header, "LastChangeDateTime");
    let changed = chrono::NaiveDateTime::parse_from_str(stamp, STAMP).ok();
    let changed = changed.and_then(|changed| changed.and_utc().checked_sub_signed(ahead));
    changed.or_else(|| created_at(header, ahead))
}

fn created_at(header: &Value, ahead: TimeDelta) -> Option<DateTime<Utc>> {
    let part = |name| odata::text(header, name);
    odata::instant_of_clock(part("MfgOrderCreationDate"), part("MfgOrderCreationTime"), ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_time_is_read_on_saps_clock_and_falls_back_to_the_creation() {
        let changed = json!({"LastChangeDateTime": "20261123103005"});
        let at =
            |header: &Value, minutes| updated_at(header, TimeDelta::minutes(minutes)).unwrap().to_rfc3339();
        assert_eq!(at(&changed, 0), "2026-11-23T10:30:05+00:00");
        assert_eq!(at(&changed, 60), "2026-11-23T09:30:05+00:00");
        let fresh = json!({"LastChangeDateTime": "", "MfgOrderCreationDate": "/Date(1795392000000)/",
            "MfgOrderCreationTime": "PT08H00M00S"});
        assert_eq!(at(&fresh, 0), "2026-11-23T08:00:00+00:00");
    }
}
