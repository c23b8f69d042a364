//! Fields that a customer added to SAP's own types.

use serde::Deserialize;

/// A customer's own field; it becomes a property of an entity set that can be written and filtered on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomField {
    /// The V2 service, without a version: all its versions have the field.
    pub service: String,
    /// The entity set.
    pub set: String,
    /// `YY1_`, a name, and a suffix of the type it was added to.
    pub name: String,
    /// `Edm.String`, `Edm.Boolean` or `Edm.Decimal`.
    #[serde(rename = "type")]
    pub kind: CustomFieldType,
    /// Of a text.
    #[serde(default)]
    pub max_length: Option<usize>,
    /// Of a number: digits in all.
    #[serde(default)]
    pub precision: Option<u32>,
    /// Of a number: decimal places.
    #[serde(default)]
    pub scale: Option<u32>,
}

/// What a customer's own field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum CustomFieldType {
    /// `Edm.String`.
    #[serde(rename = "Edm.String")]
    Text,
    /// `Edm.Boolean`.
    #[serde(rename = "Edm.Boolean")]
    Boolean,
    /// `Edm.Decimal`.
    #[serde(rename = "Edm.Decimal")]
    Decimal,
}
