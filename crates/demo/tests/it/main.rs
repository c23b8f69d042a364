//! The demo as people run it, and the README as people paste it.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)] // tests stop at the first wrong thing

mod readme;
mod running;

use std::path::PathBuf;

/// The root of the repository, where people run the README's commands.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}
