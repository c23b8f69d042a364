//! Values of properties, and how OData V2 writes them.

use super::metadata::{Edm, Property};
use chrono::{DateTime, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::cmp::Ordering;

/// One value. `Null` stands only where SAP itself has no initial value: dates without a date.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    Decimal(Decimal),
    Bool(bool),
    Date(NaiveDateTime),
    Instant(DateTime<Utc>),
    Time(NaiveTime),
}

impl Value {
    /// What ABAP puts into a field nobody filled.
    pub(crate) fn initial(property: &Property) -> Self {
        match property.edm {
            Edm::Text | Edm::Guid => Self::Text(String::new()),
            Edm::Decimal | Edm::Byte | Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Double => {
                Self::Decimal(Decimal::ZERO)
            }
            Edm::Boolean => Self::Bool(false),
            Edm::DateTime | Edm::DateTimeOffset | Edm::Date => Self::Null,
            Edm::Time | Edm::TimeOfDay => Self::Time(NaiveTime::MIN),
        }
    }

    pub(crate) fn is_initial(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::Decimal(number) => number.is_zero(),
            Self::Bool(flag) => !flag,
            Self::Time(time) => *time == NaiveTime::MIN,
            Self::Date(_) | Self::Instant(_) => false,
        }
    }

    /// Order of two values of one kind; none between different kinds or with null.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Decimal(a), Self::Decimal(b)) => Some(a.cmp(b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Instant(a), Self::Instant(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Instant(b)) => Some(a.and_utc().cmp(b)),
            (Self::Instant(a), Self::Date(b)) => Some(a.cmp(&b.and_utc())),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            (Self::Null, Self::Null) => Some(Ordering::Equal),
            _ => None,
        }
    }

    /// The JSON form: decimals as strings padded to their scale, dates as `/Date(ms)/`.
    pub(crate) fn json(&self, property: &Property) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(flag) => Json::Bool(*flag),
            Self::Decimal(number) if matches!(property.edm, Edm::Byte | Edm::Int16 | Edm::Int32) => {
                number.to_string().parse::<i64>().map_or(Json::Null, Json::from)
            }
            Self::Date(date) => Json::String(format!("/Date({})/", date.and_utc().timestamp_millis())),
            Self::Instant(at) => Json::String(format!("/Date({}+0000)/", at.timestamp_millis())),
            _ => Json::String(self.plain(property)),
        }
    }

    /// The form in Atom, in `$value` and in keys.
    pub(crate) fn plain(&self, property: &Property) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Bool(flag) => flag.to_string(),
            Self::Decimal(number) => padded(*number, property),
            Self::Date(date) => date.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Instant(at) if at.timestamp_subsec_nanos() == 0 => {
                at.to_rfc3339_opts(SecondsFormat::Secs, true)
            }
            Self::Instant(at) => at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string(),
            Self::Time(time) => time.format("PT%HH%MM%SS").to_string(),
        }
    }

    /// The form in a URL.
    pub(crate) fn literal(&self, property: &Property) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Decimal(_) => match property.edm {
                Edm::Byte | Edm::Int32 => self.plain(property),
                Edm::Int64 => format!("{}L", self.plain(property)),
                _ => format!("{}M", self.plain(property)),
            },
            Self::Bool(_) => self.plain(property),
            Self::Date(_) => format!("datetime'{}'", self.plain(property)),
            Self::Instant(_) => format!("datetimeoffset'{}'", self.plain(property)),
            Self::Time(_) => format!("time'{}'", self.plain(property)),
        }
    }
}

fn padded(mut number: Decimal, property: &Property) -> String {
    match (property.edm, property.scale) {
        (Edm::Double, _) => format!("{}E+00", number.normalize()),
        (_, Some(scale)) => {
            number.rescale(scale);
            number.to_string()
        }
        (_, None) => number.normalize().to_string(),
    }
}
