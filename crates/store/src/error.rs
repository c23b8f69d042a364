//! Why the store could not answer.

/// Why the store could not answer. None of these says that nothing was written, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be reached or broke off.
    #[error("the database did not answer: {0}")]
    Database(#[source] sqlx::Error),
    /// The database could not be opened as configured; says what to change.
    #[error("{0}")]
    Open(String),
    /// The schema could not be brought up to date.
    #[error("the database schema could not be migrated: {0}")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// A row holds something this version cannot read.
    #[error("row {table} {id} cannot be read: {detail}")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The row's id.
        id: String,
        /// What was wrong.
        detail: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}
