//! Literals of OData V2 URLs: `'O''Neil'`, `12.5M`, `datetime'2026-01-01T00:00:00'`, …

use super::value::Value;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use winnow::ascii::Caseless;
use winnow::combinator::{alt, opt, preceded, repeat, terminated};
use winnow::error::ContextError;
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

/// One literal at the head of `input`.
pub(crate) fn literal(input: &mut &str) -> winnow::Result<Value> {
    alt((
        quoted.map(Value::Text),
        keyword,
        preceded(Caseless("datetimeoffset"), quoted).verify_map(|t| parse_instant(&t).map(Value::Instant)),
        preceded(Caseless("datetime"), quoted).verify_map(|t| parse_date(&t).map(Value::Date)),
        preceded(Caseless("time"), quoted).verify_map(|t| parse_time(&t).map(Value::Time)),
        preceded(Caseless("guid"), quoted).map(|t| Value::Text(t.to_lowercase())),
        number,
    ))
    .parse_next(input)
}

/// A text in single quotes; a quote inside is doubled.
pub(crate) fn quoted(input: &mut &str) -> winnow::Result<String> {
    let piece = alt((take_while(1.., |c| c != '\''), "''".value("'")));
    let pieces = repeat(0.., piece).fold(String::new, |mut text, piece: &str| {
        text.push_str(piece);
        text
    });
    winnow::combinator::delimited('\'', pieces, '\'').parse_next(input)
}

fn keyword(input: &mut &str) -> winnow::Result<Value> {
    let word = take_while(1.., |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '\'');
    word.verify_map(|word| match word {
        "true" => Some(Value::Bool(true)),
        "false" => Some(Value::Bool(false)),
        "null" => Some(Value::Null),
        _ => None,
    })
    .parse_next(input)
}

fn number(input: &mut &str) -> winnow::Result<Value> {
    let digits = (opt(one_of(['-', '+'])), take_while(1.., |c: char| c.is_ascii_digit() || c == '.')).take();
    let suffix = opt(one_of(['M', 'm', 'L', 'l', 'D', 'd', 'F', 'f']));
    terminated(digits, suffix)
        .verify_map(|text: &str| text.trim_start_matches('+').parse::<Decimal>().ok())
        .map(Value::Decimal)
        .parse_next(input)
}

/// The whole of `text` as one literal.
pub(crate) fn parse_literal(text: &str) -> Option<Value> {
    literal.parse(text).map_err(|_: winnow::error::ParseError<_, ContextError>| ()).ok()
}

/// `2026-01-01T00:00:00`, with or without fraction, or the date alone.
pub(crate) fn parse_date(text: &str) -> Option<NaiveDateTime> {
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
    text.parse().ok().or_else(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()).or_else(|| {
        let date = text.parse::<NaiveDate>().ok();
        date.map(midnight)
    })
}

/// `2026-01-01T00:00:00Z` or with an offset.
pub(crate) fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    let fixed = DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc());
    fixed.or_else(|| parse_date(text).map(|at| at.and_utc()))
}

/// `PT10H30M00S`; every part may be missing.
pub(crate) fn parse_time(text: &str) -> Option<NaiveTime> {
    let mut rest = text.strip_prefix("PT")?;
    let mut part = |unit: char| -> Option<u32> {
        let Some((digits, after)) = rest.split_once(unit) else { return Some(0) };
        rest = after;
        digits.parse().ok()
    };
    let (hour, minute, second) = (part('H')?, part('M')?, part('S')?);
    if rest.is_empty() { NaiveTime::from_hms_opt(hour, minute, second) } else { None }
}
