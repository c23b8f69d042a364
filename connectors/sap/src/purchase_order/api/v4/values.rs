//! Dates and instants: `2026-11-23` and `2026-11-23T10:00:00Z` in V4, milliseconds in V2.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::mapping::{Form, form_of};
use crate::odata;
use crate::purchase_order::fields;

/// Properties that hold a date or an instant and have no row of that form.
const READ_ONLY: [&str; 2] = ["CreationDate", "LastChangeDateTime"];

fn is_date(property: &str) -> bool {
    READ_ONLY.contains(&property) || form_of(fields::WRITTEN, property) == Form::Date
}

/// A value of V2's as V4 writes it.
pub(super) fn to_v4(property: &str, value: &Value) -> Value {
    let date = value.as_str().filter(|_| is_date(property)).and_then(odata::date_from_native);
    date.map_or_else(|| value.clone(), |date| json!(date))
}

/// A value of V4's as V2 writes it.
pub(super) fn to_v2(property: &str, value: &Value) -> Value {
    let Some(text) = value.as_str().filter(|_| is_date(property)) else { return value.clone() };
    if let Ok(date) = text.parse::<NaiveDate>() {
        return json!(odata::date_to_native(date));
    }
    match DateTime::parse_from_rfc3339(text) {
        Ok(instant) => json!(format!("/Date({}+0000)/", instant.timestamp_millis())),
        Err(_) => value.clone(),
    }
}

/// `2026-11-23T10:00:00Z`, which needs no word before it.
pub(super) fn instant_literal(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_go_both_ways() {
        let day = json!("/Date(1795392000000)/");
        assert_eq!(to_v4("PurchaseOrderDate", &day), json!("2026-11-23"));
        assert_eq!(to_v2("PurchaseOrderDate", &json!("2026-11-23")), day);
        assert_eq!(
            to_v2("LastChangeDateTime", &json!("2026-11-23T01:00:00.5Z")),
            json!("/Date(1795395600500+0000)/")
        );
        assert_eq!(to_v4("PurchaseOrderDate", &Value::Null), Value::Null);
    }

    #[test]
    fn a_text_that_looks_like_a_date_stays() {
        assert_eq!(to_v4("PurchaseOrderItemText", &json!("/Date(0)/")), json!("/Date(0)/"));
        assert_eq!(to_v2("PurchaseOrderItemText", &json!("2026-11-23")), json!("2026-11-23"));
    }
}
