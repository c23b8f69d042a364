//! Both databases, spoken to with one set of statements.
//!
//! The statements run through sqlx's `Any` driver because SQLite and PostgreSQL understand nearly
//! all of them alike; what differs stands in [`Dialect`]. A second copy of every statement would be
//! a second set of mistakes.

mod api_keys;
mod audit;
mod connections;
mod encode;
mod lock_file;
mod operations;
mod postgres;
mod row;
mod select;
mod sqlite;
mod webhooks;

use std::marker::PhantomData;

use async_trait::async_trait;
use sqlx::AnyPool;

pub use postgres::{Postgres, PostgresDialect};
pub use sqlite::{Sqlite, SqliteDialect};

use crate::{Result, Store};
use lock_file::LockFile;

/// Where the two databases need different words.
pub trait Dialect: Send + Sync + 'static {
    /// Stands after a SELECT whose rows the same statement updates: passes over rows of this table
    /// that another node is taking at this moment.
    fn skip_taken(table: &str) -> String;

    /// Stands after a SELECT of rows that the transaction is about to refer to: nobody deletes them
    /// before it commits.
    const KEEP: &'static str;
}

/// A store in a database; [`Sqlite`] or [`Postgres`].
#[derive(Debug)]
pub struct Database<D> {
    write: AnyPool,
    read: AnyPool,
    lock: Option<LockFile>,
    dialect: PhantomData<fn() -> D>,
}

#[async_trait]
impl<D: Dialect> Store for Database<D> {
    async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.write).await?;
        Ok(())
    }

    async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
        if let Some(lock) = &self.lock {
            lock.release();
        }
    }
}
