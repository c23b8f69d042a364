//! Inventory levels: how much lies where, from the stock service.

mod capabilities;
mod fields;
mod place;

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Decimal, InventoryLevel, Page, Query, Record, Version};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::errors::About;
use crate::mapping::unified;
use crate::odata;
use crate::service::Service;

pub(crate) use capabilities::capabilities;
pub(crate) use place::Place;

/// Below the system's address.
pub(crate) const PATH: &str = "sap/opu/odata/sap/API_MATERIAL_STOCK_SRV";
pub(crate) const ABOUT: About =
    About { name: "API_MATERIAL_STOCK_SRV", arrangement: "the communication arrangement for this service" };
pub(crate) const STOCK: &str = "A_MatlStkInAcctMod";
const QUANTITY: &str = "MatlWrhsStkQtyInMatlBaseUnit";

/// For unrestricted use, and nobody else's.
const USABLE: &str = "InventoryStockType eq '01' and InventorySpecialStockType eq ''";

/// The stock of one SAP system.
#[derive(Debug, Clone)]
pub(crate) struct InventoryLevels {
    pub(crate) service: Service,
}

/// What lies at a place, with the rows that say so.
#[derive(Debug, Clone)]
struct Level {
    place: Place,
    rows: Vec<Value>,
}

impl InventoryLevels {
    /// What lies at a place in the base unit, and that unit; nothing where nothing ever lay.
    pub(crate) async fn on_hand(
        &self,
        session: &Session,
        place: &Place,
    ) -> Result<Option<(Decimal, String)>, Trouble> {
        let level = self.level(session, place).await?;
        level.map(|level| Ok((level.quantity()?, level.unit().to_owned()))).transpose()
    }

    /// Pages by key, so that new levels never shift a page.
    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let limit = usize::from(query.limit.max(1));
        let too_long =
            |value: &Option<String>, most| value.as_ref().is_some_and(|v| v.chars().count() > most);
        if too_long(&query.item_id, 40) || too_long(&query.location_id, 4) {
            return Ok(Page::default());
        }
        let equal = |property: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{property} eq {}", odata::string_literal(value)))
        };
        let after = query.cursor.as_deref().and_then(Place::parse);
        let filter: Vec<String> = [
            Some(USABLE.to_owned()),
            after.as_ref().map(Place::comes_before),
            equal("Material", &query.item_id),
            equal("Plant", &query.location_id),
        ]
        .into_iter()
        .flatten()
        .collect();
        // One row more tells whether the last level is whole, and whether another follows.
        let (rows, cut) = self.rows(session, filter.join(" and "), Some(limit + 1)).await?;
        let more = cut || rows.len() > limit;
        let mut levels = levels(rows);
        if more && levels.len() > 1 {
            levels.pop();
        }
        levels.truncate(limit);
        let next_cursor = levels.last().filter(|_| more).map(|level| level.place.id());
        let records: Result<Vec<Record>, Trouble> =
            levels.into_iter().map(|level| level.record(query.include_native)).collect();
        Ok(Page { records: records?, next_cursor })
    }

    async fn level(&self, session: &Session, place: &Place) -> Result<Option<Level>, Trouble> {
        let (rows, _) = self.rows(session, format!("{USABLE} and {}", place.is()), None).await?;
        Ok((!rows.is_empty()).then(|| Level { place: place.clone(), rows }))
    }

    /// Rows in the order of their keys, and whether SAP cut the list off.
    async fn rows(
        &self,
        session: &Session,
        filter: String,
        top: Option<usize>,
    ) -> Result<(Vec<Value>, bool), Trouble> {
        let mut options = vec![("$filter", filter), ("$orderby", place::PROPERTIES.join(","))];
        options.extend(top.map(|top| ("$top", top.to_string())));
        self.service.list(session, STOCK, &options).await
    }
}

/// Rows of the same place together, in their order.
fn levels(rows: Vec<Value>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for row in rows {
        let place = Place::of(&row);
        match levels.last_mut().filter(|level| level.place == place) {
            Some(level) => level.rows.push(row),
            None => levels.push(Level { place, rows: vec![row] }),
        }
    }
    levels
}

impl Level {
    fn quantity(&self) -> Result<Decimal, Trouble> {
        let mut quantities = self.rows.iter().map(|row| odata::decimal_from_native(&row[QUANTITY]));
        let sum = quantities.try_fold(Decimal::ZERO, |sum, quantity| sum.checked_add(quantity?));
        sum.map(|sum| sum.normalized()).ok_or_else(|| {
            let detail = format!("the stock of {} is no exact decimal", self.place.id());
            Trouble::new(TroubleKind::Unreadable, detail)
        })
    }

    fn unit(&self) -> &str {
        self.rows.first().map_or("", |row| odata::text(row, "MaterialBaseUnit"))
    }

    fn record(self, native: bool) -> Result<Record, Trouble> {
        let id = self.place.id();
        let on_hand = self.quantity()?;
        let mut level = unified(fields::LEVEL, "", self.rows.first().unwrap_or(&Value::Null));
        let digest = Sha256::digest(format!("{id} {on_hand} {}", self.unit()));
        level.insert("id".into(), json!(id));
        level.insert("on_hand".into(), json!(on_hand));
        level.insert("version".into(), json!(Version::new(hex::encode(&digest[..8]))));
        let mut level: InventoryLevel = serde_json::from_value(Value::Object(level)).map_err(|error| {
            Trouble::new(TroubleKind::Unreadable, format!("the stock of {id} is not as expected: {error}"))
        })?;
        level.native = native.then(|| json!({ STOCK: self.rows }));
        Ok(Record::InventoryLevel(Box::new(level)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_place_are_added_up_exactly() {
        let row = |batch: &str, quantity: &str| {
            json!({"Material": "M", "Plant": "P", "StorageLocation": "S", "Batch": batch,
                "MaterialBaseUnit": "KG", QUANTITY: quantity})
        };
        let levels = levels(vec![row("A", "0.10000000000000"), row("A", "0.20000000000000"), row("B", "7")]);
        let quantities: Vec<String> =
            levels.iter().map(|level| level.quantity().unwrap().to_string()).collect();
        assert_eq!(quantities, ["0.3", "7"]);
        let broken = Level { rows: vec![row("A", "x")], place: levels[0].place.clone() };
        assert_eq!(broken.quantity().unwrap_err().kind, TroubleKind::Unreadable);
        let Record::InventoryLevel(level) = levels[0].clone().record(true).unwrap() else { unreachable!() };
        let native = level.native.expect("it was asked for");
        assert_eq!(native[STOCK].as_array().map(Vec::len), Some(2), "an object, as everywhere: {native}");
    }
}
