//! Literals and functions in URLs of OData V4: `'O''Neil'`, `12.5`, `2026-01-01`, `2026-01-01T00:00:00Z`.

use super::failure;
use crate::odata::filter::Dialect;
use crate::odata::literal::quoted;
use crate::odata::value::Value;
use chrono::{DateTime, NaiveDate, NaiveTime};
use winnow::combinator::alt;
use winnow::prelude::*;
use winnow::token::take_while;

/// The filters of OData V4.
pub(crate) const V4: Dialect = Dialect {
    literal,
    arguments: |function| match function {
        "contains" | "startswith" | "endswith" | "concat" => Some(2),
        "toupper" | "tolower" | "trim" | "length" => Some(1),
        _ => None,
    },
    malformed: failure::expression,
    unknown_property: failure::unknown_property,
};

/// One literal at the head of `input`; only texts have a mark of their own.
pub(crate) fn literal(input: &mut &str) -> winnow::Result<Value> {
    let word =
        take_while(1.., |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | ':' | '.'));
    alt((quoted.map(Value::Text), word.verify_map(read))).parse_next(input)
}

fn read(word: &str) -> Option<Value> {
    match word {
        "null" => return Some(Value::Null),
        "true" => return Some(Value::Bool(true)),
        "false" => return Some(Value::Bool(false)),
        _ => {}
    }
    date(word)
        .or_else(|| instant(word))
        .or_else(|| time(word))
        .or_else(|| word.parse().ok().map(Value::Decimal))
}

/// `2026-01-31`
pub(crate) fn date(text: &str) -> Option<Value> {
    let date: NaiveDate = text.parse().ok().filter(|_| text.len() == 10)?;
    Some(Value::Date(date.and_time(NaiveTime::MIN)))
}

/// `2026-01-31T10:00:00Z`, with or without fraction or offset
pub(crate) fn instant(text: &str) -> Option<Value> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| Value::Instant(at.to_utc()))
}

/// `10:30:00`; seconds and fraction may be missing
pub(crate) fn time(text: &str) -> Option<Value> {
    let parsed = NaiveTime::parse_from_str(text, "%H:%M:%S%.f");
    parsed.or_else(|_| NaiveTime::parse_from_str(text, "%H:%M")).ok().map(Value::Time)
}
