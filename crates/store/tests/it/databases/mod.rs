//! Runs a test on both databases.

mod postgres;
mod sqlite;

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;

use crate::world::World;

/// Runs the test on a new SQLite file, then on a new PostgreSQL database behind two gateways.
pub(crate) async fn on_both(test: impl AsyncFn(&World)) {
    sqlite::run(&test).await;
    postgres::run(&test).await;
}

/// Runs the test, then the cleaning up, whatever became of the test.
async fn and_clean_up(test: impl Future<Output = ()>, clean_up: impl Future<Output = ()>) {
    let outcome = AssertUnwindSafe(test).catch_unwind().await;
    clean_up.await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}
