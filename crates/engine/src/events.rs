//! What is told to webhook endpoints, and when.

use erpgate_model::{
    Cause, ChangeKind, EventType, Failure, NewEvent, Operation, OperationEvent, OperationStatus,
    OperationSummary, Record, RecordChange, RecordEvent,
};
use serde_json::Value;

use crate::engine::Engine;

impl Engine {
    /// Events of an operation that came to this status: about the record, if it changed, and about
    /// the operation. `told` is the record in the client's words.
    pub(crate) fn events(
        &self,
        operation: &Operation,
        status: OperationStatus,
        changes: &[RecordChange],
        record: Option<(&Record, &Value)>,
        failure: Option<&Failure>,
    ) -> Vec<NewEvent> {
        let mut events: Vec<NewEvent> =
            changes.iter().map(|change| self.record_event(operation, change, record)).collect();
        events.extend(self.operation_event(operation, status, changes, failure));
        events
    }

    fn record_event(
        &self,
        operation: &Operation,
        change: &RecordChange,
        record: Option<(&Record, &Value)>,
    ) -> NewEvent {
        let what = match change.change {
            ChangeKind::Created => RecordEvent::Created,
            ChangeKind::Updated => RecordEvent::Updated,
            ChangeKind::Deleted => RecordEvent::Deleted,
            ChangeKind::Cancelled | ChangeKind::Closed | ChangeKind::StatusChanged | ChangeKind::Reversed => {
                RecordEvent::StatusChanged
            }
        };
        // A posting of which a part stands has no event of its own for that.
        let event_type = EventType::Record(change.resource, what);
        let event_type = if EventType::all().contains(&event_type) {
            event_type
        } else {
            EventType::Record(change.resource, RecordEvent::StatusChanged)
        };
        NewEvent {
            id: self.ids.make(),
            event_type,
            timestamp: self.clock.now(),
            connection_id: operation.connection_id,
            resource: change.resource,
            resource_id: change.id.to_string(),
            external_id: record.and_then(|(record, _)| record.external_id().map(str::to_owned)),
            version: record.map(|(record, _)| record.version().as_str().to_owned()),
            cause: Cause::Operation,
            operation_id: Some(operation.id),
            data: record.map_or(Value::Null, |(_, told)| told.clone()),
        }
    }

    fn operation_event(
        &self,
        operation: &Operation,
        status: OperationStatus,
        changes: &[RecordChange],
        failure: Option<&Failure>,
    ) -> Option<NewEvent> {
        let what = match status {
            OperationStatus::Succeeded => OperationEvent::Succeeded,
            OperationStatus::Rejected => OperationEvent::Rejected,
            OperationStatus::Failed => OperationEvent::Failed,
            OperationStatus::Unknown => OperationEvent::Unknown,
            OperationStatus::NeedsAttention => OperationEvent::NeedsAttention,
            OperationStatus::Pending | OperationStatus::Running => return None,
        };
        let summary = OperationSummary {
            id: operation.id,
            status,
            resource: operation.command.resource(),
            verb: operation.command.verb(),
            record_id: changes.first().map(|change| &change.id).or(operation.record_id.as_ref()).cloned(),
            changes: changes.to_vec(),
            failure: failure.cloned(),
        };
        Some(NewEvent {
            id: self.ids.make(),
            event_type: EventType::Operation(what),
            timestamp: self.clock.now(),
            connection_id: operation.connection_id,
            resource: operation.command.resource(),
            resource_id: operation.id.to_string(),
            external_id: None,
            version: None,
            cause: Cause::Operation,
            operation_id: Some(operation.id),
            data: summary.to_json(),
        })
    }
}
