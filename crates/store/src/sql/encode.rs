//! How values of the model stand in columns.

use erpgate_model::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// JSON text, with digits and order of keys as they are.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("the model's types have only text keys and cannot fail to serialise")
}

/// The wire name of a unit variant, such as `pending`.
pub(super) fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        other => unreachable!("only unit variants are stored as words, not {other:?}"),
    }
}

/// Milliseconds since 1970 in UTC.
pub(super) fn millis(instant: Timestamp) -> i64 {
    instant.timestamp_millis()
}

/// The same, where there may be none.
pub(super) fn optional_millis(instant: Option<Timestamp>) -> Option<i64> {
    instant.map(millis)
}
