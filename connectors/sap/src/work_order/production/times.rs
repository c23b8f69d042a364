//! `scheduled_start` and `scheduled_end`: SAP keeps a date and a time of its clock each.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use crate::mapping::{Entity, Nulls};
use crate::odata;

/// The field, the date, the time.
const TIMES: [(&str, &str, &str); 2] = [
    ("scheduled_start", "MfgOrderPlannedStartDate", "MfgOrderPlannedStartTime"),
    ("scheduled_end", "MfgOrderPlannedEndDate", "MfgOrderPlannedEndTime"),
];

/// The properties of the instants that the body mentions.
pub(super) fn properties(body: &Value, nulls: Nulls, ahead: TimeDelta) -> Entity {
    let mut entity = Entity::new();
    for (field, date, time) in TIMES {
        let instant = body[field].as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());
        let clock = instant.and_then(|instant| instant.checked_add_signed(ahead));
        if let Some(clock) = clock {
            entity.insert(date.to_owned(), json!(odata::date_to_native(clock.date_naive())));
            entity.insert(time.to_owned(), json!(odata::time_to_native(clock.time())));
        } else if nulls == Nulls::Clear && body.get(field).is_some_and(Value::is_null) {
            entity.insert(date.to_owned(), Value::Null);
            entity.insert(time.to_owned(), json!(odata::time_to_native(NaiveTime::MIN)));
        }
    }
    entity
}

/// The instants that an order holds.
pub(super) fn fields(header: &Value, ahead: TimeDelta) -> Map<String, Value> {
    let instant = |date: &str, time: &str| {
        odata::instant_of_clock(odata::text(header, date), odata::text(header, time), ahead)
    };
    TIMES.iter().map(|(field, date, time)| ((*field).to_owned(), json!(instant(date, time)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_a_date_and_a_time_of_saps_clock_and_back() {
        let body = json!({"scheduled_start": "2026-11-22T23:30:00Z", "scheduled_end": null});
        let ahead = TimeDelta::minutes(60);
        let written = properties(&body, Nulls::Clear, ahead);
        assert_eq!(
            Value::Object(written.clone()),
            json!({"MfgOrderPlannedStartDate": "/Date(1795392000000)/",
                "MfgOrderPlannedStartTime": "PT00H30M00S", "MfgOrderPlannedEndDate": null,
                "MfgOrderPlannedEndTime": "PT00H00M00S"})
        );
        let read = fields(&Value::Object(written), ahead);
        assert_eq!(read["scheduled_start"], "2026-11-22T23:30:00Z");
        assert_eq!(read["scheduled_end"], Value::Null);
        assert!(properties(&json!({}), Nulls::Clear, ahead).is_empty());
    }
}
