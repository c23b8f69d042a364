//! Test events: samples with the structure of real ones, made from the same types.

mod inventory;
mod purchase_order;
mod vendor;
mod work_order;

use erpgate_model::{
    Cause, ChangeKind, Clock, ConnectionId, Decimal, EventType, Failure, FailureCode, FieldError, Ids,
    NativeError, NewEvent, OperationEvent, OperationId, OperationStatus, OperationSummary, Record,
    RecordChange, RecordEvent, RecordId, Resource, Timestamp, Verb,
};

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
    match event_type {
        EventType::Record(resource, what) => {
            let record = record(resource, what, now);
            NewEvent {
                resource,
                external_id: record.external_id().map(str::to_owned),
                version: Some(record.version().as_str().to_owned()),
                ..event(record.id().to_string(), record.to_json())
            }
        }
        EventType::Operation(what) => {
            let (status, failure) = outcome(what);
            event(operation.to_string(), summary(operation, status, failure).to_json())
        }
    }
}

/// A record to which this has just happened.
fn record(resource: Resource, what: RecordEvent, now: Timestamp) -> Record {
    match resource {
        Resource::Vendor => Record::Vendor(Box::new(vendor::sample(what, now))),
        Resource::WorkOrder => Record::WorkOrder(Box::new(work_order::sample(what, now))),
        Resource::WorkOrderCompletion => Record::WorkOrderCompletion(Box::new(work_order::completion(now))),
        Resource::GoodsReceipt => Record::GoodsReceipt(Box::new(inventory::receipt(now))),
        Resource::InventoryLevel => Record::InventoryLevel(Box::new(inventory::level())),
        Resource::InventoryAdjustment => Record::InventoryAdjustment(Box::new(inventory::adjustment(now))),
        Resource::InventoryTransfer => Record::InventoryTransfer(Box::new(inventory::transfer(now))),
        Resource::PurchaseOrder
        // There are no events about these; see the list of `EventType::all`.
        | Resource::Item
        | Resource::Location
        | Resource::Company
        | Resource::PaymentTerms
        | Resource::Unit
        | Resource::Account
        | Resource::TaxCode
        | Resource::Passthrough => Record::PurchaseOrder(Box::new(purchase_order::sample(what, now))),
    }
}

fn outcome(event: OperationEvent) -> (OperationStatus, Option<Failure>) {
    match event {
        OperationEvent::Succeeded => (OperationStatus::Succeeded, None),
        OperationEvent::Rejected => (OperationStatus::Rejected, Some(refused_by_the_erp())),
        OperationEvent::Failed => {
            let detail = "The ERP could not be reached: connection refused. Nothing was sent.";
            let failure = failure(FailureCode::ErpUnreachable, detail);
            (OperationStatus::Failed, Some(Failure { retry_after: Some(60), ..failure }))
        }
        OperationEvent::Unknown => {
            let detail = "The ERP did not answer in time. The gateway is finding out whether it acted.";
            (OperationStatus::Unknown, Some(failure(FailureCode::OutcomeUnknown, detail)))
        }
        OperationEvent::NeedsAttention => {
            let detail =
                "The gateway could not find out whether the ERP acted. Look in the ERP, then resolve.";
            (OperationStatus::NeedsAttention, Some(failure(FailureCode::OutcomeUnknown, detail)))
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

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn decimal(text: &'static str) -> Option<Decimal> {
    Some(text.parse().expect("the samples' numbers are decimals"))
}
