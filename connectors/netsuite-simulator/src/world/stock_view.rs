//! The figures that records show of the stock: an item's locations and sums, a lot's quantities, and what
//! is on order.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Cell, Line, Record, World};

/// Sums by location, then over all of them, as cells of a record.
type Shown = BTreeMap<Option<u64>, Vec<(&'static str, Decimal)>>;

impl World {
    /// Writes the stock of an item into its record and those of its lots. The records' times stay: a
    /// quantity is no change of the item.
    pub(super) fn show_stock(&mut self, item: u64) {
        let figures = self.figures(item);
        let shown: Shown = figures
            .iter()
            .map(|(location, at)| {
                let cells = vec![
                    ("quantityOnHand", at.on_hand),
                    ("quantityAvailable", at.available),
                    ("quantityOnOrder", at.on_order),
                ];
                (*location, cells)
            })
            .collect();
        let types: Vec<String> = self.types.targets("item").iter().map(|one| one.name.clone()).collect();
        for name in types {
            self.show(&name, item, &shown);
        }
        for (number, shown) in self.numbers(item) {
            self.show("inventoryNumber", number, &shown);
        }
    }

    /// The quantities of an item's lots and serial numbers by the id of their record.
    fn numbers(&self, item: u64) -> BTreeMap<u64, Shown> {
        let mut numbers: BTreeMap<u64, BTreeMap<Option<u64>, (Decimal, Decimal)>> = BTreeMap::new();
        for (shelf, quantity) in self.stock.shelves.iter().filter(|(shelf, _)| shelf.item == item) {
            let record = shelf.number.as_deref().and_then(|number| self.number_of(item, number));
            let Some(id) = record.map(|record| record.id) else { continue };
            let at = numbers.entry(id).or_default().entry(shelf.location).or_default();
            at.0 += quantity;
            if self.makes_available(shelf.status) {
                at.1 += quantity;
            }
        }
        let cells =
            |(held, free): (Decimal, Decimal)| vec![("quantityOnHand", held), ("quantityAvailable", free)];
        numbers
            .into_iter()
            .map(|(id, places)| (id, places.into_iter().map(|(place, sums)| (place, cells(sums))).collect()))
            .collect()
    }

    fn show(&mut self, record_type: &str, id: u64, shown: &Shown) {
        let Some(one) = self.types.get(record_type).cloned() else { return };
        let Some(record) = self.tables.get_mut(record_type).and_then(|table| table.get_mut(&id)) else {
            return;
        };
        let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
        for (location, cells) in shown {
            for (field, quantity) in cells {
                *sums.entry(*field).or_default() += quantity;
            }
            if let Some(location) = location.filter(|_| one.sublists.contains_key("locations")) {
                show_at(record, location, cells);
            }
        }
        for (field, quantity) in sums {
            if one.fields.contains_key(field) {
                record.cells.insert(field.to_owned(), Cell::Decimal(quantity));
            }
        }
    }

    /// Takes an order's open quantities as on order, or off again.
    pub(super) fn count_on_order(&mut self, order: &Record, coming: bool) -> Vec<u64> {
        let mut items = Vec::new();
        if order.record_type != "purchaseOrder" || !matches!(order.id_in("status"), Some("B" | "D" | "E")) {
            return items;
        }
        let header = order.id_in("location").and_then(|id| id.parse().ok());
        for line in order.lines("item").iter().filter(|line| !line.flag("isClosed")) {
            let open = line.decimal("quantity") - line.decimal("quantityReceived");
            let Some(item) = line.id_in("item").and_then(|id| id.parse().ok()) else { continue };
            let location = line.id_in("location").and_then(|id| id.parse().ok()).or(header);
            let sum = self.stock.on_order.entry((item, location)).or_default();
            *sum += if coming { open } else { -open };
            items.push(item);
        }
        items
    }

    /// Takes the quantities of an item's `locations` in a seed as its opening stock.
    pub(crate) fn open_stock(&mut self, record_type: &str, id: u64, now: DateTime<Utc>) {
        let Some(record) = self.get(record_type, id) else { return };
        let opening: Vec<(Option<u64>, Decimal)> = record
            .lines("locations")
            .iter()
            .filter(|line| line.cells.contains_key("quantityOnHand"))
            .map(|line| {
                (line.id_in("location").and_then(|id| id.parse().ok()), line.decimal("quantityOnHand"))
            })
            .collect();
        for (location, quantity) in opening {
            let shelf = super::Shelf { item: id, location, bin: None, number: None, status: super::GOOD };
            *self.stock.shelves.entry(shelf).or_default() += quantity;
            self.stock.changed.insert((id, location), now);
        }
        // Lines are keyed by their location from here on, as `locationId` says.
        if let Some(record) = self.tables.get_mut(record_type).and_then(|table| table.get_mut(&id)) {
            for line in record.sublists.get_mut("locations").into_iter().flatten() {
                line.key = line.id_in("location").and_then(|id| id.parse().ok()).unwrap_or(line.key);
            }
        }
        self.show_stock(id);
    }

    /// Adds up the stock of all locations, as an account without multi-location inventory keeps it.
    pub(crate) fn forget_locations(&mut self) {
        let shelves = std::mem::take(&mut self.stock.shelves);
        for (shelf, quantity) in shelves {
            let shelf = super::Shelf { location: None, bin: None, ..shelf };
            *self.stock.shelves.entry(shelf).or_default() += quantity;
        }
    }
}

/// Writes the quantities of one location into the record's `locations`.
fn show_at(record: &mut Record, location: u64, cells: &[(&'static str, Decimal)]) {
    let lines = record.sublists.entry("locations".into()).or_default();
    let at = lines.iter().position(|line| line.key == location).unwrap_or_else(|| {
        let cells = BTreeMap::from([("location".to_owned(), Cell::Reference(location.to_string()))]);
        let at = lines.partition_point(|line| line.key < location);
        lines.insert(at, Line { key: location, cells });
        at
    });
    for (field, quantity) in cells {
        lines[at].cells.insert((*field).to_owned(), Cell::Decimal(*quantity));
    }
}
