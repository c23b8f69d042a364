//! The value of one field.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::{Number, Value};

/// A stored value. An empty field has no cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Decimal(Decimal),
    Integer(i64),
    Flag(bool),
    Date(NaiveDate),
    Instant(DateTime<Utc>),
    /// The id of an enum value.
    Choice(String),
    /// The internal id of another record; its type follows from the field.
    Reference(String),
    Many(Vec<String>),
    Subrecord(BTreeMap<String, Cell>),
    /// The lines of a sublist inside a subrecord.
    Rows(Vec<BTreeMap<String, Cell>>),
    Raw(Value),
}

impl Cell {
    /// The value as plain text: what SuiteQL and names show.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Choice(text) | Self::Reference(text) => text.clone(),
            Self::Decimal(number) => number.normalize().to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Flag(flag) => if *flag { "T" } else { "F" }.to_owned(),
            Self::Date(date) => date.to_string(),
            Self::Instant(instant) => iso_instant(*instant),
            Self::Many(ids) => ids.join(", "),
            Self::Subrecord(cells) => cells.values().map(Self::plain).collect::<Vec<_>>().join(", "),
            Self::Rows(rows) => {
                rows.iter().flat_map(BTreeMap::values).map(Self::plain).collect::<Vec<_>>().join(", ")
            }
            Self::Raw(value) => value.to_string(),
        }
    }

    /// The id of a reference or an enum value.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Reference(id) | Self::Choice(id) => Some(id),
            _ => None,
        }
    }
}

/// An instant as NetSuite writes it: UTC, whole seconds, `Z`.
pub(crate) fn iso_instant(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A decimal as NetSuite writes doubles: at least one digit after the point, digits never rounded.
pub(crate) fn decimal_number(number: Decimal) -> Number {
    let mut number = number.normalize();
    if number.scale() == 0 {
        number.rescale(1);
    }
    number.to_string().parse().expect("a decimal is a JSON number")
}
