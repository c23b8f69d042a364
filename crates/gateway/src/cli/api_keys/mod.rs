//! `erpgate api-keys`: the first key, and keys when nobody has one that works.

mod create;
mod lifetime;
mod list;
mod revoke;

use std::sync::Arc;

use anyhow::Context;
use clap::Subcommand;
use erpgate_store::Store;

use super::configuration_flags::ConfigurationFlags;
use crate::config::Configuration;

pub use create::{NewKey, create};

/// What to do with API keys.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a key and print it, this once.
    Create(create::Arguments),
    /// List all keys, revoked and expired ones too.
    List(list::Arguments),
    /// Refuse a key from now on.
    Revoke(revoke::Arguments),
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Create(arguments) => create::run(arguments).await,
        Command::List(arguments) => list::run(&arguments).await,
        Command::Revoke(arguments) => revoke::run(&arguments).await,
    }
}

async fn open(flags: &ConfigurationFlags) -> anyhow::Result<Arc<dyn Store>> {
    let Configuration { store, .. } = flags.load()?;
    erpgate_store::open(&store.url).await.with_context(|| {
        if store.url.starts_with("sqlite:") {
            "API keys stand in the database, and SQLite serves one process: while a gateway runs, ask it with an \
             admin's key (POST, GET and DELETE /v1/api-keys)"
        } else {
            "store.url"
        }
    })
}
