//! How a material is made in-house: bill of materials and routing, joined by a production version.

use super::Seed;
use super::types::optional_decimal;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

/// A production version: what a material is made of, and by which operations.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductionVersion {
    /// Four characters, such as `0001`.
    pub id: String,
    /// The material made.
    pub material: String,
    /// Where it is made.
    pub plant: String,
    /// The components of one base unit.
    pub bill_of_materials: Vec<BillOfMaterialItem>,
    /// The operations, in their order.
    pub routing: Vec<RoutingOperation>,
}

/// A component of a bill of materials.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillOfMaterialItem {
    /// The material needed.
    pub material: String,
    /// How much of it one unit takes, in the component's base unit.
    #[serde(deserialize_with = "decimal")]
    pub quantity: Decimal,
    /// The operation that uses it; the first one when empty.
    #[serde(default)]
    pub operation: String,
    /// Where it is taken from; may be empty.
    #[serde(default)]
    pub storage_location: String,
}

/// An operation of a routing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutingOperation {
    /// Four digits, such as `0010`.
    pub number: String,
    /// What is done.
    pub text: String,
    /// Where it is done.
    pub work_center: String,
    /// The control profile, such as `YBP1`.
    pub control_profile: String,
    /// Minutes of machine time for one unit.
    #[serde(deserialize_with = "decimal")]
    pub minutes: Decimal,
}

fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    optional_decimal(deserializer)?.ok_or_else(|| serde::de::Error::custom("a decimal number is missing"))
}

impl Seed {
    /// The production version of a material in a plant: the one named, or the first.
    pub(crate) fn production_version(
        &self,
        material: &str,
        plant: &str,
        id: &str,
    ) -> Option<&ProductionVersion> {
        self.production_versions.iter().find(|version| {
            version.material == material && version.plant == plant && (id.is_empty() || version.id == id)
        })
    }

    /// Says which reference of a production version leads nowhere.
    pub(super) fn check_production(&self) -> Result<(), String> {
        for version in &self.production_versions {
            let what = format!("production_versions '{}' of '{}'", version.id, version.material);
            let wrong =
                |key: &str, id: &str| Err(format!("{what}, {key} refers to '{id}', which is not there"));
            let in_plant =
                |id: &str| self.material(id).is_some_and(|material| material.plants.contains(&version.plant));
            if !in_plant(&version.material) {
                return wrong("material", &version.material);
            }
            if version.routing.is_empty() {
                return Err(format!("{what} has no routing"));
            }
            for item in &version.bill_of_materials {
                if !in_plant(&item.material) {
                    return wrong("bill_of_materials", &item.material);
                }
                let operation = &item.operation;
                if !operation.is_empty() && !version.routing.iter().any(|step| step.number == *operation) {
                    return wrong("operation", operation);
                }
            }
            for step in &version.routing {
                if !self.has_work_center(&step.work_center, &version.plant) {
                    return wrong("work_center", &step.work_center);
                }
            }
        }
        Ok(())
    }
}
