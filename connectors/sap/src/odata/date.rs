//! Dates and instants: milliseconds since 1970 in `/Date(…)/`.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// `Edm.DateTime` of a date: UTC midnight, such as `/Date(1795392000000)/`.
pub(crate) fn date_to_native(date: NaiveDate) -> String {
    format!("/Date({})/", date.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
}

/// `Edm.DateTimeOffset` in whole seconds, such as `/Date(1795392000000+0000)/`.
pub(crate) fn instant_to_native(instant: DateTime<Utc>) -> String {
    format!("/Date({}+0000)/", instant.timestamp() * 1000)
}

/// `Edm.Time` in whole seconds, such as `PT08H30M00S`.
pub(crate) fn time_to_native(time: NaiveTime) -> String {
    time.format("PT%HH%MM%SS").to_string()
}

/// The date of an `Edm.DateTime`. Nothing for the empty date and for texts of another form.
pub(crate) fn date_from_native(text: &str) -> Option<NaiveDate> {
    instant_from_native(text).map(|instant| instant.date_naive())
}

/// The instant of an `Edm.DateTime` or `Edm.DateTimeOffset`. The offset in `/Date(…+0060)/` says
/// in which zone it was entered, in minutes; the milliseconds are UTC all the same.
pub(crate) fn instant_from_native(text: &str) -> Option<DateTime<Utc>> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let end =
        inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-')).map_or(inner.len(), |(at, _)| at);
    DateTime::from_timestamp_millis(inner[..end].parse().ok()?)
}

/// The instant of a date and an `Edm.Time` such as `PT10H30M00S`, on a clock that is ahead of UTC by
/// so much. Without a time it is the beginning of the day.
pub(crate) fn instant_of_clock(date: &str, time: &str, ahead: TimeDelta) -> Option<DateTime<Utc>> {
    let time = time_from_native(time).unwrap_or(NaiveTime::MIN);
    date_from_native(date)?.and_time(time).and_utc().checked_sub_signed(ahead)
}

fn time_from_native(text: &str) -> Option<NaiveTime> {
    let mut rest = text.strip_prefix("PT")?;
    let mut part = |unit: char| {
        let Some((digits, after)) = rest.split_once(unit) else { return Some(0) };
        rest = after;
        // Seconds may have a fraction, which no time of SAP's uses.
        digits.split('.').next().unwrap_or_default().parse::<u32>().ok()
    };
    NaiveTime::from_hms_opt(part('H')?, part('M')?, part('S')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_a_clock_is_taken_to_utc() {
        let at = |time: &str, minutes: i64| {
            let ahead = TimeDelta::minutes(minutes);
            instant_of_clock("/Date(1795392000000)/", time, ahead).map(|instant| instant.to_rfc3339())
        };
        assert_eq!(at("PT10H30M05S", 0).as_deref(), Some("2026-11-23T10:30:05+00:00"));
        assert_eq!(at("PT00H30M00S", 60).as_deref(), Some("2026-11-22T23:30:00+00:00"));
        assert_eq!(at("PT9H", -300).as_deref(), Some("2026-11-23T14:00:00+00:00"));
        assert_eq!(at("", 0).as_deref(), Some("2026-11-23T00:00:00+00:00"));
        assert_eq!(instant_of_clock("", "PT1H", TimeDelta::zero()), None);
    }

    #[test]
    fn a_date_is_utc_midnight_and_reads_back() {
        for (text, native) in [
            ("2026-11-23", "/Date(1795392000000)/"),
            ("1970-01-01", "/Date(0)/"),
            ("1969-12-31", "/Date(-86400000)/"),
            ("9999-12-31", "/Date(253402214400000)/"),
        ] {
            let date: NaiveDate = text.parse().unwrap();
            assert_eq!(date_to_native(date), native);
            assert_eq!(date_from_native(native), Some(date));
        }
    }

    #[test]
    fn an_instant_is_utc_whatever_its_offset_says() {
        let expected = DateTime::from_timestamp_millis(1_795_392_000_123).unwrap();
        for native in ["/Date(1795392000123)/", "/Date(1795392000123+0000)/", "/Date(1795392000123-0300)/"] {
            assert_eq!(instant_from_native(native), Some(expected));
        }
        let before_1970 = DateTime::from_timestamp_millis(-5).unwrap();
        assert_eq!(instant_from_native("/Date(-5+0060)/"), Some(before_1970));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in ["", "2026-11-23", "/Date()/", "/Date(x)/", "/Date(1", "/Date(9999999999999999999)/"] {
            assert_eq!(instant_from_native(text), None, "{text}");
        }
    }
}
