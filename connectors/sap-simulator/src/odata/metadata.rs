//! What a service offers, read from its metadata file: entity sets, properties, navigations, functions.

use super::function::{ComplexType, Function};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// The primitive types of OData V2 and V4 that SAP's services use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Edm {
    #[serde(rename = "Edm.String")]
    Text,
    #[serde(rename = "Edm.Decimal")]
    Decimal,
    #[serde(rename = "Edm.Boolean")]
    Boolean,
    #[serde(rename = "Edm.DateTime")]
    DateTime,
    #[serde(rename = "Edm.DateTimeOffset")]
    DateTimeOffset,
    #[serde(rename = "Edm.Time")]
    Time,
    #[serde(rename = "Edm.Byte")]
    Byte,
    #[serde(rename = "Edm.Int16")]
    Int16,
    /// V4 only.
    #[serde(rename = "Edm.Date")]
    Date,
    /// V4 only.
    #[serde(rename = "Edm.TimeOfDay")]
    TimeOfDay,
    #[serde(rename = "Edm.Int32")]
    Int32,
    #[serde(rename = "Edm.Int64")]
    Int64,
    #[serde(rename = "Edm.Double")]
    Double,
    #[serde(rename = "Edm.Guid")]
    Guid,
}

impl Edm {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "Edm.String",
            Self::Decimal => "Edm.Decimal",
            Self::Boolean => "Edm.Boolean",
            Self::DateTime => "Edm.DateTime",
            Self::DateTimeOffset => "Edm.DateTimeOffset",
            Self::Time => "Edm.Time",
            Self::Byte => "Edm.Byte",
            Self::Int16 => "Edm.Int16",
            Self::Date => "Edm.Date",
            Self::TimeOfDay => "Edm.TimeOfDay",
            Self::Int32 => "Edm.Int32",
            Self::Int64 => "Edm.Int64",
            Self::Double => "Edm.Double",
            Self::Guid => "Edm.Guid",
        }
    }

    /// Kept as a decimal number, whatever the wire makes of it.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Self::Decimal | Self::Byte | Self::Int16 | Self::Int32 | Self::Int64 | Self::Double)
    }
}

fn yes() -> bool {
    true
}

fn first() -> u32 {
    1
}

/// One property of an entity type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Property {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) edm: Edm,
    pub(crate) max_length: Option<usize>,
    pub(crate) precision: Option<u32>,
    pub(crate) scale: Option<u32>,
    #[serde(default = "yes")]
    pub(crate) nullable: bool,
    #[serde(default = "yes")]
    pub(crate) creatable: bool,
    #[serde(default = "yes")]
    pub(crate) updatable: bool,
    #[serde(default = "yes")]
    pub(crate) filterable: bool,
    #[serde(default = "yes")]
    pub(crate) sortable: bool,
    /// May be given at creation, never changed afterwards.
    #[serde(default)]
    pub(crate) immutable: bool,
    #[serde(default)]
    pub(crate) mandatory: bool,
    /// The `sap:display-format`: `UpperCase`, `NonNegative` or `Date`.
    pub(crate) display: Option<String>,
    /// Numbers are kept zero padded inside and shown without leading zeros.
    #[serde(default)]
    pub(crate) alpha: bool,
    pub(crate) unit: Option<String>,
    pub(crate) semantics: Option<String>,
    /// In a V4 service: the property of the V2 row that keeps it, where the names differ.
    pub(crate) column: Option<String>,
    /// The scale depends on the currency; `scale` is the widest that is kept.
    #[serde(default)]
    pub(crate) variable: bool,
}

/// How the names of customers' own fields begin.
pub(crate) const CUSTOM: &str = "YY1_";

impl Property {
    /// Did the customer add it to the type?
    pub(crate) fn is_custom(&self) -> bool {
        self.name.starts_with(CUSTOM)
    }

    pub(crate) fn is_numeric_text(&self) -> bool {
        self.edm == Edm::Text && self.display.as_deref() == Some("NonNegative")
    }

    /// The form a value takes on the wire: upper case where SAP keeps upper case, no leading zeros
    /// where SAP strips them.
    pub(crate) fn outer(&self, text: &str) -> String {
        let text =
            if self.display.as_deref() == Some("UpperCase") { text.to_uppercase() } else { text.to_owned() };
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if digits && (self.alpha || self.is_numeric_text()) {
            let stripped = text.trim_start_matches('0');
            return if stripped.is_empty() && self.is_numeric_text() { "0".into() } else { stripped.into() };
        }
        text
    }

    /// The form a value takes in a key: digits padded to the field's length, so that text order is
    /// document order.
    pub(crate) fn inner(&self, text: &str) -> String {
        let text = self.outer(text);
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match self.max_length {
            Some(width) if digits && (self.alpha || self.is_numeric_text()) => format!("{text:0>width$}"),
            _ => text,
        }
    }
}

/// A way from one entity to related ones.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Navigation {
    pub(crate) name: String,
    /// The entity set it leads to.
    pub(crate) target: String,
    pub(crate) many: bool,
    /// Pairs (own property, target's property) that are equal.
    pub(crate) on: Vec<(String, String)>,
    /// A hidden fact of the own row that is the first key of all it leads to, so that no table need be searched.
    pub(crate) along: Option<String>,
    /// Pairs (target's property, text) that hold for all it leads to.
    #[serde(default)]
    pub(crate) fixed: Vec<(String, String)>,
    /// In a V4 service: the V2 navigation under which the business rules know these parts.
    pub(crate) part: Option<String>,
    /// Entities may be created on it, although the target's own set may take none.
    #[serde(default)]
    pub(crate) insertable: bool,
}

/// One entity set with its type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntitySet {
    pub(crate) set: String,
    #[serde(rename = "type")]
    pub(crate) type_name: String,
    pub(crate) keys: Vec<String>,
    #[serde(default)]
    pub(crate) etag: bool,
    #[serde(default = "yes")]
    pub(crate) creatable: bool,
    #[serde(default = "yes")]
    pub(crate) updatable: bool,
    #[serde(default = "yes")]
    pub(crate) deletable: bool,
    pub(crate) properties: Vec<Property>,
    pub(crate) navigation: Vec<Navigation>,
    /// In a V4 service: the V2 entity set whose rows it shows; none when this world has no such rows.
    /// In a V2 service: the name of its table, when another version of the service has a set of the same name.
    pub(crate) table: Option<String>,
    /// In a V4 service: the type has `SAP__Messages`.
    #[serde(default)]
    pub(crate) messages: bool,
    #[serde(skip)]
    index: HashMap<String, usize>,
}

impl EntitySet {
    /// What a complex type is kept as: a set that has no keys and is in no table.
    pub(crate) fn keyless(name: String, properties: Vec<Property>) -> Self {
        Self {
            set: name.clone(),
            type_name: name,
            keys: Vec::new(),
            etag: false,
            creatable: false,
            updatable: false,
            deletable: false,
            properties,
            navigation: Vec::new(),
            table: None,
            messages: false,
            index: HashMap::new(),
        }
    }

    /// Adds a property, unless there is one of its name.
    pub(crate) fn extend(&mut self, property: Property) -> bool {
        let is_new = !self.index.contains_key(&property.name);
        if is_new {
            self.index.insert(property.name.clone(), self.properties.len());
            self.properties.push(property);
        }
        is_new
    }

    /// The names of the customer's own fields.
    pub(crate) fn custom(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().filter(|property| property.is_custom()).map(|property| property.name.as_str())
    }

    fn indexed(mut self) -> Arc<Self> {
        self.index = self.properties.iter().enumerate().map(|(at, p)| (p.name.clone(), at)).collect();
        Arc::new(self)
    }

    /// The name of the table that holds its rows.
    pub(crate) fn table(&self) -> &str {
        self.table.as_deref().unwrap_or(&self.set)
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.position(name).map(|at| &self.properties[at])
    }

    pub(crate) fn is_key(&self, name: &str) -> bool {
        self.keys.iter().any(|key| key == name)
    }

    pub(crate) fn navigation(&self, name: &str) -> Option<&Navigation> {
        self.navigation.iter().find(|n| n.name == name)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    service: String,
    #[serde(default = "first")]
    version: u32,
    namespace: String,
    entity_sets: Vec<EntitySet>,
    #[serde(default)]
    complex_types: Vec<ComplexType>,
    #[serde(default)]
    functions: Vec<Function>,
}

/// A service's metadata.
#[derive(Debug)]
pub(crate) struct Metadata {
    pub(crate) service: String,
    /// Named in the path by `;v=`; clients leave the first one out.
    pub(crate) version: u32,
    pub(crate) namespace: String,
    pub(crate) sets: Vec<Arc<EntitySet>>,
    /// Complex types, as sets without keys.
    pub(crate) complex: Vec<Arc<EntitySet>>,
    pub(crate) functions: Vec<Arc<Function>>,
}

impl Metadata {
    /// Reads a metadata file that is part of the program.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(text)?;
        Ok(Self {
            service: file.service,
            version: file.version,
            namespace: file.namespace,
            sets: file.entity_sets.into_iter().map(EntitySet::indexed).collect(),
            complex: file.complex_types.into_iter().map(|t| t.into_set().indexed()).collect(),
            functions: file.functions.into_iter().map(Arc::new).collect(),
        })
    }

    pub(crate) fn set(&self, name: &str) -> Option<&Arc<EntitySet>> {
        self.sets.iter().find(|set| set.set == name)
    }

    /// A set that no row has yet.
    pub(crate) fn set_mut(&mut self, wanted: impl Fn(&EntitySet) -> bool) -> Option<&mut EntitySet> {
        self.sets.iter_mut().find(|set| wanted(set)).and_then(Arc::get_mut)
    }

    pub(crate) fn complex(&self, name: &str) -> Option<&Arc<EntitySet>> {
        self.complex.iter().find(|complex| complex.type_name == name)
    }

    pub(crate) fn function(&self, name: &str) -> Option<&Arc<Function>> {
        self.functions.iter().find(|function| function.name == name)
    }
}
