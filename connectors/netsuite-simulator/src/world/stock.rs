//! The stock: how much of an item lies where. Transactions move it; nothing else writes it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::{Cell, Draft, Record, World};
use crate::http::{Locus, Problem};

/// The inventory status of goods that nobody gave another one.
pub(crate) const GOOD: u64 = 1;

/// One place of stock: the finest grain at which quantities are kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Shelf {
    /// Internal id of the item.
    pub(crate) item: u64,
    /// Internal id of the location; none without multi-location inventory.
    pub(crate) location: Option<u64>,
    /// Internal id of the bin.
    pub(crate) bin: Option<u64>,
    /// The lot or serial number, as its text.
    pub(crate) number: Option<String>,
    /// Internal id of the inventory status.
    pub(crate) status: u64,
}

/// A quantity that comes to a shelf, or leaves it when negative.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    pub(crate) shelf: Shelf,
    /// In the item's stock unit.
    pub(crate) quantity: Decimal,
    /// When a new lot expires.
    pub(crate) expires: Option<NaiveDate>,
    /// The place in the body that says so, for errors.
    pub(crate) path: String,
}

/// On hand and on order at one location.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) on_hand: Decimal,
    /// On hand in statuses that make goods available.
    pub(crate) available: Decimal,
    pub(crate) on_order: Decimal,
}

/// What lies on all shelves.
#[derive(Debug, Default)]
pub(crate) struct Stock {
    pub(super) shelves: BTreeMap<Shelf, Decimal>,
    /// What each transaction moved, so that it can be taken back.
    posted: HashMap<u64, Vec<Movement>>,
    /// When the quantity of an item at a location changed last.
    pub(super) changed: BTreeMap<(u64, Option<u64>), DateTime<Utc>>,
    /// Open quantities of purchase orders.
    pub(super) on_order: BTreeMap<(u64, Option<u64>), Decimal>,
}

impl World {
    /// Whether a transaction (0: none) could move these quantities instead of what it moved before.
    ///
    /// Lots, serial numbers and bins never hold less than nothing, other stock only where the account
    /// allows it; a serial number is one piece.
    pub(crate) fn may_move(&self, transaction: u64, movements: &[Movement]) -> Result<(), Problem> {
        let mut net: BTreeMap<&Shelf, (Decimal, &str)> = BTreeMap::new();
        let old = self.stock.posted.get(&transaction).map_or(&[][..], Vec::as_slice);
        for (movement, quantity) in movements
            .iter()
            .map(|movement| (movement, movement.quantity))
            .chain(old.iter().map(|movement| (movement, -movement.quantity)))
        {
            let entry = net.entry(&movement.shelf).or_insert((Decimal::ZERO, &movement.path));
            entry.0 += quantity;
        }
        for (shelf, (change, path)) in &net {
            let after = self.on_shelf(shelf) + change;
            let bounded = shelf.number.is_some() || shelf.bin.is_some() || !self.switches.negative_stock;
            if *change < Decimal::ZERO && after < Decimal::ZERO && bounded {
                return Err(self.too_little(shelf, after - change, path));
            }
            if *change > Decimal::ZERO && self.is_serial(shelf.item) && shelf.number.is_some() {
                let elsewhere: Decimal = net
                    .iter()
                    .filter(|(other, _)| other.item == shelf.item && other.number == shelf.number)
                    .map(|(_, (change, _))| change)
                    .sum();
                let number = shelf.number.as_deref().unwrap_or_default();
                if self.on_number(shelf.item, number) + elsewhere > Decimal::ONE {
                    return Err(Problem::user(format!("Serial number {number} is already on hand."))
                        .at(Locus::Body((*path).to_owned())));
                }
            }
        }
        Ok(())
    }

    /// Moves quantities for a transaction (0: none) instead of what it moved before. `may_move` comes first.
    pub(crate) fn move_stock(
        &mut self,
        transaction: u64,
        movements: Vec<Movement>,
        now: DateTime<Utc>,
        by: &str,
    ) {
        let mut items: Vec<u64> = Vec::new();
        let old = self.stock.posted.remove(&transaction).unwrap_or_default();
        let taken_back =
            old.into_iter().map(|movement| Movement { quantity: -movement.quantity, ..movement });
        for movement in taken_back.chain(movements.iter().cloned()) {
            let Movement { shelf, quantity, expires, .. } = movement;
            if let Some(number) = &shelf.number {
                self.know_number(shelf.item, number, expires, now, by);
            }
            items.push(shelf.item);
            self.stock.changed.insert((shelf.item, shelf.location), now);
            *self.stock.shelves.entry(shelf).or_default() += quantity;
        }
        if transaction > 0 && !movements.is_empty() {
            self.stock.posted.insert(transaction, movements);
        }
        self.show_each(items);
    }

    /// What lies on a shelf.
    pub(crate) fn on_shelf(&self, shelf: &Shelf) -> Decimal {
        self.stock.shelves.get(shelf).copied().unwrap_or_default()
    }

    /// What is on hand of a lot or serial number, everywhere.
    fn on_number(&self, item: u64, number: &str) -> Decimal {
        let shelves = self.stock.shelves.iter();
        let of_number =
            shelves.filter(|(shelf, _)| shelf.item == item && shelf.number.as_deref() == Some(number));
        of_number.map(|(_, quantity)| quantity).sum()
    }

    /// On hand and on order of an item, by location.
    pub(crate) fn figures(&self, item: u64) -> BTreeMap<Option<u64>, Figures> {
        let mut figures: BTreeMap<Option<u64>, Figures> = BTreeMap::new();
        for (shelf, quantity) in self.stock.shelves.iter().filter(|(shelf, _)| shelf.item == item) {
            let at = figures.entry(shelf.location).or_default();
            at.on_hand += quantity;
            if self.makes_available(shelf.status) {
                at.available += quantity;
            }
        }
        for ((_, location), quantity) in self.stock.on_order.iter().filter(|((of, _), _)| *of == item) {
            figures.entry(*location).or_default().on_order += quantity;
        }
        figures
    }

    /// All shelves that hold something, in the order of items and locations.
    pub(crate) fn shelves(&self) -> impl Iterator<Item = (&Shelf, Decimal)> {
        self.stock.shelves.iter().filter(|(_, quantity)| !quantity.is_zero()).map(|(at, held)| (at, *held))
    }

    /// When the quantity of an item at a location changed last.
    pub(crate) fn stock_changed(&self, item: u64, location: Option<u64>) -> Option<DateTime<Utc>> {
        self.stock.changed.get(&(item, location)).copied()
    }

    /// Whether goods in this inventory status count as available.
    pub(crate) fn makes_available(&self, status: u64) -> bool {
        let status = self.get("inventoryStatus", status);
        let flag = status.and_then(|status| status.cells.get("inventoryAvailable"));
        !matches!(flag, Some(Cell::Flag(false)))
    }

    /// The inventory number record of a lot or serial number.
    pub(crate) fn number_of(&self, item: u64, number: &str) -> Option<&Record> {
        let item = item.to_string();
        self.all("inventoryNumber").find(|record| {
            record.id_in("item") == Some(item.as_str())
                && record.text("inventoryNumber").as_deref() == Some(number)
        })
    }

    fn is_serial(&self, item: u64) -> bool {
        self.get("serializedInventoryItem", item).is_some()
    }

    fn know_number(
        &mut self,
        item: u64,
        number: &str,
        expires: Option<NaiveDate>,
        now: DateTime<Utc>,
        by: &str,
    ) {
        if self.number_of(item, number).is_some() {
            return;
        }
        let Some(one) = self.types.get("inventoryNumber").cloned() else { return };
        let mut draft = Draft::new(&one);
        draft.set("inventoryNumber", Cell::Text(number.to_owned()));
        draft.set("item", Cell::Reference(item.to_string()));
        if let Some(date) = expires {
            draft.set("expirationDate", Cell::Date(date));
        }
        // Only a duplicate external id could refuse it, and it has none.
        let _ = self.save(draft, now, by);
    }

    fn too_little(&self, shelf: &Shelf, held: Decimal, path: &str) -> Problem {
        let named = |target: &str, id: u64| {
            self.follow(target, &id.to_string())
                .map_or_else(|| id.to_string(), |record| self.display_name(record))
        };
        let mut place = String::new();
        if let Some(number) = &shelf.number {
            place.push_str(&format!(", number {number}"));
        }
        if let Some(location) = shelf.location {
            place.push_str(&format!(", location {}", named("location", location)));
        }
        if let Some(bin) = shelf.bin {
            place.push_str(&format!(", bin {}", named("bin", bin)));
        }
        let item = named("item", shelf.item);
        let detail =
            format!("The quantity on hand is not sufficient: {} of item {item}{place}.", held.normalize());
        Problem::user(detail).at(Locus::Body(path.to_owned()))
    }
}
