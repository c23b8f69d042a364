//! Deliveries to receivers that behave well and badly, from a real store over real sockets.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

mod addresses;
mod delivery;
mod endpoints;
mod failures;
mod isolation;
mod receiver;
mod recovery;
mod samples;
mod schedule;
mod signing;
mod world;
