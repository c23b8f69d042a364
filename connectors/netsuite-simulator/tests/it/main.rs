//! The simulator seen from outside: plain HTTP with a signer of its own.
// These tests are an ERP's client themselves, so the connectors' law to send through the Session alone is
// not for them; helpers outside of test functions may unwrap as tests do.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod assembly_builds;
mod client;
mod faults;
mod inventory_adjustments;
mod inventory_transfers;
mod item_receipts;
mod jobs;
mod ledger;
mod login;
mod lots;
mod permissions;
mod program;
mod purchase_orders;
mod records;
mod select_options;
mod service;
mod stock;
mod suiteql;
mod vendors;
mod work_in_process;
mod work_orders;
