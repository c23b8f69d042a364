//! Stock that a seed, or somebody else, puts on a shelf.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use crate::http::Problem;
use crate::world::{GOOD, Movement, Record, Shelf, World};

/// A quantity of an item at a place. Records are named by internal id or external id; bins also by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StockEntry {
    /// The item.
    pub item: String,
    /// The location; none without multi-location inventory.
    #[serde(default)]
    pub location: Option<String>,
    /// The bin.
    #[serde(default)]
    pub bin: Option<String>,
    /// The lot or serial number.
    #[serde(default)]
    pub number: Option<String>,
    /// When a new lot expires.
    #[serde(default)]
    pub expires: Option<chrono::NaiveDate>,
    /// Internal id of the inventory status; 1 without it.
    #[serde(default)]
    pub status: Option<u64>,
    /// Signed, as text or number.
    pub quantity: Value,
}

impl StockEntry {
    /// The movement that the entry asks for.
    pub(crate) fn movement(&self, world: &World) -> Result<Movement, Problem> {
        let text = self.quantity.as_str().map_or_else(|| self.quantity.to_string(), str::to_owned);
        let quantity = Decimal::from_str_exact(&text)
            .map_err(|_| Problem::field_value(&text, "quantity", "quantity"))?;
        let optional = |target: &'static str, name: &Option<String>| {
            name.as_deref().map(|name| named(world, target, name).map(|record| record.id)).transpose()
        };
        let shelf = Shelf {
            item: named(world, "item", &self.item)?.id,
            location: optional("location", &self.location)?,
            bin: optional("bin", &self.bin)?,
            number: self.number.clone(),
            status: self.status.unwrap_or(GOOD),
        };
        Ok(Movement { shelf, quantity, expires: self.expires, path: "quantity".into() })
    }
}

fn named<'w>(world: &'w World, target: &str, name: &str) -> Result<&'w Record, Problem> {
    let group = world.types.targets(target).first().map_or(target, |one| one.group.as_str());
    let by_name = || {
        let mut records = world.types.targets(target).into_iter().flat_map(|one| world.all(&one.name));
        records.find(|record| world.display_name(record) == name)
    };
    world
        .follow(target, name)
        .or_else(|| world.by_external_id(group, name))
        .or_else(by_name)
        .ok_or_else(|| Problem::field_value(name, target, target))
}
