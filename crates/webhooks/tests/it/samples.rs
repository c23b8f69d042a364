//! Test events.

use std::sync::Arc;

use erpgate_model::{Clock, EventType, FakeClock, Ids, OperationEvent, OperationSummary, Record};
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
        let body = body(event_type);
        assert_eq!(body["type"], event_type.to_string());
        assert_eq!(body["cause"]["kind"], "test");
        match event_type {
            EventType::Operation(event) => {
                let summary: OperationSummary = serde_json::from_value(body["data"].clone()).unwrap();
                assert_eq!(format!("operation.{}", summary.status.as_str()), event_type.to_string());
                assert_eq!(body["resource"]["id"], summary.id.to_string());
                assert_eq!(summary.failure.is_none(), event == OperationEvent::Succeeded);
            }
            EventType::Record(resource, _) => {
                let record = Record::from_json(resource, body["data"].clone()).unwrap();
                assert_eq!(body["resource"]["type"], resource.as_str());
                assert_eq!(body["resource"]["id"], record.id().as_str());
                assert_eq!(body["resource"]["version"], record.version().as_str());
                assert_eq!(body["resource"]["external_id"], serde_json::json!(record.external_id()));
            }
        }
    }
}

#[test]
fn a_sample_record_shows_every_field_filled_in() {
    for event_type in EventType::all() {
        let EventType::Record(..) = event_type else { continue };
        let mut empty = Vec::new();
        find_empty(&body(event_type)["data"], &mut String::new(), &mut empty);
        // An account assignment names one object, not all.
        empty.retain(|path| !path.contains("/account_assignment/"));
        assert_eq!(empty, Vec::<String>::new(), "{event_type}");
    }
}

#[test]
fn amounts_and_quantities_in_samples_are_strings() {
    for event_type in EventType::all() {
        let EventType::Record(..) = event_type else { continue };
        assert!(!holds_number(&body(event_type)["data"]), "{event_type}");
    }
}

fn holds_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Object(fields) => fields.values().any(holds_number),
        Value::Array(list) => list.iter().any(holds_number),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Where nothing stands: null, or a list or object without entries.
fn find_empty(value: &Value, at: &mut String, empty: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(n, entry)| (n.to_string(), entry)).collect(),
        Value::Null => return empty.push(at.clone()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => return,
    };
    if children.is_empty() {
        empty.push(at.clone());
    }
    for (name, child) in children {
        let length = at.len();
        at.push('/');
        at.push_str(&name);
        find_empty(child, at, empty);
        at.truncate(length);
    }
}
