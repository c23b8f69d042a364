//! The type of a field, written in the metadata files as a short text.
//!
//! `[read-only] (text | decimal | integer | boolean | date | instant | raw | choice [A,B] |
//! reference TYPE | id TYPE | many TYPE | subrecord NAME | rows NAME)`

use serde::Deserialize;

/// A field of a record, a line or a subrecord.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Field {
    pub(crate) kind: Kind,
    /// Values for such fields are ignored on write, as NetSuite ignores `status` or `total`.
    pub(crate) read_only: bool,
    /// Declared by the account (`x-ns-custom-field`).
    pub(crate) custom: bool,
    /// The label of a custom field.
    pub(crate) title: Option<String>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Decimal,
    Integer,
    Flag,
    /// `YYYY-MM-DD`.
    Date,
    /// ISO 8601 in UTC, seconds.
    Instant,
    /// An enum `{id, refName}`; an empty list accepts every id.
    Choice(Vec<String>),
    /// A reference to one record of a type or a group.
    Reference(String),
    /// A reference that is written and shown as a bare id (`component.items[].item`).
    Id(String),
    /// References to several records.
    Many(String),
    /// An embedded record, such as an address.
    Subrecord(String),
    /// A sublist inside a subrecord: embedded records of one kind.
    Rows(String),
    /// JSON kept as it came.
    Raw,
}

impl Kind {
    /// Whether the field refers to records of this type.
    pub(crate) fn points_to(&self, name: &str) -> bool {
        matches!(self, Self::Reference(target) | Self::Id(target) | Self::Many(target) if target == name)
    }
}

impl TryFrom<String> for Field {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (read_only, rest) = match text.strip_prefix("read-only ") {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let (word, argument) = rest.split_once(' ').unwrap_or((rest, ""));
        let kind = match (word, argument) {
            ("text", "") => Kind::Text,
            ("decimal", "") => Kind::Decimal,
            ("integer", "") => Kind::Integer,
            ("boolean", "") => Kind::Flag,
            ("date", "") => Kind::Date,
            ("instant", "") => Kind::Instant,
            ("raw", "") => Kind::Raw,
            ("choice", "") => Kind::Choice(Vec::new()),
            ("choice", list) => Kind::Choice(list.split(',').map(str::to_owned).collect()),
            ("reference", target) if !target.is_empty() => Kind::Reference(target.to_owned()),
            ("id", target) if !target.is_empty() => Kind::Id(target.to_owned()),
            ("many", target) if !target.is_empty() => Kind::Many(target.to_owned()),
            ("subrecord", name) if !name.is_empty() => Kind::Subrecord(name.to_owned()),
            ("rows", name) if !name.is_empty() => Kind::Rows(name.to_owned()),
            _ => {
                return Err(format!(
                    "'{text}' is no field type; use text, decimal, integer, boolean, date, instant, choice, \
                     reference TYPE, id TYPE, many TYPE, subrecord NAME or rows NAME"
                ));
            }
        };
        Ok(Self { kind, read_only, custom: false, title: None })
    }
}
