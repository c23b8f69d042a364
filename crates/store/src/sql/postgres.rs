//! PostgreSQL: many gateways on one database.

use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;

use super::{Database, Dialect};
use crate::{Result, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// How long a call waits for a connection before it fails.
const TURN: Duration = Duration::from_secs(30);

/// Settings without which a write that was acknowledged can be gone after a power cut.
const DURABLE: [&str; 3] = ["fsync", "full_page_writes", "synchronous_commit"];

/// PostgreSQL's words.
#[derive(Debug)]
pub struct PostgresDialect;

impl Dialect for PostgresDialect {
    fn skip_taken(table: &str) -> String {
        format!("FOR UPDATE OF {table} SKIP LOCKED")
    }
    const KEEP: &'static str = "FOR KEY SHARE";
}

/// A store in a PostgreSQL database, for any number of processes.
///
/// Instants, also those that leases are judged by, come from the callers: keep the clocks of the
/// gateways in step to well under the length of a lease. A clock that runs ahead takes work early,
/// and the epoch then discards the slower worker's result.
pub type Postgres = Database<PostgresDialect>;

impl Postgres {
    /// Connects with up to `max_connections` connections and brings the schema up to date; of several
    /// gateways that start at once, one does it and the others wait.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the server cannot be reached or is set up to lose acknowledged writes,
    /// [`StoreError::Migrate`] when the schema is of a newer version.
    pub async fn open(url: &str, max_connections: u32) -> Result<Self> {
        // The URL may hold a password: no message repeats it.
        let unusable =
            |error: sqlx::Error| StoreError::Open(format!("PostgreSQL cannot be reached: {error}"));
        sqlx::any::install_default_drivers();
        let options: AnyConnectOptions = url.parse().map_err(unusable)?;
        let pool = AnyPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(TURN)
            .connect_with(options)
            .await
            .map_err(unusable)?;
        refuse_unsafe_settings(&pool).await?;
        MIGRATIONS.run(&pool).await.map_err(StoreError::Migrate)?;
        Ok(Self { write: pool.clone(), read: pool, lock: None, dialect: std::marker::PhantomData })
    }
}

async fn refuse_unsafe_settings(pool: &AnyPool) -> Result<()> {
    for setting in DURABLE {
        let value: String =
            sqlx::query_scalar("SELECT current_setting($1)").bind(setting).fetch_one(pool).await?;
        if value == "off" {
            return Err(StoreError::Open(format!(
                "PostgreSQL runs with {setting} = off, so that a write the gateway acknowledged could be \
                 lost in a power cut; set {setting} = on for this server, database and role"
            )));
        }
    }
    Ok(())
}
