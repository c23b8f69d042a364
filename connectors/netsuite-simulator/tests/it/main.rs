//! The simulator seen from outside: plain HTTP with a signer of its own.

mod client;
mod faults;
mod jobs;
mod login;
mod purchase_orders;
mod records;
mod suiteql;
