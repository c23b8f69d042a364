//! The gateway from outside: over HTTP, with both simulators behind it. Each test looks at the answer
//! and at the world after it: what the ERP holds, what was delivered.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)] // tests stop at the first wrong thing

mod bad_input;
mod command_line;
mod connections;
mod documents;
mod keys;
mod nodes;
mod openapi;
mod passthrough;
mod purchase_orders;
mod records;
mod recovery;
mod schemas;
mod square;
mod stand;
mod tls;
mod webhooks;
