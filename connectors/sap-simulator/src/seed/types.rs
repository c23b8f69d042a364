//! The parts of a seed.

use crate::odata::precondition::Etags;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

/// A user with a password.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Sign-in name, compared without case as SAP does.
    pub name: String,
    /// The password.
    pub password: String,
}

/// An OAuth2 client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OauthClient {
    /// `client_id`.
    pub id: String,
    /// `client_secret`.
    pub secret: String,
    /// The user its requests run as.
    pub user: String,
    /// Life of a token in seconds.
    pub expires_in: u32,
}

/// How the simulated release behaves.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    /// `required`, `optional` or `none`.
    pub etags: Etags,
    /// Orders with a net value above this wait for approval. Absent: none do.
    #[serde(deserialize_with = "optional_decimal")]
    pub approval_above: Option<Decimal>,
    /// Production orders must name their production version, as they must in some systems.
    pub production_version_required: bool,
    /// A posted goods movement is answered with an empty list of items, as some releases do.
    pub empty_items_after_posting: bool,
}

/// A company code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyCode {
    /// Four characters.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Local currency.
    pub currency: String,
    /// Its country.
    #[serde(default)]
    pub country: String,
    /// Its city.
    #[serde(default)]
    pub city: String,
    /// The chart its G/L accounts stand in.
    #[serde(default = "chart_of_accounts")]
    pub chart_of_accounts: String,
    /// The controlling area its cost centers stand in.
    #[serde(default = "controlling_area")]
    pub controlling_area: String,
}

fn chart_of_accounts() -> String {
    "YCOA".into()
}

fn controlling_area() -> String {
    "A000".into()
}

/// A plant.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plant {
    /// Four characters.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The company code it belongs to.
    pub company_code: String,
    /// Its storage locations.
    pub storage_locations: Vec<String>,
}

/// A supplier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// The number, without leading zeros.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Order currency.
    pub currency: String,
    /// Payment terms.
    pub payment_terms: String,
    /// Incoterms, such as `EXW`; may be empty.
    #[serde(default)]
    pub incoterms: String,
    /// The place that belongs to the incoterms.
    #[serde(default)]
    pub incoterms_location: String,
    /// The purchasing organizations it is maintained for.
    pub purchasing_organizations: Vec<String>,
    /// Blocked for purchasing.
    #[serde(default)]
    pub blocked: bool,
    /// Country of its address; without one it has no address.
    #[serde(default)]
    pub country: String,
    /// City of its address.
    #[serde(default)]
    pub city: String,
    /// Postal code of its address.
    #[serde(default)]
    pub postal_code: String,
    /// Street of its address, with the house number.
    #[serde(default)]
    pub street: String,
    /// E-mail address.
    #[serde(default)]
    pub email: String,
}

/// A material.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// The number, without leading zeros.
    pub id: String,
    /// Short text.
    pub text: String,
    /// Material group.
    pub group: String,
    /// Base unit of measure.
    pub base_unit: String,
    /// Price for one base unit, used when an order gives none.
    #[serde(default, deserialize_with = "optional_decimal")]
    pub price: Option<Decimal>,
    /// The plants it is maintained in.
    pub plants: Vec<String>,
    /// Stock is kept by batch.
    #[serde(default)]
    pub batch_managed: bool,
    /// Every piece has a serial number.
    #[serde(default)]
    pub serialized: bool,
    /// Units besides the base unit.
    #[serde(default)]
    pub alternative_units: Vec<AlternativeUnit>,
}

impl Material {
    /// How many base units one of `unit` is; none when the material is not handled in it.
    pub(crate) fn factor(&self, unit: &str) -> Option<Decimal> {
        if unit == self.base_unit {
            return Some(Decimal::ONE);
        }
        self.alternative_units.iter().find(|other| other.unit == unit).map(|other| other.base_quantity)
    }
}

/// Another unit of a material.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeUnit {
    /// The unit.
    pub unit: String,
    /// How many base units one of it is.
    #[serde(deserialize_with = "decimal")]
    pub base_quantity: Decimal,
}

/// Stock to begin with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// The material.
    pub material: String,
    /// The plant.
    pub plant: String,
    /// The storage location in that plant.
    pub storage_location: String,
    /// The batch, for materials kept by batch.
    #[serde(default)]
    pub batch: String,
    /// How much, in base units, for unrestricted use.
    #[serde(deserialize_with = "decimal")]
    pub quantity: Decimal,
    /// The pieces' serial numbers, for materials that have them.
    #[serde(default)]
    pub serial_numbers: Vec<String>,
}

/// A work center.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkCenter {
    /// Up to eight characters.
    pub id: String,
    /// Its plant.
    pub plant: String,
}

/// A piece of equipment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equipment {
    /// The number, without leading zeros.
    pub id: String,
    /// Its description.
    pub text: String,
    /// The plant it stands in.
    pub plant: String,
    /// The work center that looks after it.
    pub work_center: String,
    /// The functional location it is installed at; may be empty.
    #[serde(default)]
    pub functional_location: String,
    /// The cost center that pays for its maintenance; may be empty.
    #[serde(default)]
    pub cost_center: String,
}

/// A functional location.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionalLocation {
    /// Its label, such as `1010-SPA-PMP`.
    pub id: String,
    /// Its description.
    pub text: String,
    /// The plant it belongs to.
    pub plant: String,
    /// The work center that looks after it.
    pub work_center: String,
    /// The cost center that pays for its maintenance; may be empty.
    #[serde(default)]
    pub cost_center: String,
}

/// A decimal as text or as a JSON number; digits are kept as written.
pub(super) fn optional_decimal<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Decimal>, D::Error> {
    let text = match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let wrong = |_| serde::de::Error::custom(format!("'{text}' is not a decimal number"));
    text.parse().map(Some).map_err(wrong)
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    optional_decimal(deserializer)?.ok_or_else(|| serde::de::Error::custom("a decimal number is missing"))
}
