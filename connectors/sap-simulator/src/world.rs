//! Everything the simulator remembers.

use crate::clock::Clock;
use crate::faults::Faults;
use crate::front::sessions::Sessions;
use crate::odata::metadata::Metadata;
use crate::odata::table::Tables;
use crate::periods::Periods;
use crate::seed::Seed;
use crate::services::{self, Service, Work};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// How many requests the ledger remembers.
const REMEMBERED: usize = 1000;

/// One request as the ledger shows it.
#[derive(Debug, Clone)]
pub(crate) struct Logged {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Absent when no answer was sent.
    pub(crate) status: Option<u16>,
    pub(crate) committed: bool,
}

/// Counters of the number ranges.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    pub(crate) purchase_order: u64,
    pub(crate) production_order: u64,
    pub(crate) maintenance_order: u64,
    /// Reservations of components, for both kinds of order.
    pub(crate) reservation: u64,
    /// The operations of an order, for both kinds of order.
    pub(crate) routing: u64,
    /// Confirmations, one number for each operation of both kinds of order.
    pub(crate) confirmation: u64,
    /// The last number given, by grouping.
    pub(crate) business_partners: BTreeMap<String, u64>,
    address: u64,
    relationship: u64,
    /// Goods receipts for orders.
    pub(crate) goods_receipt: u64,
    /// All other goods movements.
    pub(crate) goods_movement: u64,
    pub(crate) physical_inventory: u64,
    pub(crate) batch: u64,
    pub(crate) serial_number: u64,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            purchase_order: 4_500_000_000,
            production_order: 1_000_000,
            maintenance_order: 4_000_000,
            reservation: 0,
            routing: 0,
            confirmation: 0,
            business_partners: BTreeMap::new(),
            // The seed's addresses have the numbers below.
            address: 20_000,
            relationship: 0,
            goods_receipt: 5_000_000_000,
            goods_movement: 4_900_000_000,
            physical_inventory: 100_000_000,
            batch: 0,
            serial_number: 0,
        }
    }
}

impl Numbers {
    /// A number for an address or for a person's communication data.
    pub(crate) fn next_address(&mut self) -> String {
        self.address += 1;
        self.address.to_string()
    }

    /// A number for a relationship of two business partners.
    pub(crate) fn next_relationship(&mut self) -> String {
        self.relationship += 1;
        self.relationship.to_string()
    }
}

/// Takes the next number of a range.
pub(crate) fn next(range: &mut u64) -> String {
    *range += 1;
    range.to_string()
}

/// The state behind the one lock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: Arc<Seed>,
    pub(crate) tables: Tables,
    pub(crate) numbers: Numbers,
    pub(crate) periods: Periods,
    pub(crate) sessions: Sessions,
    pub(crate) faults: Faults,
    pub(crate) requests: VecDeque<Logged>,
    /// Committed changes since the start or the last reset.
    pub(crate) writes: u64,
    clock: Clock,
    last_tick: DateTime<Utc>,
}

impl World {
    pub(crate) fn new(seed: Arc<Seed>, clock: Clock, services: &[Service]) -> Self {
        let mut world = Self {
            seed,
            tables: Tables::default(),
            numbers: Numbers::default(),
            periods: Periods::default(),
            sessions: Sessions::default(),
            faults: Faults::default(),
            requests: VecDeque::new(),
            writes: 0,
            clock,
            last_tick: DateTime::UNIX_EPOCH,
        };
        let now = world.tick();
        for service in services {
            services::fill(service, &mut world, now);
        }
        world.tables.commit();
        world
    }

    /// Forgets everything but the seed and the clock.
    pub(crate) fn reset(&mut self, services: &[Service]) {
        *self = Self::new(Arc::clone(&self.seed), self.clock.clone(), services);
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The time of a change: later than that of any change before, in steps an etag can show.
    pub(crate) fn tick(&mut self) -> DateTime<Utc> {
        let next = self.last_tick + TimeDelta::nanoseconds(100);
        self.last_tick = self.now().trunc_subsecs(7).max(next);
        self.last_tick
    }

    /// What a business rule of a service works with.
    pub(crate) fn work<'a>(&'a mut self, metadata: &'a Metadata, user: &'a str) -> Work<'a> {
        let now = self.tick();
        Work {
            metadata,
            seed: &self.seed,
            tables: &mut self.tables,
            numbers: &mut self.numbers,
            periods: &self.periods,
            user,
            now,
            messages: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// A fresh identifier, 32 hexadecimal digits.
    pub(crate) fn transaction_id(&self) -> String {
        hex::encode_upper(rand::random::<[u8; 16]>())
    }

    pub(crate) fn commit(&mut self, commits: u64) {
        self.tables.commit();
        self.writes += commits;
    }

    pub(crate) fn log(&mut self, entry: Logged) {
        if self.requests.len() == REMEMBERED {
            self.requests.pop_front();
        }
        self.requests.push_back(entry);
    }
}
