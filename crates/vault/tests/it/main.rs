//! The vault from outside, as store and gateway use it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

mod fixture;
mod format;
mod golden;
mod keyring_file;
mod keyring_text;
mod ownership;
mod rotation;
mod round_trip;
mod silence;
mod tampering;
