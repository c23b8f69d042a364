//! The world the simulator starts with: users, master data and switches, read from one JSON file.

mod check;
mod custom_field;
mod partners;
mod production;
mod types;

pub use custom_field::{CustomField, CustomFieldType};
pub use partners::{Bank, CostCenterDetail, Details, GlAccountDetail, Grouping, Partners};
pub use production::{BillOfMaterialItem, ProductionVersion, RoutingOperation};
pub use types::{
    AlternativeUnit, CompanyCode, Equipment, FunctionalLocation, Material, OauthClient, Plant, Stock,
    Supplier, Switches, User, WorkCenter,
};

use crate::Error;
use serde::Deserialize;
use std::path::Path;

const DEFAULT_WORLD: &str = include_str!("../../seed/default.json");

/// A whole world. The README describes every key; unknown keys are refused.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The SAP client, `sap-client`.
    pub client: String,
    /// The system id, part of the session cookie's name.
    pub system_id: String,
    /// Who may sign in with a password.
    pub users: Vec<User>,
    /// Who may sign in with OAuth2 client credentials.
    #[serde(default)]
    pub oauth_clients: Vec<OauthClient>,
    /// How the simulated release behaves.
    #[serde(default)]
    pub switches: Switches,
    /// Company codes.
    pub company_codes: Vec<CompanyCode>,
    /// Plants.
    pub plants: Vec<Plant>,
    /// Purchasing organizations.
    pub purchasing_organizations: Vec<String>,
    /// Purchasing groups.
    pub purchasing_groups: Vec<String>,
    /// Document types derived from NB; others are refused.
    pub purchase_order_types: Vec<String>,
    /// Document types that exist but that the service does not support.
    #[serde(default)]
    pub unsupported_order_types: Vec<String>,
    /// Currencies, ISO 4217.
    pub currencies: Vec<String>,
    /// Units of measure, in SAP's commercial form.
    pub units: Vec<String>,
    /// Payment terms.
    pub payment_terms: Vec<String>,
    /// Tax codes.
    #[serde(default)]
    pub tax_codes: Vec<String>,
    /// Suppliers.
    pub suppliers: Vec<Supplier>,
    /// What business partners may refer to.
    #[serde(default)]
    pub partners: Partners,
    /// Materials.
    pub materials: Vec<Material>,
    /// G/L accounts.
    #[serde(default)]
    pub gl_accounts: Vec<String>,
    /// Cost centers.
    #[serde(default)]
    pub cost_centers: Vec<String>,
    /// Names and the like of ids that are only listed above.
    #[serde(default)]
    pub details: Details,
    /// Internal orders.
    #[serde(default)]
    pub orders: Vec<String>,
    /// Projects' WBS elements.
    #[serde(default)]
    pub wbs_elements: Vec<String>,
    /// Reasons for goods movements and for differences of a count, up to four digits.
    #[serde(default)]
    pub movement_reasons: Vec<String>,
    /// Stock to begin with.
    #[serde(default)]
    pub stock: Vec<Stock>,
    /// Work centers, for maintenance and production orders.
    #[serde(default)]
    pub work_centers: Vec<WorkCenter>,
    /// Pieces of equipment, for maintenance orders.
    #[serde(default)]
    pub equipment: Vec<Equipment>,
    /// Places where equipment stands, for maintenance orders.
    #[serde(default)]
    pub functional_locations: Vec<FunctionalLocation>,
    /// Types of maintenance orders.
    #[serde(default)]
    pub maintenance_order_types: Vec<String>,
    /// Types of production orders.
    #[serde(default)]
    pub production_order_types: Vec<String>,
    /// How materials are made in-house.
    #[serde(default)]
    pub production_versions: Vec<ProductionVersion>,
    /// The customer's own fields; a start with a set that no service has, or a name that it has already, fails.
    #[serde(default)]
    pub custom_fields: Vec<CustomField>,
}

impl Seed {
    /// The built-in world.
    #[must_use]
    pub fn default_world() -> Self {
        Self::from_json(DEFAULT_WORLD).expect("the built-in seed is checked by a test")
    }

    /// Reads a world from a file.
    ///
    /// # Errors
    /// When the file cannot be read, is no JSON, has an unknown or missing key, or refers to master data
    /// that is not in it. The error names the key.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        Self::from_json(&text)
    }

    /// Reads a world from text, as [`Seed::from_file`] does.
    ///
    /// # Errors
    /// As [`Seed::from_file`].
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let seed: Self = serde_json::from_str(text).map_err(|error| Error::Seed(error.to_string()))?;
        seed.check().map_err(Error::Seed)?;
        Ok(seed)
    }

    pub(crate) fn company_code(&self, id: &str) -> Option<&CompanyCode> {
        self.company_codes.iter().find(|company| company.id == id)
    }

    pub(crate) fn plant(&self, id: &str) -> Option<&Plant> {
        self.plants.iter().find(|plant| plant.id == id)
    }

    pub(crate) fn material(&self, id: &str) -> Option<&Material> {
        self.materials.iter().find(|material| material.id == id)
    }

    /// Is it a work center of this plant?
    pub(crate) fn has_work_center(&self, id: &str, plant: &str) -> bool {
        self.work_centers.iter().any(|center| center.id == id && center.plant == plant)
    }

    pub(crate) fn equipment(&self, id: &str) -> Option<&Equipment> {
        self.equipment.iter().find(|equipment| equipment.id == id)
    }

    pub(crate) fn functional_location(&self, id: &str) -> Option<&FunctionalLocation> {
        self.functional_locations.iter().find(|location| location.id == id)
    }
}
