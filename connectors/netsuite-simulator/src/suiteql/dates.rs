//! Dates in the account's format, and Oracle's format models (`YYYY-MM-DD"T"HH24:MI:SS`).

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use crate::seed::DateFormat;

/// A date in the account's format.
pub(crate) fn format_date(date: NaiveDate, format: DateFormat) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match format {
        DateFormat::MonthDayYear => format!("{month}/{day}/{year}"),
        DateFormat::DayMonthYear => format!("{day}/{month}/{year}"),
        DateFormat::Iso => date.to_string(),
    }
}

/// A date written in the account's format.
pub(crate) fn parse_date(text: &str, format: DateFormat) -> Option<NaiveDate> {
    let pattern = match format {
        DateFormat::MonthDayYear => "%m/%d/%Y",
        DateFormat::DayMonthYear => "%d/%m/%Y",
        DateFormat::Iso => "%Y-%m-%d",
    };
    NaiveDate::parse_from_str(text.trim(), pattern).ok()
}

/// The parts of a format model that are understood, longest first.
const WORDS: [&str; 13] =
    ["HH24", "HH12", "YYYY", "FF3", "FF", "AM", "PM", "HH", "YY", "MM", "DD", "MI", "SS"];

/// A format model as its parts; unknown letters make it invalid.
fn parts(model: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = model;
    while let Some(first) = rest.chars().next() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let end = quoted.find('"')?;
            parts.push(Part::Literal(quoted[..end].to_owned()));
            rest = &quoted[end + 1..];
        } else if let Some(word) = WORDS
            .iter()
            .find(|word| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
        {
            parts.push(Part::Word(word));
            rest = &rest[word.len()..];
        } else if first.is_alphanumeric() {
            return None;
        } else {
            parts.push(Part::Literal(first.to_string()));
            rest = &rest[first.len_utf8()..];
        }
    }
    Some(parts)
}

enum Part {
    Word(&'static str),
    Literal(String),
}

/// `TO_CHAR`; nothing when the model is not understood.
pub(super) fn to_char(instant: DateTime<Utc>, model: &str) -> Option<String> {
    let hour12 = match instant.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let mut out = String::new();
    for part in parts(model)? {
        match part {
            Part::Literal(text) => out.push_str(&text),
            Part::Word("YYYY") => out.push_str(&format!("{:04}", instant.year())),
            Part::Word("YY") => out.push_str(&format!("{:02}", instant.year() % 100)),
            Part::Word("MM") => out.push_str(&format!("{:02}", instant.month())),
            Part::Word("DD") => out.push_str(&format!("{:02}", instant.day())),
            Part::Word("HH24") => out.push_str(&format!("{:02}", instant.hour())),
            Part::Word("HH" | "HH12") => out.push_str(&format!("{hour12:02}")),
            Part::Word("MI") => out.push_str(&format!("{:02}", instant.minute())),
            Part::Word("SS") => out.push_str(&format!("{:02}", instant.second())),
            Part::Word("FF3") => out.push_str("000"),
            Part::Word("FF") => out.push_str("000000000"),
            Part::Word(_) => out.push_str(if instant.hour() < 12 { "AM" } else { "PM" }),
        }
    }
    Some(out)
}

/// `TO_DATE` and `TO_TIMESTAMP`; missing parts are the first of the year, month or day.
pub(super) fn from_char(text: &str, model: &str) -> Option<DateTime<Utc>> {
    let (mut year, mut month, mut day) = (1970, 1, 1);
    let (mut hour, mut minute, mut second, mut afternoon) = (0, 0, 0, None);
    let mut rest = text.trim();
    for part in parts(model)? {
        let word = match part {
            Part::Literal(literal) => {
                rest = rest.strip_prefix(literal.as_str())?;
                continue;
            }
            Part::Word(word) => word,
        };
        if matches!(word, "AM" | "PM") {
            afternoon = Some(rest.get(..2)?.eq_ignore_ascii_case("PM"));
            rest = &rest[2..];
            continue;
        }
        let most = match word {
            "YYYY" => 4,
            "FF" | "FF3" => 9,
            _ => 2,
        };
        let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        rest = &rest[digits..];
        match word {
            "YYYY" => year = i32::try_from(number).ok()?,
            "YY" => year = 2000 + i32::try_from(number).ok()?,
            "MM" => month = number,
            "DD" => day = number,
            "MI" => minute = number,
            "SS" => second = number,
            "FF" | "FF3" => {}
            _ => hour = number,
        }
    }
    if let Some(afternoon) = afternoon {
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    rest.is_empty().then(|| NaiveDateTime::new(date, time).and_utc())
}

#[cfg(test)]
mod tests {
    use super::{from_char, to_char};

    #[test]
    fn a_format_model_reads_what_it_writes() {
        let model = "YYYY-MM-DD\"T\"HH24:MI:SS";
        let instant = from_char("2026-11-24T15:04:05", model).unwrap();
        assert_eq!(to_char(instant, model).unwrap(), "2026-11-24T15:04:05");
        assert_eq!(to_char(instant, "MM/DD/YYYY hh:mi AM").unwrap(), "11/24/2026 03:04 PM");
        assert_eq!(
            from_char("11/24/2026 03:04 PM", "MM/DD/YYYY HH:MI AM").unwrap().to_rfc3339(),
            "2026-11-24T15:04:00+00:00"
        );
        assert_eq!(from_char("2026-11-24 xx", "YYYY-MM-DD"), None);
        assert_eq!(to_char(instant, "QQ"), None);
    }
}
