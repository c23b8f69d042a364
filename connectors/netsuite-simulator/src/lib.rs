//! A NetSuite account in memory: SuiteTalk REST record service, SuiteQL and OAuth on one port, an admin
//! interface with ledger and faults on another. It answers like NetSuite to client libraries that know
//! nothing of it, and fails on request in the ways that real networks and ERPs do.
//!
//! It shares no types with any connector: a shared struct would let one wrong belief pass every test.
//! `README.md` says what is evidenced and what is chosen.

mod admin;
mod auth;
mod clock;
mod faults;
mod front;
mod http;
mod journal;
mod metadata;
mod net;
mod records;
mod rest;
mod rules;
mod running;
mod search;
mod seed;
mod simulator;
mod suiteql;
mod world;

pub use running::{Error, Options, Running, start};
pub use seed::{
    CustomField, DateFormat, M2mClient, RecordsByType, Role, Seed, StockEntry, Switches, TbaToken, Validation,
};
