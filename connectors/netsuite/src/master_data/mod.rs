//! What other records refer to: items, locations, companies, payment terms, units, accounts, tax codes.
//! SuiteQL shows each kind as one table, all types of items together, so a page is one request.

mod capabilities;
mod read;
mod tables;

pub(crate) use capabilities::capabilities;
pub(crate) use read::{list, read};
pub(crate) use tables::{table, tables};
