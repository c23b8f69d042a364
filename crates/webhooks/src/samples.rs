//! Test events: samples with the structure of real ones, made from the same types.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use erpgate_model::{
    AccountAssignment, Address, Cause, ChangeKind, Clock, ConnectionId, CustomFields, Decimal, EventType,
    Failure, FailureCode, FieldError, Ids, Incoterms, LineStatus, NativeError, NewEvent, OperationId,
    OperationStatus, OperationSummary, PurchaseOrder, PurchaseOrderLine, PurchaseOrderStatus, Record,
    RecordChange, RecordId, Resource, Totals, Verb, Version,
};
use serde_json::json;

/// No ERP gives such ids, so a sample can neither be taken for a record nor count as its event.
const RECORD_ID: &str = "sample-4500000123";

/// An event of this type for trying an endpoint out. `cause.kind` is `test`; neither the record nor the
/// operation that it names exists.
#[must_use]
pub fn test_event(
    event_type: EventType,
    connection_id: ConnectionId,
    ids: &Ids,
    clock: &dyn Clock,
) -> NewEvent {
    let now = clock.now();
    let operation: OperationId = ids.make();
    let event = |resource_id: String, data| NewEvent {
        id: ids.make(),
        event_type,
        timestamp: now,
        connection_id,
        resource: Resource::PurchaseOrder,
        resource_id,
        external_id: None,
        version: None,
        cause: Cause::Test,
        operation_id: Some(operation),
        data,
    };
    match content(event_type) {
        Content::Record(status) => {
            let record = Record::PurchaseOrder(Box::new(purchase_order(status, now)));
            NewEvent {
                external_id: record.external_id().map(str::to_owned),
                version: Some(record.version().as_str().to_owned()),
                ..event(RECORD_ID.to_owned(), record.to_json())
            }
        }
        Content::Operation(status, failure) => {
            event(operation.to_string(), summary(operation, status, failure).to_json())
        }
    }
}

enum Content {
    Record(PurchaseOrderStatus),
    Operation(OperationStatus, Option<Failure>),
}

fn content(event_type: EventType) -> Content {
    match event_type {
        EventType::Record(Resource::PurchaseOrder, RecordEvent::Created)
        | EventType::Record(Resource::PurchaseOrder, RecordEvent::Updated) => {
            Content::Record(PurchaseOrderStatus::Open)
        }
        EventType::Record(Resource::PurchaseOrder, RecordEvent::Deleted) => {
            Content::Record(PurchaseOrderStatus::Cancelled)
        }
        EventType::Record(Resource::PurchaseOrder, RecordEvent::StatusChanged) => {
            Content::Record(PurchaseOrderStatus::Closed)
        }
        EventType::Operation(OperationEvent::Succeeded) => {
            Content::Operation(OperationStatus::Succeeded, None)
        }
        EventType::Operation(OperationEvent::Rejected) => {
            Content::Operation(OperationStatus::Rejected, Some(refused_by_the_erp()))
        }
        EventType::Operation(OperationEvent::Failed) => {
            let detail = "The ERP could not be reached: connection refused. Nothing was sent.";
            let failure = failure(FailureCode::ErpUnreachable, detail);
            Content::Operation(OperationStatus::Failed, Some(Failure { retry_after: Some(60), ..failure }))
        }
        EventType::Operation(OperationEvent::Unknown) => {
            let detail = "The ERP did not answer in time. The gateway is finding out whether it acted.";
            let failure = failure(FailureCode::OutcomeUnknown, detail);
            Content::Operation(OperationStatus::Unknown, Some(failure))
        }
        EventType::Operation(OperationEvent::NeedsAttention) => {
            let detail =
                "The gateway could not find out whether the ERP acted. Look in the ERP, then resolve.";
            let failure = failure(FailureCode::OutcomeUnknown, detail);
            Content::Operation(OperationStatus::NeedsAttention, Some(failure))
        }
    }
}

fn summary(id: OperationId, status: OperationStatus, failure: Option<Failure>) -> OperationSummary {
    let changed = (status == OperationStatus::Succeeded).then(|| RecordId::new(RECORD_ID));
    let change = |id| RecordChange { resource: Resource::PurchaseOrder, id, change: ChangeKind::Created };
    OperationSummary {
        id,
        status,
        resource: Resource::PurchaseOrder,
        verb: Verb::Create,
        changes: changed.clone().map(change).into_iter().collect(),
        record_id: changed,
        failure,
    }
}

fn failure(code: FailureCode, detail: &str) -> Failure {
    Failure { code, detail: detail.to_owned(), errors: Vec::new(), retry_after: None, current: None }
}

fn refused_by_the_erp() -> Failure {
    let native = NativeError {
        system: "sap".to_owned(),
        code: "06/321".to_owned(),
        message: "Material TG99 does not exist".to_owned(),
    };
    let error = FieldError {
        native: Some(native),
        ..FieldError::at("/lines/0/item_id", "no_such_reference", "The ERP has no item `TG99`.")
    };
    Failure {
        errors: vec![error],
        ..failure(FailureCode::RejectedByErp, "The ERP refused the purchase order.")
    }
}

/// Every field is filled in: without `..Default`, a field that is added to the model must be added here.
fn purchase_order(status: PurchaseOrderStatus, now: DateTime<Utc>) -> PurchaseOrder {
    let today = now.date_naive();
    PurchaseOrder {
        id: RecordId::new(RECORD_ID),
        number: Some("4500000123".to_owned()),
        external_id: Some("PO-2026-0042".to_owned()),
        status,
        native_status: Some("05".to_owned()),
        vendor_id: Some("10300001".to_owned()),
        vendor_name: Some("Sample Fasteners Ltd".to_owned()),
        company_id: Some("1010".to_owned()),
        purchasing_organization_id: Some("1010".to_owned()),
        purchasing_group_id: Some("001".to_owned()),
        type_id: Some("NB".to_owned()),
        currency: Some("EUR".to_owned()),
        exchange_rate: Some(Decimal::from(1)),
        order_date: Some(today),
        delivery_date: Some(today + TimeDelta::days(14)),
        payment_terms_id: Some("0001".to_owned()),
        incoterms: Some(Incoterms { code: "DAP".to_owned(), location: Some("Hamburg".to_owned()) }),
        ship_to: Some(address("Sample Plant 1", "Werkstraße 1", "Hamburg", "20095")),
        bill_to: Some(address("Sample Company", "Rechnungsweg 2", "Berlin", "10115")),
        notes: Some("Deliver to gate 3.".to_owned()),
        buyer_id: Some("1000123".to_owned()),
        lines: vec![line(status, today + TimeDelta::days(14))],
        totals: Totals { net: decimal("400.00"), tax: decimal("76.00"), gross: decimal("476.00") },
        custom_fields: CustomFields::from([("YY1_Project_PDH".to_owned(), json!("P-1"))]),
        version: Version::new("20260115080000.0000000"),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

fn line(order: PurchaseOrderStatus, delivery_date: NaiveDate) -> PurchaseOrderLine {
    PurchaseOrderLine {
        id: "10".to_owned(),
        line_number: Some("10".to_owned()),
        item_id: Some("TG11".to_owned()),
        description: Some("Hexagon bolt M8 × 40".to_owned()),
        item_group_id: Some("L001".to_owned()),
        quantity: decimal("100"),
        unit: Some("PC".to_owned()),
        unit_price: decimal("4.00"),
        price_quantity: decimal("1"),
        delivery_date: Some(delivery_date),
        location_id: Some("1010".to_owned()),
        storage_location_id: Some("101A".to_owned()),
        account_assignment: Some(AccountAssignment {
            account_id: Some("61000000".to_owned()),
            cost_center_id: Some("10101101".to_owned()),
            order_id: None,
            project_id: None,
            asset_id: None,
        }),
        department_id: None,
        class_id: None,
        tax_code_id: Some("V1".to_owned()),
        status: match order {
            PurchaseOrderStatus::Closed => LineStatus::Closed,
            PurchaseOrderStatus::Cancelled => LineStatus::Cancelled,
            _ => LineStatus::Open,
        },
        received_quantity: decimal("0"),
        invoiced_quantity: decimal("0"),
        net_amount: decimal("400.00"),
        over_delivery_tolerance_percent: decimal("5"),
        under_delivery_tolerance_percent: decimal("0"),
        custom_fields: CustomFields::from([("YY1_Drawing_PDI".to_owned(), json!("D-17"))]),
    }
}

fn address(name: &str, street: &str, city: &str, postal_code: &str) -> Address {
    Address {
        name: Some(name.to_owned()),
        lines: vec![street.to_owned()],
        city: Some(city.to_owned()),
        region: None,
        postal_code: Some(postal_code.to_owned()),
        country: Some("DE".to_owned()),
    }
}

fn decimal(text: &'static str) -> Option<Decimal> {
    Some(text.parse().expect("the samples' numbers are decimals"))
}
