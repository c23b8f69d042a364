//! SQLite: one process, one file, nothing to install.

use std::path::Path;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use sqlx::AnyPool;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;

use super::lock_file::LockFile;
use super::{Database, Dialect};
use crate::{Result, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");

/// How many readers work beside the one writer.
const READERS: u32 = 4;
/// How long a call waits for its turn before it fails.
const TURN: Duration = Duration::from_secs(30);

/// SQLite's words.
#[derive(Debug)]
pub struct SqliteDialect;

impl Dialect for SqliteDialect {
    // One writer: while it works, nobody else takes or deletes anything.
    fn skip_taken(_table: &str) -> String {
        String::new()
    }
    const KEEP: &'static str = "";
}

/// A store in one SQLite file, for one process.
///
/// A commit is on the disk when a call returns (`synchronous=FULL`). Writers stand in line for one
/// connection, because SQLite lets only one write at a time and its own waiting is neither fair nor
/// quick; readers do not wait for them (write-ahead log).
pub type Sqlite = Database<SqliteDialect>;

impl Sqlite {
    /// Opens the file, makes it and its directory if need be, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the file cannot be made or another process has it,
    /// [`StoreError::Migrate`] when the schema is of a newer version.
    pub async fn open(path: &Path) -> Result<Self> {
        let unusable = |error: &dyn std::fmt::Display| {
            StoreError::Open(format!("the SQLite database {} cannot be opened: {error}", path.display()))
        };
        let path = std::path::absolute(path).map_err(|error| unusable(&error))?;
        if let Some(directory) = path.parent() {
            std::fs::create_dir_all(directory).map_err(|error| unusable(&error))?;
        }
        let lock = LockFile::take(&path)?;
        sqlx::any::install_default_drivers();
        let write = writer(&path).await.map_err(|error| unusable(&error))?;
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&write).await?;
        if mode != "wal" {
            return Err(unusable(&"its file system cannot hold a write-ahead log; use a local disk"));
        }
        MIGRATIONS.run(&write).await.map_err(StoreError::Migrate)?;
        let read = readers(&path).await.map_err(|error| unusable(&error))?;
        Ok(Self { write, read, lock: Some(lock), dialect: std::marker::PhantomData })
    }
}

fn pool(size: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(TURN)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

async fn writer(path: &Path) -> sqlx::Result<AnyPool> {
    // `secure_delete`: what a deleted connection leaves in the file is overwritten.
    let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA busy_timeout = 5000; PRAGMA secure_delete = FAST";
    pool(1)
        .after_connect(move |connection, _| {
            Box::pin(async move { sqlx::raw_sql(setup).execute(connection).await.map(|_| ()) })
        })
        .connect_with(options(path, "rwc")?)
        .await
}

async fn readers(path: &Path) -> sqlx::Result<AnyPool> {
    pool(READERS)
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql("PRAGMA busy_timeout = 5000").execute(connection).await.map(|_| ())
            })
        })
        .connect_with(options(path, "ro")?)
        .await
}

fn options(path: &Path, mode: &str) -> sqlx::Result<AnyConnectOptions> {
    let path = percent_encode(path.as_os_str().as_encoded_bytes(), NON_ALPHANUMERIC);
    format!("sqlite://{path}?mode={mode}").parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_commit_waits_for_the_disk_and_foreign_keys_are_kept() {
        let directory = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&directory.path().join("erpgate.db")).await.unwrap();
        for (pragma, expected) in [("synchronous", 2), ("foreign_keys", 1)] {
            let sql = sqlx::AssertSqlSafe(format!("PRAGMA {pragma}"));
            let value: i64 = sqlx::query_scalar(sql).fetch_one(&store.write).await.unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
    }

    #[tokio::test]
    async fn readers_cannot_write() {
        let directory = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&directory.path().join("erpgate.db")).await.unwrap();
        let write = sqlx::query("DELETE FROM api_key").execute(&store.read).await;
        assert!(write.unwrap_err().to_string().contains("readonly"));
    }
}
