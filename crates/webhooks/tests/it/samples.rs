//! Test events.

use std::sync::Arc;

use erpgate_model::{Clock, EventType, FakeClock, Ids, OperationSummary, Record, Resource};
use erpgate_webhooks::test_event;
use serde_json::Value;

fn body(event_type: EventType) -> Value {
    let clock = Arc::new(FakeClock::default());
    let ids = Ids::seeded(clock.clone(), 1);
    let event = test_event(event_type, ids.make(), &ids, &*clock);
    assert_eq!(event.timestamp, clock.now());
    serde_json::from_str(&event.body(1)).unwrap()
}

#[test]
fn every_event_type_has_a_sample_of_its_own_structure() {
    for event_type in EventType::all() {
        let body = body(*event_type);
        assert_eq!(body["type"], event_type.as_str());
        assert_eq!(body["cause"]["kind"], "test");
        if event_type.as_str().starts_with("operation.") {
            let summary: OperationSummary = serde_json::from_value(body["data"].clone()).unwrap();
            assert_eq!(format!("operation.{}", summary.status.as_str()), event_type.as_str());
            assert_eq!(body["resource"]["id"], summary.id.to_string());
            assert_eq!(
                summary.failure.is_none(),
                *event_type == EventType::Operation(OperationEvent::Succeeded)
            );
        } else {
            let record = Record::from_json(Resource::PurchaseOrder, body["data"].clone()).unwrap();
            assert_eq!(body["resource"]["id"], record.id().as_str());
            assert_eq!(body["resource"]["version"], record.version().as_str());
            assert_eq!(body["resource"]["external_id"], record.external_id().unwrap());
        }
    }
}

#[test]
fn a_sample_record_shows_every_field_filled_in() {
    let body = body(EventType::Record(Resource::PurchaseOrder, RecordEvent::Created));
    let empty: Vec<_> =
        body["data"].as_object().unwrap().iter().filter(|(_, value)| value.is_null()).collect();
    assert!(empty.is_empty(), "{empty:?}");
    assert_eq!(body["data"]["lines"][0]["unit_price"], "4.00", "amounts are strings");
}
