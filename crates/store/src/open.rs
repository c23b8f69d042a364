//! Choosing the database by its URL.

use std::path::Path;
use std::sync::Arc;

use crate::{Postgres, Result, Sqlite, Store, StoreError};

/// Connections to PostgreSQL per gateway. More would wait for its disk, not for each other.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Opens `sqlite:path/to/file.db` or `postgres://user@host/database`, and brings its schema up to date.
///
/// # Errors
/// [`StoreError::Open`] when the scheme is another one, or as in [`Sqlite::open`] and [`Postgres::open`].
pub async fn open(url: &str) -> Result<Arc<dyn Store>> {
    if let Some(path) = url.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        return Ok(Arc::new(Sqlite::open(Path::new(path)).await?));
    }
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return Ok(Arc::new(Postgres::open(url, POSTGRES_CONNECTIONS).await?));
    }
    // The text is not repeated: with a typing error in the scheme it may still hold a password.
    Err(StoreError::Open(
        "the database URL must begin with `sqlite:` (followed by a path) or `postgres://`".to_owned(),
    ))
}
