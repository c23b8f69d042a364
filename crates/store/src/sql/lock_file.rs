//! One process per SQLite database: a second gateway would not see the first one's leases in time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::{Result, StoreError};

/// An exclusively locked file beside the database. The operating system frees the lock when the
/// process ends, however it ends, so a left-over file stops nobody.
#[derive(Debug)]
pub(super) struct LockFile(File);

impl LockFile {
    /// Locks `<database>.lock`.
    pub(super) fn take(database: &Path) -> Result<Self> {
        let mut path = database.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|error| {
                StoreError::Open(format!("the lock file {} cannot be opened: {error}", path.display()))
            })?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::Open(format!(
                "another erpgate runs on {}: it holds the lock {}. Stop it first, or give this one \
                 another database. Several gateways at once need PostgreSQL.",
                database.display(),
                path.display()
            ))),
            Err(TryLockError::Error(error)) => {
                Err(StoreError::Open(format!("{} cannot be locked: {error}", path.display())))
            }
        }
    }

    /// Lets the next process in.
    pub(super) fn release(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the database's lock file stays locked until this process ends");
        }
    }
}
