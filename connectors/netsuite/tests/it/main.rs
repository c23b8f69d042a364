//! The NetSuite connector before a scripted server, where every byte counts, and before the simulator.

// Clippy knows a test by its attribute alone; what tests share is a test too.
#![allow(clippy::unwrap_used)]

#[path = "../suite/account.rs"]
mod account;
mod admin;
mod approvals;
mod docs;
mod doubt;
mod expenses;
mod lines;
mod lists;
mod prechecks;
mod refusals;
mod requests;
mod scripted;
mod sign_in;
mod vendor_lists;
mod vendors;
