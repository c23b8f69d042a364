//! Function imports as a metadata file describes them.

use super::failure::Failure;
use super::metadata::{EntitySet, Property};
use super::table::{Key, Row};
use super::value::Value;
use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Method {
    Get,
    Post,
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What a function gives back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Returns {
    /// One entity of this set.
    Entity(String),
    /// One value of this complex type.
    Complex(String),
}

/// One function import.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) method: Method,
    pub(crate) returns: Returns,
    /// The entity set whose entities the function acts on: the parameters named like its keys say on which.
    pub(crate) action_for: Option<String>,
    /// Must be called with the etag of that entity, where etags are required.
    #[serde(default)]
    pub(crate) conditional: bool,
    /// A parameter that is not nullable must be given.
    pub(crate) parameters: Vec<Property>,
}

/// A complex type: properties without a key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComplexType {
    pub(crate) name: String,
    pub(crate) properties: Vec<Property>,
}

impl ComplexType {
    /// The form in which rows hold it: a set without keys that no table knows.
    pub(crate) fn into_set(self) -> EntitySet {
        EntitySet::keyless(self.name, self.properties)
    }
}

/// The parameters of one call, read and checked. What was not given is absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments(pub(crate) BTreeMap<String, Value>);

impl Arguments {
    /// A text in the form the wire shows it; empty when it was not given.
    pub(crate) fn text(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn date(&self, name: &str) -> Option<NaiveDateTime> {
        match self.0.get(name) {
            Some(Value::Date(date)) => Some(*date),
            Some(Value::Instant(at)) => Some(at.naive_utc()),
            _ => None,
        }
    }

    pub(crate) fn decimal(&self, name: &str) -> Option<Decimal> {
        match self.0.get(name) {
            Some(Value::Decimal(number)) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Value::Bool(true))
    }

    /// The key of the entity that the parameters name; none when one of its keys was not given.
    pub(crate) fn key_in(&self, set: &EntitySet) -> Option<Key> {
        let part = |name: &String| Some(set.property(name)?.inner(self.text(name)));
        let all_given = set.keys.iter().all(|name| !self.text(name).is_empty());
        if all_given { set.keys.iter().map(part).collect() } else { None }
    }
}

/// What a business rule gives back for a call.
#[derive(Debug)]
pub(crate) enum FunctionResult {
    /// An entity of the set the function names, by its key; it must be in the table.
    Entity(Key),
    /// A value of the complex type the function names.
    Complex(Box<Row>),
}

/// One call as a business rule sees it.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) function: &'a Arc<Function>,
    pub(crate) arguments: Arguments,
}

impl Call<'_> {
    pub(crate) fn name(&self) -> &str {
        &self.function.name
    }

    /// The refusal of a rule module that does not know this function.
    pub(crate) fn unknown(&self) -> Failure {
        Failure::new(501, "/IWBEP/CM_MGW_RT/021", format!("Method '{}' not implemented", self.name()))
    }
}
