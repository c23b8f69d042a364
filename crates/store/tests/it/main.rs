//! The sentences of the traits' documentation, tested on SQLite and on PostgreSQL.
//!
//! Each test runs on both, one after the other, each time in a new and empty database. Without a
//! PostgreSQL server (`ERPGATE_TEST_POSTGRES`) every one of them fails: half a suite would say nothing.

// The whole program is a test, what the tests share included.
#![allow(clippy::unwrap_used)]

mod api_keys;
mod audit;
mod connections;
mod databases;
mod decide;
mod deliveries;
mod endpoints;
mod events;
mod list;
mod opening;
mod round_trip;
mod settle;
mod submit;
mod take;
mod things;
mod world;
