//! SQL values, their comparison and their text.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;

use super::dates;
use crate::seed::DateFormat;

/// A value while a query runs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sql {
    Null,
    Truth(bool),
    Text(String),
    Number(Decimal),
    Date(NaiveDate),
    Instant(DateTime<Utc>),
    /// A transaction status, `PurchOrd:B`; equal to `B` as well.
    Status(String),
}

impl Sql {
    /// A number where the text is one, as internal ids are.
    pub(super) fn id(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Text(text.to_owned()), Self::Number)
    }

    /// SQL truth: null is unknown.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Truth(truth) => Some(*truth),
            Self::Text(text) if text == "T" => Some(true),
            Self::Text(text) if text == "F" => Some(false),
            _ => None,
        }
    }

    /// The value as a number, where it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The value as an instant; a date is its first moment.
    pub(super) fn instant(&self, format: DateFormat) -> Option<DateTime<Utc>> {
        match self {
            Self::Instant(instant) => Some(*instant),
            Self::Date(date) => Some(date.and_time(NaiveTime::MIN).and_utc()),
            Self::Text(text) => {
                dates::parse_date(text, format).map(|date| date.and_time(NaiveTime::MIN).and_utc())
            }
            _ => None,
        }
    }

    /// The text of the value as results show it; nothing for null. Instants show their date only.
    pub(super) fn text(&self, format: DateFormat) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Truth(truth) => Some(if *truth { "T" } else { "F" }.to_owned()),
            Self::Text(text) | Self::Status(text) => (!text.is_empty()).then(|| text.clone()),
            Self::Number(number) => Some(number.normalize().to_string()),
            Self::Date(date) => Some(dates::format_date(*date, format)),
            Self::Instant(instant) => Some(dates::format_date(instant.date_naive(), format)),
        }
    }

    /// Compares two values; nothing when one is null or they cannot be compared.
    pub(super) fn compare(&self, other: &Self, format: DateFormat) -> Option<Ordering> {
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => None,
            (Self::Status(status), Self::Text(text)) => Some(status_order(status, text)),
            (Self::Text(text), Self::Status(status)) => Some(status_order(status, text).reverse()),
            (Self::Status(a), Self::Status(b)) => Some(a.cmp(b)),
            (Self::Date(_) | Self::Instant(_), _) | (_, Self::Date(_) | Self::Instant(_)) => {
                Some(self.instant(format)?.cmp(&other.instant(format)?))
            }
            (Self::Number(_), _) | (_, Self::Number(_)) => Some(self.number()?.cmp(&other.number()?)),
            _ => Some(self.text(format)?.cmp(&other.text(format)?)),
        }
    }
}

fn status_order(status: &str, text: &str) -> Ordering {
    let short = status.split_once(':').map_or(status, |(_, short)| short);
    if short == text { Ordering::Equal } else { status.cmp(text) }
}

/// SQL `LIKE` with `%` and `_`, where case counts.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<char> = pattern.chars().collect();
    // Greedy with one point of return: the last `%` takes one character more.
    let (mut at, mut mark, mut retry) = (0, 0, None);
    while at < text.len() {
        match pattern.get(mark) {
            Some('%') => {
                retry = Some((mark, at));
                mark += 1;
            }
            Some(expected) if *expected == '_' || *expected == text[at] => {
                at += 1;
                mark += 1;
            }
            _ => match retry {
                Some((percent, from)) => {
                    retry = Some((percent, from + 1));
                    (mark, at) = (percent + 1, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[mark..].iter().all(|rest| *rest == '%')
}

#[cfg(test)]
mod tests {
    use super::{Sql, like};
    use crate::seed::DateFormat;

    #[test]
    fn like_knows_both_wildcards() {
        for (text, pattern, fits) in [
            ("PO1001", "PO%", true),
            ("PO1001", "%1001", true),
            ("PO1001", "P_1%1", true),
            ("PO1001", "po%", false),
            ("aab", "%ab", true),
            ("", "%", true),
            ("abc", "ab", false),
        ] {
            assert_eq!(like(text, pattern), fits, "{text} LIKE {pattern}");
        }
    }

    #[test]
    fn a_status_equals_its_long_and_its_short_form() {
        let status = Sql::Status("PurchOrd:B".into());
        for text in ["PurchOrd:B", "B"] {
            let other = Sql::Text(text.into());
            assert_eq!(status.compare(&other, DateFormat::Iso), Some(std::cmp::Ordering::Equal));
        }
    }
}
