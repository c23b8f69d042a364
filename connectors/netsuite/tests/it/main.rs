//! The NetSuite connector before a scripted server, where every byte counts, and before the simulator.

// Clippy knows a test by its attribute alone; what tests share is a test too.
#![allow(clippy::unwrap_used)]

#[path = "../suite/account.rs"]
mod account;
mod admin;
mod approvals;
mod completions;
mod component_use;
mod docs;
mod doubt;
mod expenses;
mod goods_receipts;
mod inventory_adjustments;
mod inventory_levels;
mod inventory_transfers;
mod lines;
mod lists;
mod maintenance;
mod master_data;
mod prechecks;
mod probes;
mod refusals;
mod requests;
mod scripted;
mod sign_in;
mod stock_requests;
mod vendor_lists;
mod vendors;
mod warehouse;
mod work_orders;
