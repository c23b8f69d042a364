//! The simulator as a plain HTTP client sees it.

// These tests are the client themselves; no connector's session stands between them and the wire.
#![allow(clippy::disallowed_methods)]

mod account_assignments;
mod admin;
mod approval;
mod batch;
mod business_partner;
mod change;
mod create;
mod custom_fields;
mod delete;
mod etags;
mod faults;
mod filters;
mod formats;
mod functions;
mod maintenance_order;
mod master_data;
mod material_document;
mod metadata;
mod parts;
mod physical_inventory;
mod production_order;
mod program;
mod reads;
mod refusals;
mod routing;
mod seed;
mod sign_in;
mod stock;
mod support;
mod tokens;
mod v4;
mod wire_faults;
